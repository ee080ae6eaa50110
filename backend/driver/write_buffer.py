"""Unsent: the frames of one line that its client has not taken yet, shared with whoever else they go to."""

from __future__ import annotations

# Small frames leave together up to here: a copy of so much costs less than a system call.
TOGETHER_BYTES = 1 << 16


class Unsent:
    """Frames in their order. They are kept as they were made and never copied, however many lines wait."""

    __slots__ = ("_frames", "_sent_bytes", "all_bytes")

    def __init__(self) -> None:
        self.all_bytes = 0
        self._frames: list[bytes] = []
        # Of the first frame.
        self._sent_bytes = 0

    def __len__(self) -> int:
        return len(self._frames)

    def add(self, frame: bytes) -> None:
        """Keep a frame behind all others."""
        self._frames.append(frame)
        self.all_bytes += len(frame)

    def head(self) -> bytes | memoryview:
        """Return what is to be sent next: one frame, or what several small ones are together.

        What is added meanwhile makes it no shorter, as TLS demands of what is tried again.
        """
        frames, sent = self._frames, self._sent_bytes
        if len(frames) == 1 or len(frames[0]) - sent >= TOGETHER_BYTES:
            return memoryview(frames[0])[sent:] if sent else frames[0]
        is_little = self.all_bytes <= TOGETHER_BYTES and sent == 0
        return b"".join(frames if is_little else self._small_frames())

    def _small_frames(self) -> list[memoryview]:
        pieces = [memoryview(self._frames[0])[self._sent_bytes :]]
        size = len(pieces[0])
        for frame in self._frames[1:]:
            if size >= TOGETHER_BYTES:
                break
            pieces.append(memoryview(frame))
            size += len(frame)
        return pieces

    def drop(self, sent_bytes: int) -> None:
        """Let go of what was sent."""
        self.all_bytes -= sent_bytes
        if self.all_bytes == 0:
            self._frames.clear()
            self._sent_bytes = 0
            return
        sent, whole = sent_bytes + self._sent_bytes, 0
        while sent >= len(self._frames[whole]):
            sent -= len(self._frames[whole])
            whole += 1
        del self._frames[:whole]
        self._sent_bytes = sent

    def clear(self) -> None:
        """Let go of everything."""
        self.drop(self.all_bytes)
