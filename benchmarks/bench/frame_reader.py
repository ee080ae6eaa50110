"""Frame reader: the time that this relay's reader and wsproto need for one report, in microseconds.

python -m benchmarks.bench.frame_reader
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.metadata import version

from wsproto.connection import Connection, ConnectionType

from backend.driver.frames import Reader
from backend.limits.limits import MESSAGE_BYTES
from benchmarks.bench.relays import wire

TEXT = b'427["report",{"seq":12,"at":1790000000000,"state":"focused","cues":["smiling"],"alerts":[]}]'
FRAMES = 20_000
ROUNDS = 5


def read_with_ours() -> Callable[[bytes], object]:
    """Return a function that reads one frame with this relay's reader."""
    return Reader(MESSAGE_BYTES).feed


def read_with_wsproto() -> Callable[[bytes], object]:
    """Return a function that reads one frame with wsproto."""
    connection = Connection(ConnectionType.SERVER)

    def read(data: bytes) -> object:
        connection.receive_data(data)
        return list(connection.events())

    return read


def microseconds(read: Callable[[bytes], object]) -> float:
    """Return the time of one frame in the fastest of some rounds."""
    frame = wire.frame(TEXT)
    rounds_s = []
    for _ in range(ROUNDS):
        began_s = time.perf_counter()
        for _ in range(FRAMES):
            read(frame)
        rounds_s.append(time.perf_counter() - began_s)
    return min(rounds_s) / FRAMES * 1e6


def main() -> None:
    """Print both."""
    print(f"{len(TEXT)} bytes of text, one masked frame, microseconds:")
    print(f"  backend.driver.frames  {microseconds(read_with_ours()):6.2f}")
    print(f"  wsproto {version('wsproto'):<13}  {microseconds(read_with_wsproto()):6.2f}")


if __name__ == "__main__":
    main()
