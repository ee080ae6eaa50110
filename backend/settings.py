"""Settings: one record each, from which come the command's options, the READROOM_* variables and the docs."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NoReturn

from backend.config import Config
from backend.errors import ConfigError
from backend.rooms import POLICIES

SECRET_CHARACTERS = 16
PORT_MAX = 65535
TICK_MS_MAX = 5000
ROOM_HOURS_MIN = 0.001
ROOM_HOURS_MAX = 24 * 31


@dataclass(frozen=True)
class Setting:
    """One setting: its name in Config, what a value looks like, what it is for, and how its text is read."""

    name: str
    expected: str
    help: str
    read: Callable[[str], Any]

    @property
    def option(self) -> str:
        """Return the command's option, `--tls-cert`."""
        return "--" + self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        """Return the environment's variable, `READROOM_TLS_CERT`."""
        return "READROOM_" + self.name.upper()

    @property
    def default(self) -> str:
        """Return what holds where nothing is set, as the docs write it."""
        value = _DEFAULTS[self.name]
        if value is None or value == ():
            return "none"
        if isinstance(value, tuple):
            return ",".join(value)
        return (
            {True: "yes", False: "no"}[value]
            if isinstance(value, bool)
            else f"{value:g}"
            if isinstance(value, float)
            else str(value)
        )


def _text(text: str) -> str:
    if not text.strip():
        raise ValueError
    return text


def _number(low: float, high: float, kind: type[int] | type[float]) -> Callable[[str], float]:
    def read(text: str) -> float:
        number = kind(text)
        if not low <= number <= high:
            raise ValueError
        return number

    return read


def _secret(text: str) -> str:
    if len(text) < SECRET_CHARACTERS:
        raise ValueError
    return text


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _policies(text: str) -> tuple[str, ...]:
    chosen = _words(text)
    if not chosen or not set(chosen) <= set(POLICIES):
        raise ValueError
    return tuple(policy for policy in POLICIES if policy in chosen)


def _origins(text: str) -> tuple[str, ...]:
    origins = _words(text)
    if not all(origin.startswith(("http://", "https://")) and origin.count("/") == 2 for origin in origins):
        raise ValueError
    return origins


def _queue(text: str) -> str:
    if not text.startswith(("redis://", "rediss://")):
        raise ValueError
    return text


def _one_of(values: Mapping[str, Any]) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        if text not in values:
            raise ValueError
        return values[text]

    return read


_DEFAULTS: Mapping[str, Any] = {field.name: field.default for field in fields(Config)}

SETTINGS = (
    Setting(
        "host",
        "a host name or an address",
        "Where to listen; 0.0.0.0 is every network of this machine.",
        _text,
    ),
    Setting(
        "port",
        f"a number from 0 to {PORT_MAX}",
        "Where to listen; 0 takes any free port.",
        _number(0, PORT_MAX, int),
    ),
    Setting(
        "secret_key",
        f"at least {SECRET_CHARACTERS} characters",
        "Signs teacher links. Without one it is made for the run, and the links end with it.",
        _secret,
    ),
    Setting(
        "policies",
        f"some of {','.join(POLICIES)}",
        "The policies a room may have here, separated by commas.",
        _policies,
    ),
    Setting("create_key", "any text", "Whoever makes a room must know this key.", _text),
    Setting(
        "origins",
        "like https://school.example",
        "Further origins whose pages may connect, separated by commas; this server's own always may.",
        _origins,
    ),
    Setting(
        "message_queue", "like redis://host:6379/0", "Redis, where several processes share rooms.", _queue
    ),
    Setting("tls_cert", "a PEM file", "The certificate (with its chain) to serve HTTPS with.", Path),
    Setting("tls_key", "a PEM file", "The certificate's private key.", Path),
    Setting(
        "tls",
        "adhoc",
        "`adhoc` serves HTTPS with a certificate made for the run, to try things out.",
        _one_of({"adhoc": "adhoc"}),
    ),
    Setting(
        "trust_proxy",
        "yes or no",
        "Believe X-Forwarded-Proto, -Host and -For: only behind a proxy that sets all three.",
        _one_of({"yes": True, "no": False}),
    ),
    Setting(
        "tick_ms",
        f"a number from 1 to {TICK_MS_MAX}",
        "How long labels are gathered before boards get them.",
        _number(1, TICK_MS_MAX, int),
    ),
    Setting(
        "room_hours",
        f"a number from {ROOM_HOURS_MIN} to {ROOM_HOURS_MAX}",
        "How long a teacher's link works.",
        _number(ROOM_HOURS_MIN, ROOM_HOURS_MAX, float),
    ),
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ConfigError(f"{message} (see python -m backend --help)")


def read_config(argv: Sequence[str], environ: Mapping[str, str]) -> Config:
    """Return the configuration that options and, where there is none, variables ask for.

    Raises ConfigError, naming the option or variable and what it expects.
    """
    options = vars(_parser().parse_args(argv))
    given = {}
    for setting in SETTINGS:
        text, source = options[setting.name], setting.option
        if text is None:
            text, source = environ.get(setting.variable), setting.variable
        if text is not None:
            given[setting.name] = _read(setting, text, source)
    config = Config(**given)
    _refuse_contradictions(config)
    return config


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m backend",
        description="Serve Readroom. Every option can also be set by the variable named beside it.",
        allow_abbrev=False,
    )
    for setting in SETTINGS:
        parser.add_argument(
            setting.option,
            metavar="VALUE",
            help=f"{setting.help} Expects {setting.expected}; default {setting.default}. {setting.variable}",
        )
    return parser


def _read(setting: Setting, text: str, source: str) -> Any:
    try:
        return setting.read(text)
    except ValueError:
        shown = "what it got" if "key" in setting.name else repr(text)
        raise ConfigError(f"{source} expects {setting.expected}, not {shown}.") from None


def _refuse_contradictions(config: Config) -> None:
    if (config.tls_cert is None) != (config.tls_key is None):
        raise ConfigError("--tls-cert and --tls-key belong together; only one of them is set.")
    if config.tls is not None and config.tls_cert is not None:
        raise ConfigError("--tls adhoc makes its own certificate; leave --tls-cert and --tls-key out.")
