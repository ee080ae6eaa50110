"""A test that is to be alone waits for those before it, and those after it wait for it."""

from __future__ import annotations

from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path

from tests.exclusive import ExclusiveLock

WITHIN_S = 30.0
# Long enough to show that somebody waits, where a wrong lock lets them in at once.
SHOWN_S = 0.3
SPAWN = get_context("spawn")


def take(folder: Path, alone: bool, arrived: Event, inside: Event, may_leave: Event) -> None:
    arrived.set()
    with ExclusiveLock(folder).held(alone=alone):
        inside.set()
        assert may_leave.wait(WITHIN_S)


class Somebody:
    """Another process that takes a turn and keeps it until told."""

    def __init__(self, folder: Path, *, alone: bool) -> None:
        arrived, self.inside, self._may_leave = SPAWN.Event(), SPAWN.Event(), SPAWN.Event()
        events = arrived, self.inside, self._may_leave
        self._process = SPAWN.Process(target=take, args=(folder, alone, *events))
        self._process.start()
        assert arrived.wait(WITHIN_S)

    def leave(self) -> None:
        self._may_leave.set()
        self._process.join(WITHIN_S)
        assert self._process.exitcode == 0


def test_ordinary_tests_run_side_by_side(tmp_path: Path) -> None:
    people = [Somebody(tmp_path, alone=False) for _ in range(2)]
    for one in people:
        assert one.inside.wait(WITHIN_S)
    for one in people:
        one.leave()


def test_one_alone_waits_for_who_is_there_and_nobody_overtakes_it(tmp_path: Path) -> None:
    first = Somebody(tmp_path, alone=False)
    assert first.inside.wait(WITHIN_S)
    alone = Somebody(tmp_path, alone=True)
    assert not alone.inside.wait(SHOWN_S)
    first.leave()
    assert alone.inside.wait(WITHIN_S)
    later = Somebody(tmp_path, alone=False)
    assert not later.inside.wait(SHOWN_S)
    alone.leave()
    assert later.inside.wait(WITHIN_S)
    later.leave()
