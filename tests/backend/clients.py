"""Clients: students and teachers for tests, as real Socket.IO clients that record what they receive."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import engineio
import requests
import socketio

HEAR_WITHIN_S = 20.0
PINGED_WITHIN_S = 60.0
TLS_ATTEMPTS = 4
# Longer than the relay's tick and last word together: what has not come by then was not sent.
SILENCE_S = 0.8
# Some time of this lesson, which the relay takes as it is.
AT = int(time.time() * 1000)

Payload = Any
Heard = TypeVar("Heard")


class RefusedError(Exception):
    """The relay refused the connection; `data` is what it said."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.data = data


class PatientEngine(engineio.Client):  # type: ignore[misc]  # its package has no types
    """Else it gives up where a ping is five seconds late, as from a flooded relay on a busy machine."""

    @property
    def ping_interval(self) -> float:
        """The longest silence between pings, whatever the relay says."""
        return PINGED_WITHIN_S

    @ping_interval.setter
    def ping_interval(self, said_s: float) -> None:
        """Forget what the relay says."""


class PatientSocket(socketio.Client):  # type: ignore[misc]  # its package has no types
    """A Socket.IO client that waits for late pings."""

    def _engineio_client_class(self) -> type[PatientEngine]:
        return PatientEngine


class Client:
    """One connection; an ad-hoc certificate is one that cannot be verified."""

    def __init__(self, url: str, auth: object, *, verify: bool = True) -> None:
        self.heard: list[tuple[str, Payload]] = []
        # This client reads and writes its TLS socket in two threads, which before Python 3.13 may lose what
        # is said (CPython gh-124984): one connection of 200 on a busy machine. A page would try again, too.
        attempts = 1 if verify else TLS_ATTEMPTS
        while not self._connect(url, auth, verify, HEAR_WITHIN_S / attempts):
            attempts -= 1
            if attempts == 0:
                raise RefusedError(None)

    def _connect(self, url: str, auth: object, verify: bool, within_s: float) -> bool:
        """Return whether the relay answered; raise RefusedError where it refuses."""
        self.socket = PatientSocket(reconnection=False, ssl_verify=verify)
        self.socket.on("*", self._hear)
        refusals: list[Any] = []
        self.socket.on("connect_error", refusals.append)
        try:
            # Its own waiting misses a refusal after which the relay hangs up at once, and goes on to its end.
            self.socket.connect(url, auth=auth, transports=["websocket"], wait=False)
        except socketio.exceptions.ConnectionError:
            return False
        deadline_s = time.monotonic() + within_s
        while "/" not in self.socket.namespaces and time.monotonic() < deadline_s:
            if refusals:
                self._let_go()
                raise RefusedError(refusals[0]["data"])
            time.sleep(0.002)
        return "/" in self.socket.namespaces

    def _hear(self, event: str, payload: Payload) -> None:
        self.heard.append((event, payload))

    def all(self, event: str) -> list[Payload]:
        """Return every payload of an event so far."""
        return [payload for name, payload in list(self.heard) if name == event]

    def rows(self, event: str) -> list[list[Any]]:
        """Return the rows of all frames of an event so far."""
        return [row for frame in self.all(event) for row in frame]

    def wait(self, event: str, count: int = 1) -> list[Payload]:
        """Return all payloads of an event as soon as there are so many."""
        return _poll(lambda: self.all(event), count)

    def wait_rows(self, event: str, count: int = 1) -> list[list[Any]]:
        """Return all rows of an event as soon as there are so many."""
        return _poll(lambda: self.rows(event), count)

    def send(self, event: str, payload: Payload) -> Any:
        """Send a message and return its acknowledgement."""
        return self.socket.call(event, payload, timeout=HEAR_WITHIN_S)

    def send_all(self, event: str, payloads: Sequence[Payload]) -> list[Any]:
        """Send messages without a pause and return their acknowledgements, in the order they came."""
        answers: list[Any] = []
        for payload in payloads:
            self.socket.emit(event, payload, callback=answers.append)
        return _poll(lambda: answers, len(payloads))

    def joined(self) -> Any:
        """Return what the relay said first."""
        return self.wait("joined")[0]

    def ask(self, *students: Client, since: int = 0) -> None:
        """Ask students for their history as a board does, and wait until they have heard."""
        before = [len(student.all("sync")) for student in students]
        named = {student.joined()["student"]: since for student in students}
        assert self.send("sync", {"since": named, "rest": False}) == {"ok": True}
        for student, count in zip(students, before, strict=True):
            student.wait("sync", count + 1)

    def _let_go(self) -> None:
        """Wait for nothing: the library's two threads may each wait for the other until a ping is due."""
        self.socket.eio.disconnect(abort=True)
        if self.socket.eio.ws is not None:
            self.socket.eio.ws.close()

    def close(self) -> None:
        """Disconnect, and close the WebSocket, which its library leaves open where the relay hung up."""
        self.socket.disconnect()
        if self.socket.eio.ws is not None:
            self.socket.eio.ws.close()

    def wait_gone(self) -> None:
        """Wait until the relay has ended the connection."""
        deadline_s = time.monotonic() + HEAR_WITHIN_S
        while self.socket.connected:
            assert time.monotonic() < deadline_s, "still connected"
            time.sleep(0.01)


