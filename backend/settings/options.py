"""Options: reads the configuration from the command line and, where an option is missing, the environment."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from backend.common.errors import ConfigError
from backend.common.version import VERSION
from backend.settings.config import Config
from backend.settings.secret_file import AUTO
from backend.settings.settings import SETTINGS, Setting

EVERYWHERE = "0.0.0.0"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ConfigError(f"{message} (see {self.prog} --help)")


def read_config(argv: Sequence[str], environ: Mapping[str, str]) -> Config:
    """Return the configuration of the options and, where one is missing, of its variable.

    Raises ConfigError, naming the option or variable and what it expects.
    """
    prog = "readroom serve" if sys.argv[0] == "readroom serve" else "python -m backend"
    given = given_values(SETTINGS, parser_of(SETTINGS, prog, "Serve Readroom."), argv, environ)
    config = Config(**{**_implied(given), **given})
    _refuse_contradictions(config)
    return config


def given_values(
    settings: Sequence[Setting],
    parser: argparse.ArgumentParser,
    argv: Sequence[str],
    environ: Mapping[str, str],
) -> dict[str, Any]:
    """Return the values that options and variables give, by the settings' names."""
    options = vars(parser.parse_args(argv))
    given = {}
    for setting in settings:
        text, source = options[setting.name], setting.option
        if text is None:
            text, source = environ.get(setting.variable), setting.variable
        if text is not None:
            given[setting.name] = _read(setting, text, source)
    return given


def _implied(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what --lan implies where it is not set otherwise."""
    if not given.get("lan"):
        return {}
    return {"host": EVERYWHERE} if "tls_cert" in given else {"host": EVERYWHERE, "tls": "adhoc"}


def parser_of(settings: Sequence[Setting], prog: str, about: str) -> argparse.ArgumentParser:
    """Return the command line's parser, which raises ConfigError."""
    parser = _Parser(
        prog=prog,
        description=f"{about} Every option can also be set by the variable named beside it.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"readroom {VERSION}")
    for setting in settings:
        parser.add_argument(
            setting.option,
            metavar="VALUE",
            **setting.arity,
            help=f"{setting.help} Expects {setting.expected}; default {setting.default}. {setting.variable}",
        )
    return parser


def _read(setting: Setting, text: str, source: str) -> Any:
    try:
        return setting.parse(text)
    except ValueError:
        shown = "what it got" if "key" in setting.name else repr(text)
        raise ConfigError(f"{source} expects {setting.expected}, not {shown}.") from None


def _refuse_contradictions(config: Config) -> None:
    if config.secret_key is not None and config.secret_keys:
        raise ConfigError("--secret-key is --secret-keys with one key; only one of the two can be set.")
    if config.signing_keys and config.secret_file not in (None, AUTO):
        raise ConfigError("--secret-file keeps the one secret key; leave --secret-key and --secret-keys out.")
    if (config.tls_cert is None) != (config.tls_key is None):
        raise ConfigError("--tls-cert and --tls-key belong together; only one of them is set.")
    if config.tls is not None and config.tls_cert is not None:
        raise ConfigError("--tls adhoc makes its own certificate; leave --tls-cert and --tls-key out.")
