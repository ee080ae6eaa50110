"""Write buffer: frames that a client has not read yet, shared with all other connections they go to."""

from __future__ import annotations

# Small frames are joined up to this size: copying so much costs less than a system call.
TOGETHER_BYTES = 1 << 16


class WriteBuffer:
    """Frames in order, kept as they were made and never copied, however many connections they wait for."""

    __slots__ = ("_frames", "_sent_bytes", "all_bytes")

    def __init__(self) -> None:
        self.all_bytes = 0
        self._frames: list[bytes] = []
        # Of the first frame.
        self._sent_bytes = 0

    def __len__(self) -> int:
        return len(self._frames)

    def add(self, frame: bytes) -> None:
        """Append a frame."""
        self._frames.append(frame)
        self.all_bytes += len(frame)

    def head(self) -> bytes | memoryview:
        """Return what is to be sent next: one frame, or several small ones joined.

        Adding frames never makes it shorter, as TLS requires when a send is retried.
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
        """Remove bytes that were sent."""
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
        """Remove everything."""
        self.drop(self.all_bytes)
