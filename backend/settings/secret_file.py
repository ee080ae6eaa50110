"""Secret file: one signing key, kept between runs, readable by the user who runs the server alone."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path

from backend.common.errors import ConfigError
from backend.settings.parsers import SECRET_CHARACTERS

# Instead of a path: the file that `make run` keeps.
AUTO = "auto"
_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_BYTES = 4096


def usual_file(environ: Mapping[str, str]) -> Path | None:
    """Return the secret file in the user's state folder (XDG); None where this user has no such folder."""
    for name, *below in (("XDG_STATE_HOME",), ("HOME", ".local", "state")):
        folder = Path(environ.get(name, ""))
        # The XDG Base Directory Specification has relative ones ignored.
        if folder.is_absolute():
            return folder.joinpath(*below, "readroom", "secret")
    return None


def kept_secret(path: Path) -> str:
    """Return the key in a file; create the file with a new key where there is none.

    Raises ConfigError for a file that others can read or that holds no key, OSError where none can be made.
    """
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make(path)
    return _read(path)


def _make(path: Path) -> None:
    """Create the file with a new key, atomically; of two processes that do so at once, the first wins."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(file, "w", encoding="ascii") as writing:
            writing.write(secrets.token_urlsafe() + "\n")
            writing.flush()
            os.fsync(writing.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()


def _read(path: Path) -> str:
    with path.open("rb") as file:
        _refuse_others(path, os.fstat(file.fileno()))
        content = file.read(_BYTES)
    key = content.decode("ascii", "replace").strip()
    if len(key) < SECRET_CHARACTERS or not key.isascii() or not key.isprintable():
        raise ConfigError(
            f"The secret file {path} holds no key of at least {SECRET_CHARACTERS} characters; "
            "delete it and start again: a new one is made, and teacher links made before stop working."
        )
    return key


def _refuse_others(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise ConfigError(f"The secret file {path} is no file; name another with --secret-file.")
    if found.st_uid not in (os.geteuid(), 0):
        raise ConfigError(f"The secret file {path} belongs to another user; name another with --secret-file.")
    if found.st_mode & _OF_OTHERS:
        raise ConfigError(f"The secret file {path} is open to other users; `chmod 600 {path}` closes it.")
