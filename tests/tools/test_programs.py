"""The programs of the system: a missing one is a line that says which tests are skipped, and no failure."""

import pytest

from tools import programs


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is said on a machine that has nothing and may install nothing."""
    lines: list[str] = []
    monkeypatch.setattr(programs, "PLACES", "")
    monkeypatch.setattr(programs, "say", lines.append)
    monkeypatch.setattr(programs, "can_apt_get", lambda: False)
    return lines


def test_a_missing_program_is_one_line_that_says_what_is_skipped(said: list[str]) -> None:
    programs.ensure_test_programs()
    assert said == ["the tests of nginx and redis-server will be skipped: as root, `apt-get install` them"]


def test_a_program_is_found_where_debian_keeps_daemons() -> None:
    assert "/usr/sbin" in programs.PLACES.split(":")
    assert programs.which_program("sh") is not None
    assert programs.which_program("no such program") is None
