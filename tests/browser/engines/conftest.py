"""Fixtures of the engines: a relay whose pages stand on the stage, and the lesson in this file's engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.engines.stage import staged
from tests.serving import serve


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A relay for any engine."""
    with serve("--room-camera", "count", overrides=staged(tmp_path_factory.mktemp("stage"))) as server:
        yield server.url
