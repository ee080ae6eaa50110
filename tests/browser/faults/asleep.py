"""A laptop that sleeps: every process of its browser stands still, and its steady clock with them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A laptop's steady clock does not count sleep, its clock on the wall does; both of a stopped process do.
# So what the page did not see pass is taken out of its steady clock: the board looks at it every second.
STEADY_CLOCK_SLEEPS = """() => {
  const now = performance.now.bind(performance);
  let last = now();
  let slept = 0;
  performance.now = () => {
    const here = now();
    if (here - last > 5000) slept += here - last;
    last = here;
    return here - slept;
  };
}"""


@contextmanager
def asleep(pid: int) -> Iterator[None]:
    """Stop a process and all it has started until the block ends."""
    processes = [pid, *_descendants(pid)]
    for each in processes:
        os.kill(each, signal.SIGSTOP)
    try:
        yield
    finally:
        for each in processes:
            os.kill(each, signal.SIGCONT)


def _descendants(pid: int) -> Iterator[int]:
    for tasks in Path(f"/proc/{pid}/task").iterdir():
        for child in (tasks / "children").read_text().split():
            yield int(child)
            yield from _descendants(int(child))
