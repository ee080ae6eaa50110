"""A relay that can be killed in mid-lesson and started again as what it was: same port, same secret."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.programs import free_port
from tests.serving import serve


class MortalRelay:
    """One address; a process behind it, or none."""

    def __init__(self, overrides: Mapping[str, Path] | None) -> None:
        self._overrides = overrides
        self._port = free_port()
        self._variables = {"READROOM_SECRET_KEY": secrets.token_urlsafe()}
        self._run = ExitStack()
        self.start()

    def start(self) -> None:
        """Start it; it listens when this returns."""
        running = serve("--port", str(self._port), overrides=self._overrides, variables=self._variables)
        self._server = self._run.enter_context(running)
        self.url = self._server.url

    def kill(self) -> None:
        """End it without a word."""
        self._server.process.kill()
        self._server.process.wait()

    def close(self) -> None:
        """End it, if it runs."""
        self._run.close()


@contextmanager
def mortal_relay(overrides: Mapping[str, Path] | None = None) -> Iterator[MortalRelay]:
    """Run such a relay until the block ends."""
    relay = MortalRelay(overrides)
    try:
        yield relay
    finally:
        relay.close()
