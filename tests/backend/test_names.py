"""Display names: one line of visible text."""

from __future__ import annotations

import pytest

from backend.errors import BadNameError
from backend.names import clean_name


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (None, None),
        ("", None),
        (" \t\n ", None),
        ("\u200b\u2060\ufeff", None),
        ("Ada", "Ada"),
        ("  Ada \n  Lovelace\t", "Ada Lovelace"),
        ("\u202eecila\u202c", "ecila"),
        ("\u2066Ada\u2069", "Ada"),
        ("A\u200bd\u200da", "Ada"),
        ("A\x00d\x1b[31ma", "Ad[31ma"),
        ("\ud800Ada", "Ada"),
        ("A \u200b B", "A B"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("\u5f35\u5049", "\u5f35\u5049"),
        ("\u0639\u0644\u064a", "\u0639\u0644\u064a"),
        ("\U0001f600", "\U0001f600"),
        ("<b>Ada</b>", "<b>Ada</b>"),
        ("\u3164\u2800\u115f", None),
        ("\u034f\u17b4", None),
        ("\u0301\u0302", None),
        ("A \u0301 B", "A B"),
        ("x" + "\u0323" * 10_000 + "y", "x" + "\u0323" * 4 + "y"),
        ("a\u0300\u0301\u0302\u0303\u0304\u0305", "\u00e0\u0301\u0302\u0303\u0304"),
        ("\u1000\u103b\u103d\u103e\u102d", "\u1000\u103b\u103d\u103e\u102d"),
        ("\u0928\u093f\u0936\u093e", "\u0928\u093f\u0936\u093e"),
        ("x" * 40, "x" * 40),
        ("x" * 40 + "\u200b" * 100, "x" * 40),
    ],
)
def test_a_typed_name_is_shown_clean(typed: str | None, shown: str | None) -> None:
    assert clean_name(typed) == shown


@pytest.mark.parametrize("wrong", ["x" * 41, "x" * 10_000, 7, ["Ada"], {"name": "Ada"}, True])
def test_what_is_no_name_is_refused(wrong: object) -> None:
    with pytest.raises(BadNameError):
        clean_name(wrong)


def test_cleaning_twice_changes_nothing() -> None:
    for code_point in range(0x3200):
        once = clean_name(f"a{chr(code_point)}b")
        assert clean_name(once) == once
