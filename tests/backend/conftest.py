"""Fixtures of the relay's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.backend.clients import Clients
from tests.programs import free_port, run_redis


@pytest.fixture
def clients(relay: str) -> Iterator[Clients]:
    """Return a way to fill rooms on the test file's relay; everybody is gone after the test."""
    clients = Clients(relay)
    yield clients
    clients.close_all()


@pytest.fixture(scope="module")
def real_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a Redis that works, which tests stand in front of."""
    with run_redis(tmp_path_factory.mktemp("redis"), free_port()) as url:
        yield url
