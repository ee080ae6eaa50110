"""Secret key: the relay's own, from the same options, variables and file."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from backend.common.errors import ConfigError
from backend.settings.secret_file import AUTO, kept_secret, usual_file
from library.settings.config import LibraryConfig


def with_secret(config: LibraryConfig, environ: Mapping[str, str] = os.environ) -> LibraryConfig:
    """Return the configuration with its secret key: told, kept in the file, or made for the run."""
    if config.signing_keys:
        return config
    path = None
    if config.secret_file is not None:
        path = usual_file(environ) if config.secret_file == AUTO else Path(config.secret_file)
    if path is None:
        return replace(config, secret_key=secrets.token_urlsafe())
    try:
        return replace(config, secret_key=kept_secret(path))
    except OSError as error:
        raise ConfigError(f"The secret file {path} cannot be kept ({error.strerror}).") from None
