"""A pupil for the board's tests: a real Socket.IO client that keeps a journal, as the student's page does."""

from __future__ import annotations

import contextlib
import time
from typing import Any

import socketio

CONNECT_WITHIN_S = 20.0


class StudentClient:
    """One student: sends what it is told to, and answers `sync` from its journal."""

    def __init__(self, url: str, code: str, name: str | None = None) -> None:
        self.journal: list[dict[str, Any]] = []
        self._url = url
        self._auth: dict[str, Any] = {"role": "student", "code": code, "name": name}
        self._status: dict[str, Any] | None = None
        self._statuses = 0
        self.connect()

    def connect(self) -> None:
        """Join; again with the resume token, after as many attempts as a restarting relay needs."""
        deadline_s = time.monotonic() + CONNECT_WITHIN_S
        while True:
            self.socket = socketio.Client(reconnection=False)
            self.socket.on("joined", self._joined)
            self.socket.on("sync", self._answer)
            try:
                self.socket.connect(
                    self._url, auth=self._auth, transports=["websocket"], wait_timeout=CONNECT_WITHIN_S
                )
            except socketio.exceptions.ConnectionError:
                assert time.monotonic() < deadline_s, "the relay does not answer"
                time.sleep(0.1)
            else:
                return

    def report(self, state: str, *cues: str, alerts: tuple[str, ...] = (), ago_s: float = 0) -> None:
        """Write a transition down, and send it where there is a line."""
        at = int((time.time() - ago_s) * 1000)
        number = len(self.journal) + 1
        self.journal.append(
            {"seq": number, "at": at, "state": state, "cues": list(cues), "alerts": list(alerts)}
        )
        self._send("report", self.journal[-1])

    def say(self, *, hand: bool = False, lost: bool = False) -> None:
        """Raise or lower the hand, say or take back "I'm lost"."""
        self._statuses += 1
        at = int(time.time() * 1000)
        self._status = {"seq": self._statuses, "at": at, "hand": hand, "lost": lost, "pace": None}
        self._send("status", self._status)

    def leave(self) -> None:
        """Go, without forgetting anything."""
        self.socket.disconnect()

    def _send(self, event: str, message: dict[str, Any]) -> None:
        if self.socket.connected:
            assert self.socket.call(event, message, timeout=CONNECT_WITHIN_S) == {"ok": True}

    def _joined(self, facts: dict[str, Any]) -> None:
        self._auth = {"role": "student", "code": facts["code"], "resume": facts["resume"]}

    def _answer(self, question: dict[str, int]) -> None:
        reports = [report for report in self.journal if report["seq"] > question["since"]]
        # Who is leaving just now answers nobody.
        with contextlib.suppress(socketio.exceptions.BadNamespaceError):
            if reports:
                self.socket.emit("history", {"reports": reports})
            if self._status is not None:
                self.socket.emit("status", self._status)
