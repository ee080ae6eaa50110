"""Fair scheduler: one piece of work a round, addresses in turn, and none beyond its allowance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import gevent
import gevent.event
import pytest

from backend.http.connection_limits import UnjoinedClient
from backend.http.scheduler import Scheduler, Turn, TurnTimeoutError
from backend.limits.limits import ADDRESSES, HTTP_WORK, HTTP_WORK_WAIT_S, TURN_WORK_S

SCHOOL, ELSEWHERE = "192.0.2.7", "198.51.100.9"
# What a file costs here, with its turn; twice that on a slow machine.
FILE_S = 0.001


class Machine:
    """A loop whose clock moves by work and sleep alone, and which counts its rounds."""

    event = gevent.event.Event
    spawn = staticmethod(gevent.spawn)

    def __init__(self) -> None:
        self.now_s = 0.0
        self.rounds = 0

    def give_way(self) -> None:
        self.rounds += 1
        gevent.sleep(0)

    def sleep(self, seconds: float) -> None:
        self.now_s += seconds
        gevent.sleep(0)


class Crowd:
    """Connections that ask; what each piece costs is charged."""

    def __init__(self, *, is_open: bool = False) -> None:
        self.machine = Machine()
        self.scheduler = Scheduler(self.machine, is_open=is_open, clock=lambda: self.machine.now_s)
        self.order: list[str] = []
        self.late: Counter[str] = Counter()
        self.rounds: list[int] = []

    def ask(self, site: str, times: int = 1, work_s: float = FILE_S) -> None:
        client = UnjoinedClient(lambda: None)
        client.site = site
        for _ in range(times):
            try:
                self.scheduler.acquire(client)
            except TurnTimeoutError:
                self.late[site] += 1
                return
            self.order.append(site)
            self.rounds.append(self.machine.rounds)
            self.machine.now_s += work_s
            self.scheduler.charge(site, work_s)

    def come(self, *askers: Callable[[], None]) -> None:
        gevent.joinall([gevent.spawn(asker) for asker in askers], raise_error=True)


def test_however_many_ask_one_piece_begins_in_a_round() -> None:
    crowd = Crowd()
    crowd.come(*[lambda: crowd.ask(SCHOOL, times=5)] * 20)
    assert len(crowd.rounds) == len(set(crowd.rounds)) == 100


def test_addresses_take_turns_whatever_each_asks() -> None:
    crowd = Crowd()
    crowd.come(*[lambda: crowd.ask(SCHOOL, times=5)] * 20, lambda: crowd.ask(ELSEWHERE, times=10))
    assert crowd.order[:20].count(ELSEWHERE) in range(9, 12)


def test_a_school_fetches_its_pages_and_nobody_is_refused_though_the_allowance_is_gone() -> None:
    crowd = Crowd()
    crowd.scheduler.charge(SCHOOL, HTTP_WORK.burst)
    # Each of six connections of 2,000 browsers asks at once, and again when it was answered.
    crowd.come(*[lambda: crowd.ask(SCHOOL, times=2)] * 12_000)
    assert not crowd.late
    work_s = 24_000 * (FILE_S + TURN_WORK_S)
    assert crowd.machine.now_s == pytest.approx(work_s / HTTP_WORK.per_s, rel=0.1)


def test_a_class_waits_for_nothing_but_its_own_work() -> None:
    crowd = Crowd()
    crowd.come(*[lambda: crowd.ask(SCHOOL, times=10)] * 240)
    assert crowd.machine.now_s == pytest.approx(2400 * FILE_S)


def test_an_address_in_debt_waits_and_no_other_does() -> None:
    crowd = Crowd()
    crowd.scheduler.charge(SCHOOL, HTTP_WORK.burst + 5)
    crowd.come(lambda: crowd.ask(SCHOOL), lambda: crowd.ask(ELSEWHERE, times=3))
    assert crowd.order == [ELSEWHERE] * 3 + [SCHOOL]
    assert crowd.machine.now_s >= 5 / HTTP_WORK.per_s


def test_who_comes_while_others_wait_for_their_allowance_does_not_wait_with_them() -> None:
    crowd = Crowd()
    crowd.scheduler.charge(SCHOOL, HTTP_WORK.burst + 10)

    def come_later() -> None:
        while crowd.machine.now_s == 0:
            gevent.sleep(0)
        crowd.ask(ELSEWHERE)
        assert crowd.machine.now_s < 1

    crowd.come(lambda: crowd.ask(SCHOOL), come_later)
    assert crowd.order == [ELSEWHERE, SCHOOL]


def test_who_would_wait_too_long_is_refused() -> None:
    crowd = Crowd()
    crowd.scheduler.charge(SCHOOL, HTTP_WORK.burst + 2 * HTTP_WORK_WAIT_S)
    crowd.come(lambda: crowd.ask(SCHOOL), lambda: crowd.ask(SCHOOL))
    assert crowd.late == {SCHOOL: 2}
    assert HTTP_WORK_WAIT_S <= crowd.machine.now_s <= HTTP_WORK_WAIT_S + 5


def test_where_addresses_say_nothing_work_has_no_bound_but_still_its_turns() -> None:
    crowd = Crowd(is_open=True)
    crowd.scheduler.charge(SCHOOL, HTTP_WORK.burst + 2 * HTTP_WORK_WAIT_S)
    crowd.come(*[lambda: crowd.ask(SCHOOL)] * 3)
    assert (len(set(crowd.rounds)), crowd.late) == (3, {})


def test_who_is_hung_up_on_waits_no_longer_and_takes_nobodys_turn() -> None:
    crowd = Crowd()
    crowd.scheduler.charge(SCHOOL, HTTP_WORK.burst + 1)
    client, ended = UnjoinedClient(lambda: None), []
    client.site = SCHOOL

    def wait() -> None:
        with pytest.raises(TurnTimeoutError):
            crowd.scheduler.acquire(client)
        ended.append(crowd.machine.now_s)
        with pytest.raises(TurnTimeoutError):
            crowd.scheduler.acquire(client)

    crowd.come(wait, client.end, lambda: crowd.ask(SCHOOL))
    assert crowd.order == [SCHOOL]
    assert len(ended) == 1


def test_a_turn_holds_until_it_is_given_up_or_another_address_is_served() -> None:
    crowd = Crowd()
    client = UnjoinedClient(lambda: None)
    client.site = SCHOOL
    turn = Turn(crowd.scheduler, client)

    def serve() -> None:
        turn.acquire()
        turn.ensure()
        assert crowd.machine.rounds <= 1
        client.site = ELSEWHERE
        turn.ensure()
        turn.release()
        turn.ensure()

    crowd.come(serve)
    gevent.sleep(0)
    assert crowd.machine.rounds == 3


def test_the_addresses_that_are_remembered_are_bounded() -> None:
    scheduler = Scheduler(Machine(), clock=lambda: 0.0)
    for number in range(ADDRESSES + 10):
        scheduler.charge(str(number), 1.0)
    assert len(scheduler) == ADDRESSES
