"""Settings: one record each, and the documentation and the command in step with them."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from backend.common.errors import ConfigError
from backend.settings.config import Config
from backend.settings.options import read_config
from backend.settings.settings import SETTINGS

DEPLOYMENT = Path(__file__).parents[3] / "docs" / "deployment.md"


def test_every_field_but_the_constructors_own_has_a_setting() -> None:
    fields = {field.name for field in dataclasses.fields(Config)}
    assert {setting.name for setting in SETTINGS} == fields - {"overrides"}


def test_the_documentation_lists_every_setting_as_it_is() -> None:
    rows = re.findall(r"^\| `--.*$", DEPLOYMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [
        f"| `{setting.option}` | `{setting.variable}` | {setting.expected} | {setting.default} |"
        f" {setting.help} |"
        for setting in SETTINGS
    ]


def test_the_help_names_every_option_variable_and_default(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_config(["--help"], {})
    said = re.sub(r"\s+", " ", capsys.readouterr().out)
    for setting in SETTINGS:
        assert setting.option in said
        assert f"default {setting.default}. {setting.variable}" in said


def test_nothing_set_is_the_default() -> None:
    assert read_config([], {}) == Config()


def test_every_setting_can_be_a_variable_and_an_option_wins_over_it() -> None:
    variables = {"READROOM_PORT": "8000", "READROOM_POLICIES": "self, ask", "READROOM_TRUST_PROXY": "yes"}
    config = read_config(["--port", "9000"], variables)
    assert config == Config(port=9000, policies=("ask", "self"), trust_proxy=True)


@pytest.mark.parametrize(("argv", "dev"), [([], False), (["--dev"], True), (["--dev", "no"], False)])
def test_a_switch_alone_means_yes(argv: list[str], dev: bool) -> None:
    assert read_config(argv, {}).dev is dev


def test_a_wrong_variable_is_named() -> None:
    with pytest.raises(ConfigError, match="READROOM_TICK_MS expects a number from 1 to 5000, not 'fast'"):
        read_config([], {"READROOM_TICK_MS": "fast"})


def test_every_written_default_reads_back_as_the_default() -> None:
    for setting in SETTINGS:
        if setting.default != "none":
            assert setting.parse(setting.default) == getattr(Config(), setting.name)


def test_no_variable_reaches_the_overrides() -> None:
    assert read_config([], {"READROOM_OVERRIDES": "/s=README.md"}).overrides == {}
