"""Silence for libraries that write to stderr whatever they are told."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_STDERR = 2


@contextmanager
def quiet_libraries() -> Iterator[TextIO]:
    """Silence what libraries write to stderr; yield a stream to it that is still heard."""
    # mediapipe logs before it reads any setting that would silence it.
    with os.fdopen(os.dup(_STDERR), "w", encoding="utf-8") as heard:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STDERR)
        os.close(nowhere)
        try:
            yield heard
        finally:
            os.dup2(heard.fileno(), _STDERR)
