"""Start message: which address a teacher is told, by the networks there are."""

from __future__ import annotations

import ipaddress

import pytest

from backend.common.machine_addresses import lan_addresses
from backend.greeting import address, greeting
from backend.settings.config import Config
from backend.settings.options import read_config

PORT = 5000


@pytest.fixture
def networks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of a machine, to be filled."""
    found: list[str] = []
    monkeypatch.setattr("backend.greeting.lan_addresses", lambda: found)
    return found


def test_a_classroom_is_told_the_first_address_and_the_others_beside_it(networks: list[str]) -> None:
    networks += ["192.168.1.5", "10.0.0.7"]
    said = greeting(read_config(["--lan"], {}), PORT, "")
    assert "Open as a teacher:  https://192.168.1.5:5000/\n" in said
    assert "https://10.0.0.7:5000/" in said
    assert "\u2588" in said


def test_a_classroom_without_a_network_is_told_so_and_draws_nothing(networks: list[str]) -> None:
    assert networks == []
    said = greeting(read_config(["--lan"], {}), PORT, "")
    assert "nobody else can reach this machine" in said
    assert "\u2588" not in said


def test_a_terminal_that_cannot_show_the_code_gets_the_address_alone(
    networks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    networks.append("192.168.1.5")
    monkeypatch.setattr(
        "sys.stdout", type("Ascii", (), {"encoding": "ascii", "isatty": lambda _self: True})()
    )
    said = greeting(read_config(["--lan"], {}), PORT, "")
    assert said.isascii()
    assert "https://192.168.1.5:5000/" in said


def test_an_address_is_written_as_browsers_want_it() -> None:
    assert address(Config(host="::1"), PORT) == "http://[::1]:5000/"
    assert address(Config(host="school.example", tls="adhoc"), PORT) == "https://school.example:5000/"


def test_the_machines_own_networks_are_addresses_of_others_reach() -> None:
    for found in lan_addresses():
        assert not ipaddress.IPv4Address(found).is_loopback
        assert not ipaddress.IPv4Address(found).is_unspecified


def test_a_server_says_which_rooms_it_offers_and_why_that_matters() -> None:
    said = greeting(read_config([], {}), PORT, "")
    assert "labels, ask, presence, self; schools in the EU may not use labels" in said
    assert "READROOM_POLICIES=ask,presence,self" in said
    school = greeting(read_config([], {"READROOM_POLICIES": "self,ask"}), PORT, "")
    assert "ask, self; no guess about a student reaches a teacher" in school
    assert "AI Act" not in school


def test_a_server_that_was_told_its_names_is_opened_by_the_first(networks: list[str]) -> None:
    networks.append("192.168.1.5")
    named = ["--host", "0.0.0.0", "--hosts", "school.example,other.example"]
    assert address(read_config(named, {}), PORT) == "http://school.example:5000/"
    # There the addresses are told as well, and every device finds them.
    assert (
        address(read_config(["--lan", "--hosts", "school.example"], {}), PORT) == "https://192.168.1.5:5000/"
    )
    assert address(read_config(["--hosts", "school.example"], {}), PORT) == "http://127.0.0.1:5000/"
