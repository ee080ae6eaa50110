"""Fixtures of the relay's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.backend.clients import People
from tests.programs import free_port, run_redis


@pytest.fixture
def people(relay: str) -> Iterator[People]:
    """Return a way to fill rooms on the test file's relay; everybody is gone after the test."""
    people = People(relay)
    yield people
    people.go_home()


@pytest.fixture(scope="module")
def real_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a Redis that works, which tests stand in front of."""
    with run_redis(tmp_path_factory.mktemp("redis"), free_port()) as url:
        yield url
