"""Display names: one line of visible text."""

from __future__ import annotations

import contextlib

import pytest

from backend.common.errors import BadNameError
from backend.rooms.display_names import TYPED_CHARACTERS, clean_name


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
        ("x" + "\u0323" * 1000 + "y", "x" + "\u0323" * 4 + "y"),
        ("a\u0300\u0301\u0302\u0303\u0304\u0305", "\u00e0\u0301\u0302\u0303\u0304"),
        ("\u1000\u103b\u103d\u103e\u102d", "\u1000\u103b\u103d\u103e\u102d"),
        ("\u0928\u093f\u0936\u093e", "\u0928\u093f\u0936\u093e"),
        ("x" * 40, "x" * 40),
        ("x" * 40 + "\u200b" * 100, "x" * 40),
    ],
)
def test_a_typed_name_is_shown_clean(typed: str | None, shown: str | None) -> None:
    assert clean_name(typed) == shown


# Names and what is left of them, written out since nobody sees a joiner.
JOINED = {
    "Persian, Ali-Reza": "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
    "Sinhala, Sri": "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
    "Marathi, eyelash ra": "\u0930\u094d\u200d\u092f\u093e\u0926\u0935",
    "Malayalam, in mid-word": "\u0d37\u0d4d\u200c\u0d28",
    "Malayalam, a chillu at the end": "\u0d30\u0d3e\u0d1c\u0d28\u0d4d\u200d",
    "Bengali, before the virama": "\u09b0\u200d\u09cd\u09af\u09be\u09ac",
    "Kannada, before the virama": "\u0cb0\u200d\u0ccd\u0c95",
    "Mongolian, a vowel apart": "\u1828\u180e\u1820",
    "a profession": "\U0001f469\u200d\U0001f3eb Ada",
    "a profession with a tone": "\U0001f469\U0001f3fd\u200d\U0001f680",
    "a family": "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "a heart on fire": "\u2764\ufe0f\u200d\U0001f525",
    "a shaken head": "\U0001f642\u200d\u2194\ufe0f",
    "a pirate's flag": "\U0001f3f4\u200d\u2620\ufe0f",
    "the flag of England": "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "an emoji of Unicode 15": "Ada \U0001fae8",
    "an ideograph of Unicode 15": "\U000323af",
    "an ideograph's variant": "\u8fbb\U000e0100",
}


@pytest.mark.parametrize("name", JOINED.values(), ids=JOINED)
def test_what_joins_letters_or_emoji_stays(name: str) -> None:
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("\u200c\u0639\u0644\u06cc\u200c", "\u0639\u0644\u06cc"),
        ("\u0639\u0644\u06cc\u200c \u200c\u0631\u0636\u0627", "\u0639\u0644\u06cc \u0631\u0636\u0627"),
        ("\u0639\u200c\u200d\u200c\u0644", "\u0639\u200c\u0644"),
        ("\u0639\u200cA", "\u0639A"),
        ("\U0001f469\u200d\u200d\U0001f3eb", "\U0001f469\u200d\U0001f3eb"),
        ("\u200d\U0001f469\u200d", "\U0001f469"),
        ("\U0001f469\u200dA", "\U0001f469A"),
        ("\U0001f469\u200c\U0001f3eb", "\U0001f469\U0001f3eb"),
        ("Ada\U000e0067\U000e0062\U000e007f", "Ada"),
        ("\U0001f3f4\U000e0067\U000e0062", "\U0001f3f4"),
        ("\u0628\u064e\u064f\u0650\u0651\u200c\u0652", "\u0628\u064e\u064f\u0650\u0651"),
        ("e\u200d\u0301", "\u00e9"),
        ("\u200c\u200d", None),
        ("\U0001fbff\U0010fffe", None),
    ],
)
def test_what_joins_nothing_goes(typed: str, shown: str | None) -> None:
    assert clean_name(typed) == shown


@pytest.mark.parametrize("letter", ["x", "\u0301\u0316", "\u0628\u200c\u0301", "\u3042\u3099"])
def test_nothing_long_is_ever_composed(letter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Sorting the marks of a tower takes the square of its height.
    composed: list[str] = []

    def compose(_form: str, text: str) -> str:
        composed.append(text)
        return text

    monkeypatch.setattr("backend.rooms.display_names.unicodedata.normalize", compose)
    with contextlib.suppress(BadNameError):
        clean_name("a" + letter * (TYPED_CHARACTERS // len(letter) - 1))
    assert all(len(text) <= TYPED_CHARACTERS for text in composed)


@pytest.mark.parametrize("letter", ["x", " ", "\u0301\u0316", "\u200d", "\U0001f469\u200d"])
def test_what_is_far_too_long_is_refused_unread(letter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Unread:
        """Stands where a name's letters would be looked at."""

        def __getattr__(self, name: str) -> object:
            raise AssertionError(f"the name was read with {name}")

    monkeypatch.setattr("backend.rooms.display_names.unicodedata", Unread())
    for characters in (TYPED_CHARACTERS + 1, 16_000):
        with pytest.raises(BadNameError):
            clean_name((letter * characters)[:characters])


@pytest.mark.parametrize("wrong", ["x" * 41, "x" * 10_000, 7, ["Ada"], {"name": "Ada"}, True])
def test_what_is_no_name_is_refused(wrong: object) -> None:
    with pytest.raises(BadNameError):
        clean_name(wrong)


def test_cleaning_twice_changes_nothing() -> None:
    for code_point in range(0x3200):
        once = clean_name(f"a{chr(code_point)}b")
        assert clean_name(once) == once
