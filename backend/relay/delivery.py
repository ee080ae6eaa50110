"""Delivery: sends everything that the relay says, at once or with the room's next tick."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from flask_socketio import SocketIO

from backend.limits.limits import LAST_WORD_S
from backend.relay.counters import Counts
from backend.relay.outbox import Outbox, Row

log = logging.getLogger("readroom.delivery")

Tell = Callable[[str, list[Row], str], None]
Prepare = Callable[[str], None]


def boards(code: str) -> str:
    """Return the Socket.IO room of a room's boards. Reports go there and nowhere else."""
    return f"{code}/teachers"


def seats(code: str) -> str:
    """Return the Socket.IO room of a room's students."""
    return f"{code}/students"


def screens(code: str) -> str:
    """Return the Socket.IO room of a room's projectors."""
    return f"{code}/projectors"


def cameras(code: str) -> str:
    """Return the Socket.IO room of a room's camera on its audience."""
    return f"{code}/cameras"


class Delivery:
    """The way out to the clients."""

    def __init__(self, socketio: SocketIO, tick_s: float, counts: Counts) -> None:
        self._socketio = socketio
        self.tick_s = tick_s
        self._counts = counts
        self._outbox = Outbox()
        self._tell: Tell = self.say
        self._prepare: Prepare = _nothing
        self._flush_is_due = False
        self._is_gathering = False
        self._flushed_s = 0.0

    def tell_by(self, tell: Tell) -> None:
        """Send rows by another function than Socket.IO's."""
        self._tell = tell

    def before_telling(self, prepare: Prepare) -> None:
        """Call this with a room's code before rows are sent to its boards."""
        self._prepare = prepare

    def subscribe(self, sid: str, where: str) -> None:
        """Add a connection to one of a room's Socket.IO rooms."""
        self._socketio.server.enter_room(sid, where)

    def unsubscribe(self, sid: str, where: str) -> None:
        """Remove it from there."""
        self._socketio.server.leave_room(sid, where)

    def say(self, event: str, payload: Any, to: str, skip: str | None = None) -> None:
        """Send at once, to one connection or to a Socket.IO room, in whichever process it is."""
        self._socketio.emit(event, payload, to=to, skip_sid=skip)

    def say_here(self, event: str, payload: Any, to: str | list[str]) -> None:
        """Send at once to connections of this process alone."""
        self._socketio.server.emit(event, payload, to=to, ignore_queue=True)

    def later(self, in_s: float, act: Callable[..., None], *args: Any) -> None:
        """Call a function after a delay."""
        self._socketio.start_background_task(self._wait_and_act, in_s, act, *args)

    def _wait_and_act(self, in_s: float, act: Callable[..., None], *args: Any) -> None:
        self._socketio.sleep(in_s)
        act(*args)

    def queue(self, code: str, event: str, rows: list[Row]) -> None:
        """Send to a room's boards with the next tick: at once, or one tick after the last flush.

        A relay with nothing to send has no tick.
        """
        self._outbox.add(code, event, rows)
        if not self._flush_is_due:
            self._flush_is_due = True
            if not self._is_gathering:
                self._plan_flush()

    def gather(self, act: Callable[[], None]) -> None:
        """Run a function; what it queues is flushed at its end, where the tick has passed by then."""
        was_due, self._is_gathering = self._flush_is_due, True
        act()
        self._is_gathering = False
        if self._flush_is_due and not was_due:
            self._flush_or_plan()

    def _flush_or_plan(self) -> None:
        if time.monotonic() < self._flushed_s + self.tick_s:
            self._plan_flush()
        else:
            self._flush()

    def _plan_flush(self) -> None:
        self._socketio.start_background_task(self._wait_and_flush)

    def _wait_and_flush(self) -> None:
        self._socketio.sleep(max(0.0, self._flushed_s + self.tick_s - time.monotonic()))
        self._flush()

    def _flush(self) -> None:
        self._flushed_s = time.monotonic()
        self._flush_is_due = False
        for code, event, rows in self._outbox.take():
            self._tell_room(code, event, rows)
        self._counts.flushes.observe(time.monotonic() - self._flushed_s)

    def _tell_room(self, code: str, event: str, rows: list[Row]) -> None:
        try:
            self._prepare(code)
            self._tell(event, rows, boards(code))
        except Exception:
            # An internal error costs one room one frame, and other rooms nothing.
            log.exception("A fault in telling a room")

    def count_waiting_rows(self) -> int:
        """Return how many rows wait for the next tick."""
        return len(self._outbox)

    def count_unsent_packets(self) -> int:
        """Return how many packets wait for their client to read."""
        sockets = tuple(self._socketio.server.eio.sockets.values())
        return sum(socket.queue.qsize() for socket in sockets)

    def drop(self, *sids: str) -> None:
        """End connections once their last message has had time to arrive."""
        self.later(LAST_WORD_S, self._end, sids)

    def _end(self, sids: tuple[str, ...]) -> None:
        for sid in sids:
            self._hang_up(sid)

    def _hang_up(self, sid: str) -> None:
        server = self._socketio.server
        transport = server.eio.sockets.get(server.manager.eio_sid_from_sid(sid, "/"))
        server.disconnect(sid)
        # Socket.IO leaves the transport open, on which a client could join again with a fresh allowance.
        if transport is not None:
            transport.close(wait=False)


def _nothing(_code: str) -> None:
    """Prepare nothing."""
