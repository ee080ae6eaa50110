"""Connection limits: every newcomer gets in, and of too many the one that asks nothing is closed."""

from __future__ import annotations

from backend.http.connection_limits import ConnectionLimits, UnjoinedClient, expect_joined, note_joined
from backend.limits.limits import ADDRESS_SHARE, CONNECTIONS, HEAD_WITHIN_S

SCHOOL, ELSEWHERE = "192.0.2.7", "198.51.100.9"
SHARE = 5


class Hall:
    """Clients by number, and which of them were closed; the clock stands still unless told otherwise."""

    def __init__(self, share: int | None = SHARE) -> None:
        self.now_s = 0.0
        self.gone: list[int] = []
        self.connection_limits = ConnectionLimits(share, lambda: self.now_s)

    def come(self, number: int, site: str = SCHOOL) -> UnjoinedClient:
        client = UnjoinedClient(lambda: self.gone.append(number))
        self.connection_limits.enter(client, site)
        return client


def test_a_school_whose_browsers_open_six_each_is_within_the_share_of_one_address() -> None:
    assert CONNECTIONS * ADDRESS_SHARE >= 2000 * 6
    assert CONNECTIONS * (1 - ADDRESS_SHARE) >= 2000


def test_for_a_newcomer_beyond_the_share_the_longest_idle_goes() -> None:
    hall = Hall()
    for number in range(2 * SHARE):
        hall.come(number)
        hall.now_s += 1
    assert hall.gone == list(range(SHARE))
    assert len(hall.connection_limits) == SHARE


def test_who_is_served_stays_while_anybody_has_long_asked_nothing() -> None:
    hall = Hall()
    first = [hall.come(number) for number in range(SHARE)]
    hall.connection_limits.serve(first[0], SCHOOL)
    hall.connection_limits.serve(first[1], SCHOOL)
    hall.connection_limits.rest(first[1])
    hall.now_s += HEAD_WITHIN_S + 1
    for number in range(SHARE, SHARE + 3):
        hall.come(number)
    assert hall.gone == [2, 3, 4]


def test_who_has_just_come_is_not_the_first_to_go_where_all_others_are_served_for_ever() -> None:
    hall = Hall()
    for number in range(SHARE - 1):
        hall.connection_limits.serve(hall.come(number), SCHOOL)
    hall.come(SHARE)
    hall.come(SHARE + 1)
    assert hall.gone == [0]


def test_one_address_takes_no_room_from_another() -> None:
    hall = Hall()
    hall.come(100, ELSEWHERE)
    for number in range(3 * SHARE):
        hall.come(number)
    assert 100 not in hall.gone


def test_where_the_process_is_full_the_largest_party_gives_way() -> None:
    hall = Hall(share=None)
    hall.come(100, ELSEWHERE)
    for number in range(3):
        hall.come(number)
    assert [hall.connection_limits.make_room() for _ in range(5)] == [True] * 4 + [False]
    assert hall.gone[:2] == [0, 1]


def test_who_asks_for_another_address_counts_there() -> None:
    hall = Hall()
    for number in range(3 * SHARE):
        hall.connection_limits.serve(hall.come(number, "proxy"), f"pupil {number}")
    assert hall.gone == []


def test_who_has_joined_is_no_guest_any_more() -> None:
    hall = Hall()
    client = hall.come(0)
    environ: dict[str, object] = {}
    expect_joined(environ, lambda: hall.connection_limits.leave(client))
    note_joined(environ)
    note_joined({})
    assert len(hall.connection_limits) == 0
    hall.connection_limits.rest(client)
    assert (len(hall.connection_limits), hall.connection_limits.make_room()) == (0, False)
