"""Settings of the library: one record each, and the documentation and the command in step with them."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from backend.common.errors import ConfigError
from library.serving.secret import with_secret
from library.settings.config import LibraryConfig
from library.settings.options import read_library_config
from library.settings.settings import LIBRARY_SETTINGS

DOCS = Path(__file__).parents[3] / "docs" / "library.md"


def test_every_field_has_a_setting() -> None:
    assert [setting.name for setting in LIBRARY_SETTINGS] == [
        field.name for field in dataclasses.fields(LibraryConfig)
    ]


def test_the_documentation_lists_every_setting_as_it_is() -> None:
    rows = re.findall(r"^\| `--.*$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [
        f"| `{setting.option}` | `{setting.variable}` | {setting.expected} | {setting.default} |"
        f" {setting.help} |"
        for setting in LIBRARY_SETTINGS
    ]


def test_nothing_set_is_the_default_and_an_option_wins_over_a_variable() -> None:
    assert read_library_config([], {}) == LibraryConfig()
    environ = {"READROOM_PORT": "8000", "READROOM_LIBRARY_PORT": "8001", "READROOM_CREATE_KEY": "key"}
    found = read_library_config(["--keep-days", "30", "--data", "there"], environ)
    assert found == LibraryConfig(port=8001, create_key="key", keep_days=30, data=Path("there"))
    assert found.database_url == "sqlite:///there/library.db"


def test_postgresql_is_reached_by_its_one_driver() -> None:
    for written in ("postgresql://a@b/c", "postgres://a@b/c", "postgresql+psycopg://a@b/c"):
        assert read_library_config(["--database", written], {}).database == "postgresql+psycopg://a@b/c"


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (["--database", "mysql://a"], "--database expects like postgresql"),
        (["--keep-days", "0"], "--keep-days expects a number from 1 to 800"),
        (["--media-origins", "https://a.example/path"], "--media-origins expects like https"),
        (["--secret-key", "a" * 16, "--secret-file", "there"], "--secret-file keeps the one secret key"),
        (["--secret-key", "a" * 16, "--secret-keys", "b" * 16], "only one of the two"),
        (["--tick-ms", "5"], "unrecognized arguments"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(argv: list[str], why: str) -> None:
    with pytest.raises(ConfigError, match=why):
        read_library_config(argv, {})


def test_the_secret_is_told_kept_or_made_for_the_run(tmp_path: Path) -> None:
    told = LibraryConfig(secret_key="k" * 16)
    assert with_secret(told, {}) == told
    made = with_secret(LibraryConfig(), {})
    assert made.secret_key is not None
    assert made.secret_key != with_secret(LibraryConfig(), {}).secret_key
    kept = LibraryConfig(secret_file=str(tmp_path / "secret"))
    assert with_secret(kept, {}) == with_secret(kept, {})
    with pytest.raises(ConfigError, match="cannot be kept"):
        with_secret(LibraryConfig(secret_file="/proc/no/such/secret"), {})
