"""Connection limits: every newcomer gets in, and of too many the one that asks nothing is closed."""

from __future__ import annotations

from backend.http.connection_limits import ConnectionLimits, UnjoinedClient, expect_joined, note_joined
from backend.limits.limits import ADDRESS_SHARE, CONNECTIONS, HEAD_WITHIN_S

SCHOOL, ELSEWHERE = "192.0.2.7", "198.51.100.9"
SHARE = 5


class Connections:
    """Clients by number, and which of them were closed; the clock stands still unless told otherwise."""

    def __init__(self, share: int | None = SHARE) -> None:
        self.now_s = 0.0
        self.closed: list[int] = []
        self.connection_limits = ConnectionLimits(share, lambda: self.now_s)

    def open(self, number: int, site: str = SCHOOL) -> UnjoinedClient:
        client = UnjoinedClient(lambda: self.closed.append(number))
        self.connection_limits.enter(client, site)
        return client


def test_a_school_whose_browsers_open_six_each_is_within_the_share_of_one_address() -> None:
    assert CONNECTIONS * ADDRESS_SHARE >= 2000 * 6
    assert CONNECTIONS * (1 - ADDRESS_SHARE) >= 2000


def test_for_a_newcomer_beyond_the_share_the_longest_idle_goes() -> None:
    connections = Connections()
    for number in range(2 * SHARE):
        connections.open(number)
        connections.now_s += 1
    assert connections.closed == list(range(SHARE))
    assert len(connections.connection_limits) == SHARE


def test_who_is_served_stays_while_anybody_has_long_asked_nothing() -> None:
    connections = Connections()
    first = [connections.open(number) for number in range(SHARE)]
    connections.connection_limits.serve(first[0], SCHOOL)
    connections.connection_limits.serve(first[1], SCHOOL)
    connections.connection_limits.rest(first[1])
    connections.now_s += HEAD_WITHIN_S + 1
    for number in range(SHARE, SHARE + 3):
        connections.open(number)
    assert connections.closed == [2, 3, 4]


def test_who_has_just_come_is_not_the_first_to_go_where_all_others_are_served_for_ever() -> None:
    connections = Connections()
    for number in range(SHARE - 1):
        connections.connection_limits.serve(connections.open(number), SCHOOL)
    connections.open(SHARE)
    connections.open(SHARE + 1)
    assert connections.closed == [0]


def test_one_address_takes_no_room_from_another() -> None:
    connections = Connections()
    connections.open(100, ELSEWHERE)
    for number in range(3 * SHARE):
        connections.open(number)
    assert 100 not in connections.closed


def test_where_the_process_is_full_the_largest_address_gives_way() -> None:
    connections = Connections(share=None)
    connections.open(100, ELSEWHERE)
    for number in range(3):
        connections.open(number)
    assert [connections.connection_limits.make_room() for _ in range(5)] == [True] * 4 + [False]
    assert connections.closed[:2] == [0, 1]


def test_who_asks_for_another_address_counts_there() -> None:
    connections = Connections()
    for number in range(3 * SHARE):
        connections.connection_limits.serve(connections.open(number, "proxy"), f"pupil {number}")
    assert connections.closed == []


def test_who_has_joined_no_longer_counts() -> None:
    connections = Connections()
    client = connections.open(0)
    environ: dict[str, object] = {}
    expect_joined(environ, lambda: connections.connection_limits.leave(client))
    note_joined(environ)
    note_joined({})
    assert len(connections.connection_limits) == 0
    connections.connection_limits.rest(client)
    assert (len(connections.connection_limits), connections.connection_limits.make_room()) == (0, False)
