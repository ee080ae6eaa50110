"""Options of the library: reads its configuration from the command line and the environment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backend.common.errors import ConfigError
from backend.settings.options import given_values, parser_of
from backend.settings.secret_file import AUTO
from library.settings.config import LibraryConfig
from library.settings.settings import LIBRARY_SETTINGS

ABOUT = "Serve Readroom's library: lessons that wait for the student."


def read_library_config(argv: Sequence[str], environ: Mapping[str, str]) -> LibraryConfig:
    """Return the configuration; raise ConfigError, naming the option or variable and what it expects."""
    parser = parser_of(LIBRARY_SETTINGS, "python -m library", ABOUT)
    config = LibraryConfig(**given_values(LIBRARY_SETTINGS, parser, argv, environ))
    if config.secret_key is not None and config.secret_keys:
        raise ConfigError("--secret-key is --secret-keys with one key; only one of the two can be set.")
    if config.signing_keys and config.secret_file not in (None, AUTO):
        raise ConfigError("--secret-file keeps the one secret key; leave --secret-key and --secret-keys out.")
    return config