def _poll(look: Callable[[], list[Heard]], count: int) -> list[Heard]:
    deadline_s = time.monotonic() + HEAR_WITHIN_S
    while len(found := look()) < count:
        assert time.monotonic() < deadline_s, f"waited for {count}, got {found}"
        time.sleep(0.01)
    return found


class Clients:
    """Makes rooms and their members on one relay, and sends everybody home at the end."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._clients: list[Client] = []

    def room(self, policy: str = "labels", **wanted: bool | str) -> dict[str, Any]:
        """Make a room as the start page does."""
        answer = requests.post(f"{self.url}/rooms", json={"policy": policy, **wanted}, timeout=HEAR_WITHIN_S)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def connect(self, auth: object) -> Client:
        """Connect with any `auth`; raise RefusedError where the relay refuses."""
        client = Client(self.url, auth)
        self._clients.append(client)
        return client

    def student(self, room: dict[str, Any], name: str | None = None) -> Client:
        """Join as a new student and wait for the welcome."""
        client = self.connect({"role": "student", "code": room["code"], "name": name})
        client.joined()
        return client

    def resumed(self, room: dict[str, Any], resume: str) -> Client:
        """Join with a resume token."""
        return self.connect({"role": "student", "code": room["code"], "resume": resume})

    def teacher(self, room: dict[str, Any]) -> Client:
        """Open a board and wait until it is told who is there."""
        client = self.connect({"role": "teacher", "token": token_of(room)})
        client.wait("presence")
        return client

    def wait_nobody(self) -> None:
        """Wait until a relay with `--metrics yes` has nobody in any room, and so remembers no room."""
        _poll(self._empty, 1)

    def _empty(self) -> list[str]:
        metrics = requests.get(f"{self.url}/metrics", timeout=HEAR_WITHIN_S).text
        return [line for line in metrics.splitlines() if line == "readroom_rooms 0.0"]

    def close_all(self) -> None:
        """Disconnect everybody."""
        for client in self._clients:
            client.close()


# A quick check as a board sends it.
PROMPT = {"id": "p1", "text": "Clear?", "choices": ["Yes", "No"]}


def asking(board: Client, count: int = 1) -> list[str]:
    """Return who asks to come in, as soon as there are so many."""
    rows = _poll(lambda: [row for row in board.rows("presence") if row[2] == "asks"], count)
    return [row[0] for row in rows]


def token_of(room: dict[str, Any]) -> str:
    """Return the teacher's token of a room that was made."""
    return str(room["teacher_url"]).partition("#")[2]


def report(seq: int = 1, state: str = "focused", **more: Any) -> dict[str, Any]:
    """Return a report message."""
    return {"seq": seq, "at": AT + seq, "state": state, "cues": [], "alerts": []} | more


def status(seq: int = 1, **more: Any) -> dict[str, Any]:
    """Return a status message."""
    return {"seq": seq, "at": AT + seq, "hand": False, "lost": False, "pace": None} | more
