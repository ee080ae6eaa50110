"""Fixtures of the relay's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.backend.people import People


@pytest.fixture
def people(relay: str) -> Iterator[People]:
    """Return a way to fill rooms on the test file's relay; everybody is gone after the test."""
    people = People(relay)
    yield people
    people.go_home()
