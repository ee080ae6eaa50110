"""Socket.IO packets: parser and serialiser of text packets; whatever is invalid becomes one refused event."""

from __future__ import annotations

from typing import Any

import orjson
from socketio.packet import ACK, CONNECT, DISCONNECT, EVENT, Packet

# The name of the event that stands for whatever could not be parsed. It has no handler.
UNREADABLE = "unreadable"

# Socket.IO's own event names: accepted from a client, they would run internal handlers.
RESERVED = frozenset({"connect", "disconnect", "__disconnect_final", "*"})


def dumps(value: Any, **_how: Any) -> str:
    """Return the JSON of a value, in its most compact form."""
    return orjson.dumps(value).decode("utf-8")


class _Json:
    """orjson behind the standard library's names, as Socket.IO calls them."""

    dumps = staticmethod(dumps)
    loads = staticmethod(orjson.loads)


def read_event(text: bytes) -> list[Any]:
    """Return the name and the arguments of an event, or the name for unreadable packets alone."""
    try:
        data = orjson.loads(text)
    except ValueError:
        return [UNREADABLE]
    return data if _is_event(data) else [UNREADABLE]


class TextPacket(Packet):  # type: ignore[misc]  # python-socketio has no type hints
    """Turns binary, broken and unknown packets into an event that has no handler.

    So they are counted, refused and acknowledged like any other invalid message, where Socket.IO itself would
    wait for attachments without a limit or log a traceback for each.
    """

    uses_binary_events = False
    json = _Json

    def decode(self, encoded_packet: str | bytes) -> int:
        """Parse a packet; never raise, and never ask for attachments."""
        try:
            super().decode(encoded_packet)
        except Exception:
            self._become_unreadable()
        if not self._is_readable():
            self._become_unreadable()
        return 0

    def _is_readable(self) -> bool:
        if self.packet_type == EVENT:
            return _is_event(self.data)
        if self.packet_type == ACK:
            return isinstance(self.data, list)
        return self.packet_type in (CONNECT, DISCONNECT)

    def _become_unreadable(self) -> None:
        self.packet_type = EVENT
        self.data = [UNREADABLE]


def _is_event(data: Any) -> bool:
    return isinstance(data, list) and len(data) > 0 and isinstance(data[0], str) and data[0] not in RESERVED
