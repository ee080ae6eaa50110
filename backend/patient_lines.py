"""Patient lines: lines whose messages are understood where waiting is allowed, and whose clients wait too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from backend.held import Held
from backend.lines import READ_BYTES, Line, Wire
from backend.switchboard import Switchboard
from backend.websocket import Message


class PatientLine(Line):
    """A line whose messages are understood in its own greenlet, which may wait."""

    def __init__(
        self,
        wire: Wire,
        switchboard: Switchboard,
        held: Held,
        woken: Any,
        hear: Callable[[Line, Message], None],
    ) -> None:
        super().__init__(wire, switchboard, held, woken, hear)
        self._inbox = bytearray()

    def _listen(self) -> None:
        while self.is_open:
            self._woken.wait()
            self._woken.clear()
            data = bytes(self._inbox)
            self._inbox.clear()
            if len(data) >= READ_BYTES and not self._is_closing:
                self._switchboard.watch_reading(self._wire.fileno)
            if data:
                self._understand(data)

    def _take(self, data: bytes) -> None:
        self._inbox += data
        if len(self._inbox) >= READ_BYTES:
            self._listen_no_more()
            self._note_unfinished()
        self._woken.set()

    def _unfinished_bytes(self) -> int:
        return super()._unfinished_bytes() + len(self._inbox)
