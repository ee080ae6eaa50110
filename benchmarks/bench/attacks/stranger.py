"""A stranger: one attack, in a process of its own, which gives way to the lesson's."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Protocol

from benchmarks.bench.attacks.line import Tally, Target

# The lesson's own process must not be what is late.
NICE = 10
# Where the relay takes no more, nobody turns in circles.
PAUSE_S, REFUSED_S = 0.001, 0.05


class Attack(Protocol):
    """Made, it has prepared itself; each strike is short, and there are as many as time allows."""

    def strike(self) -> None:
        """Do some of it. May raise OSError."""


Make = Callable[[Target, Tally], Attack]


class Stranger:
    """An attack in another process."""

    def __init__(self, asking: Connection) -> None:
        self._asking = asking

    def begin(self, seconds: float) -> None:
        """Let it strike for so long."""
        self._asking.send(seconds)

    def end(self) -> Tally:
        """Return what became of it."""
        return self._asking.recv()  # type: ignore[no-any-return]  # what the other process sends


def _attack(make: Make, target: Target, asked: Connection) -> None:
    os.nice(NICE)
    tally = Tally()
    attack = None
    with contextlib.suppress(OSError):
        attack = make(target, tally)
    asked.send(None)
    end_s = time.monotonic() + asked.recv()
    while (now_s := time.monotonic()) < end_s:
        try:
            attack = attack or make(target, tally)
            attack.strike()
            time.sleep(PAUSE_S)
        except OSError:
            tally.cut += 1
            time.sleep(min(REFUSED_S, end_s - now_s))
    asked.send(tally)


@contextmanager
def stranger(make: Make, target: Target) -> Iterator[Stranger]:
    """Prepare an attack in another process, which is over at the end of the block."""
    spawn = multiprocessing.get_context("spawn")
    asking, asked = spawn.Pipe()
    process = spawn.Process(target=_attack, args=(make, target, asked), daemon=True)
    process.start()
    asked.close()
    try:
        asking.recv()
        yield Stranger(asking)
    finally:
        process.kill()
        process.join()
