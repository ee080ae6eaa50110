"""Settings table: one record each, from which options, READROOM_* variables and the docs are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from backend.limits.limits import CONNECTIONS
from backend.rooms.codes import ROOM_CAMERAS
from backend.rooms.policies import POLICY_NAMES
from backend.settings.config import Config
from backend.settings.parsers import (
    SECRET_CHARACTERS,
    choice_parser,
    number_parser,
    parse_frame_ancestors,
    parse_hosts,
    parse_origin,
    parse_origins,
    parse_policies,
    parse_queue,
    parse_secret,
    parse_secrets,
    parse_text,
)

PORT_MAX = 65535
TICK_MS_MAX = 5000
ROOM_HOURS_MIN = 0.001
ROOM_HOURS_MAX = 24 * 31
# As many as a process has connections.
ROOM_SIZE_MAX = CONNECTIONS
YES_OR_NO = choice_parser({"yes": True, "no": False})


@dataclass(frozen=True)
class Setting:
    """One setting: its name in Config, what a value looks like, what it is for, and how its text is read."""

    name: str
    expected: str
    help: str
    parse: Callable[[str], Any]
    # The record that it is a field of, and how its variable begins.
    of: type[Any] = Config
    prefix: str = "READROOM_"

    @property
    def option(self) -> str:
        """Return the command's option, `--tls-cert`."""
        return "--" + self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        """Return the environment's variable, `READROOM_TLS_CERT`."""
        return self.prefix + self.name.upper()

    @property
    def arity(self) -> dict[str, Any]:
        """Return what argparse has to know where the option alone, without a value, means yes."""
        is_switch = isinstance(self._unset, bool)
        return {"nargs": "?", "const": "yes"} if is_switch else {}

    @property
    def default(self) -> str:
        """Return what holds where nothing is set, as the docs write it."""
        return _written(self._unset)

    @property
    def _unset(self) -> Any:
        return next(field.default for field in fields(self.of) if field.name == self.name)


def _written(value: Any) -> str:
    if value is None or value == ():
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(value) if isinstance(value, tuple) else f"{value}"


SETTINGS = (
    Setting(
        "host",
        "a host name or an address",
        "Where to listen; 0.0.0.0 is every network of this machine.",
        parse_text,
    ),
    Setting(
        "port",
        f"a number from 0 to {PORT_MAX}",
        "Where to listen; 0 takes any free port.",
        number_parser(0, PORT_MAX, int),
    ),
    Setting(
        "secret_key",
        f"at least {SECRET_CHARACTERS} characters",
        "Signs teacher links. Without one it is made for the run, and the links end with it.",
        parse_secret,
    ),
    Setting(
        "secret_keys",
        f"keys of at least {SECRET_CHARACTERS} characters",
        "Several secret keys, newest first, separated by commas: the newest signs, links of all work.",
        parse_secrets,
    ),
    Setting(
        "secret_file",
        "a file, or auto",
        "Keeps one secret key between runs, made where there is none; `auto` is the user's state folder.",
        parse_text,
    ),
    Setting(
        "policies",
        f"some of {','.join(POLICY_NAMES)}",
        "The policies a room may have here, separated by commas.",
        parse_policies,
    ),
    Setting(
        "room_camera",
        "off, count or direction",
        "Let rooms have a camera on the audience: `count` tells how many heads, `direction` also where to.",
        choice_parser({told: told for told in ("off", *ROOM_CAMERAS)}),
    ),
    Setting("create_key", "any text", "Whoever makes a room must know this key.", parse_text),
    Setting(
        "origins",
        "like https://school.example",
        "Further origins whose pages may connect, separated by commas; this server's own always may.",
        parse_origins,
    ),
    Setting(
        "hosts",
        "like school.example,192.0.2.5",
        "The names this server is called, separated by commas: under any other nobody is answered.",
        parse_hosts,
    ),
    Setting(
        "library_url",
        "like https://school.example",
        "Where the library is, if there is one: courses' codes lead there, and pages may connect to it.",
        parse_origin,
    ),
    Setting(
        "frame_ancestors",
        "like chrome-extension://ID",
        "Whose pages may show a student's page or a board in a frame, separated by commas; nobody's else.",
        parse_frame_ancestors,
    ),
    Setting(
        "async_mode",
        "eventlet or gevent",
        "Which library switches between connections.",
        choice_parser({mode: mode for mode in ("eventlet", "gevent")}),
    ),
    Setting(
        "fast_path",
        "yes or no",
        "Whether the relay has a WebSocket driver of its own; `no` leaves Flask-SocketIO as it comes.",
        choice_parser({"yes": True, "no": False}),
    ),
    Setting(
        "message_queue",
        "like redis://host:6379/0",
        "Redis, where several processes share rooms.",
        parse_queue,
    ),
    Setting("tls_cert", "a PEM file", "The certificate (with its chain) to serve HTTPS with.", Path),
    Setting("tls_key", "a PEM file", "The certificate's private key.", Path),
    Setting(
        "tls",
        "adhoc",
        "`adhoc` serves HTTPS with a certificate made for the run, to try things out.",
        choice_parser({"adhoc": "adhoc"}),
    ),
    Setting(
        "lan",
        "yes or no",
        "Serve a classroom: every network, HTTPS (as --tls adhoc), the address as a QR code in the terminal.",
        YES_OR_NO,
    ),
    Setting(
        "trust_proxy",
        "yes or no",
        "Believe X-Forwarded-Proto, -Host and -For: only behind a proxy that sets all three.",
        YES_OR_NO,
    ),
    Setting(
        "address_limits",
        "yes or no",
        "Limit the tries of one address; no only where everybody comes from one, as behind a blind proxy.",
        YES_OR_NO,
    ),
    Setting(
        "metrics",
        "yes or no",
        "Serve GET /metrics in Prometheus' format: counts, no codes, no names. A proxy keeps it inside.",
        YES_OR_NO,
    ),
    Setting(
        "log_format",
        "text or json",
        "How logs are written; json is one object a line, and the start's words are one of them.",
        choice_parser({"text": "text", "json": "json"}),
    ),
    Setting(
        "tick_ms",
        f"a number from 1 to {TICK_MS_MAX}",
        "How long labels are gathered before boards get them.",
        number_parser(1, TICK_MS_MAX, int),
    ),
    Setting(
        "room_hours",
        f"a number from {ROOM_HOURS_MIN} to {ROOM_HOURS_MAX}",
        "How long a teacher's link works.",
        number_parser(ROOM_HOURS_MIN, ROOM_HOURS_MAX, float),
    ),
    Setting(
        "room_size",
        f"a number from 1 to {ROOM_SIZE_MAX}",
        "How many students one room holds.",
        number_parser(1, ROOM_SIZE_MAX, int),
    ),
    Setting(
        "dev",
        "yes or no",
        "Serve /dev, where developers record landmarks to a file. Not for classes.",
        YES_OR_NO,
    ),
)
