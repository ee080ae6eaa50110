"""The programs of the system: a missing one is a line that says which tests are skipped, and no failure."""

import pytest

from tools import programs
from tools.steps import InstallError


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
    assert said == [
        "the tests of nginx, redis-server, initdb, Xvfb, firefox-esr, WebKitWebDriver will be skipped: "
        "as root, `apt-get install nginx redis-server postgresql xvfb libegl1 libgl1-mesa-dri firefox-esr "
        "webkit2gtk-driver gstreamer1.0-plugins-bad`"
    ]


def test_what_one_debian_lacks_costs_no_other_program(
    said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[str] = []

    def install(*packages: str) -> None:
        if "firefox-esr" in packages:
            raise InstallError("there is no firefox-esr here")
        installed.extend(packages)

    monkeypatch.setattr(programs, "can_apt_get", lambda: True)
    monkeypatch.setattr(programs, "apt_get_install", install)
    programs.ensure_test_programs()
    assert {"nginx", "redis-server", "xvfb", "webkit2gtk-driver"} <= set(installed)
    assert said == ["the tests of firefox-esr will be skipped: there is no firefox-esr here"]


def test_a_program_is_found_where_debian_keeps_daemons() -> None:
    assert "/usr/sbin" in programs.PLACES.split(":")
    assert programs.which_program("sh") is not None
    assert programs.which_program("no such program") is None
