"""The progress of recordings on a terminal: one line, drawn over itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

BAR_WIDTH = 30
LINE_WIDTH = 72
PERCENT = 100


@dataclass
class Tally:
    """How far one recording has come; written by its thread, read by the one that draws."""

    frames: int = 0
    with_face: int = 0
    until_s: float = 0.0
    share: float | None = 0.0

    def count(self, t_s: float, faces: int, share: float | None) -> None:
        """Count one frame."""
        self.frames += 1
        self.with_face += 1 if faces > 0 else 0
        self.until_s = t_s
        self.share = share


def progress_line(tallies: Sequence[Tally]) -> str:
    """Return a bar over all recordings, or the time reached where one of them tells no length."""
    frames = sum(tally.frames for tally in tallies)
    shares = [tally.share for tally in tallies if tally.share is not None]
    if len(shares) < len(tallies):
        return f"{max(tally.until_s for tally in tallies):.1f} s, {frames} frames"
    share = min(1.0, sum(shares) / len(shares))
    done = "#" * int(share * BAR_WIDTH)
    return f"[{done:.<{BAR_WIDTH}}] {int(share * PERCENT):3d}%  {frames} frames"


class Progress:
    """Draws the progress where the stream is a terminal, and nothing where it is not."""

    def __init__(self, stream: TextIO, tallies: Sequence[Tally]) -> None:
        self._stream = stream
        self._tallies = tallies

    def draw(self) -> None:
        """Draw over what was drawn before."""
        self._write(progress_line(self._tallies))

    def clear(self) -> None:
        """Leave an empty line."""
        self._write("")
        if self._stream.isatty():
            self._stream.write("\r")
            self._stream.flush()

    def _write(self, text: str) -> None:
        if self._stream.isatty():
            self._stream.write(f"\r{text:<{LINE_WIDTH}}")
            self._stream.flush()
