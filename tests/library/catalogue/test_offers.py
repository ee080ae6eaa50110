"""Offers of help: a closed schema in WebVTT; what breaks it is said with line and column."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.catalogue.offers import position_of, read_offers
from library.common.errors import BadTrackError

REPLAY = {"do": "replay", "from_s": 250, "rate": 0.75}
TEXT = {"do": "text", "text": "Think of a queue & a <stack>.", "as": "words"}
ASK = {"do": "ask", "text": "What does f(0) return?", "choices": ["0", "1"], "right": 1, "wrong_to_s": 251}
CLIP = {"do": "clip", "from_s": 1802, "to_s": 1871.5, "as": "example"}
LINK = {"do": "link", "text": "Worked example", "href": "https://school.example/a?b=c#d"}
CARD = {
    "topic": "Recursion",
    "when": {"lost": True, "rewound": 2, "wrong": True, "puzzled_s": 20},
    "offer": [REPLAY, TEXT, ASK, CLIP, LINK],
}


def track(*cards: Any, indent: int | None = None) -> str:
    """Return a track of cards, ten seconds each."""
    cues = [
        f"card-{number}\n00:0{number}:00.000 --> 00:0{number}:10.000\n"
        + (card if isinstance(card, str) else json.dumps(card, indent=indent))
        for number, card in enumerate(cards)
    ]
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


@pytest.mark.parametrize("indent", [None, 2])
def test_cards_are_read_with_their_names_times_and_offers(indent: int | None) -> None:
    first, second = read_offers(track(CARD, {"offer": [TEXT]}, indent=indent))
    assert (first.name, first.start_ms, first.end_ms) == ("card-0", 0, 10_000)
    assert first.offers == CARD["offer"]
    assert second.offers == [TEXT]


@pytest.mark.parametrize(
    ("card", "where"),
    [
        ('{"offer": [}', "Line 5, column 12: this is no JSON"),
        ('{"offer": NaN}', "Line 5, column 11: this is no JSON"),
        ({"offer": []}, "Line 5, column 11: "),
        ({"offer": [TEXT] * 6}, "Line 5, column 11: "),
        ({"offer": [TEXT], "who": "Ada"}, "Line 5, column 1: "),
        ({"offer": [{"do": "sing"}]}, "Line 5, column 19: "),
        ({"offer": [TEXT, {**ASK, "right": 2}]}, "`right` is none of the choices"),
        ({"offer": [{**CLIP, "to_s": 1802}]}, "Line 5, column 51: the clip ends before it starts"),
        ({"offer": [{**TEXT, "text": "a" * 601}]}, "Line 5, column 35: "),
        ({"offer": [{**TEXT, "text": "  "}]}, "Line 5, column 35: "),
        ({"offer": [{**LINK, "href": "http://school.example/"}]}, "does not match"),
        ({"offer": [{**LINK, "href": "https://a@evil.example/"}]}, "does not match"),
        ({"offer": [{**LINK, "href": "javascript:alert(1)"}]}, "does not match"),
        ({"offer": [{**LINK, "href": "https://school.example/" + "a" * 300}]}, "longer than 300"),
        ({"offer": [{**REPLAY, "rate": 2}]}, "Line 5, column 52: "),
        ({"offer": [{**REPLAY, "from_s": 14_401}]}, "Line 5, column 39: "),
        ({"offer": [TEXT], "when": {"rewound": 1}}, "1 is less than"),
    ],
)
def test_what_breaks_a_card_is_said_with_its_place(card: Any, where: str) -> None:
    with pytest.raises(BadTrackError) as refused:
        read_offers(track(card))
    assert where in str(refused.value)
    assert "column" in str(refused.value)


def test_a_card_over_several_lines_is_blamed_on_the_right_one() -> None:
    card = '{\n  "offer": [\n    {"do": "text",\n     "text": 5}]}'
    with pytest.raises(BadTrackError, match="Line 8, column 14: "):
        read_offers(track(card))


@pytest.mark.parametrize(
    ("name", "where"), [("", "Line 3, column 1"), ("ä", "Line 3, column 1"), ("a" * 25, "Line 3, column 1")]
)
def test_a_card_has_a_name_of_its_own(name: str, where: str) -> None:
    text = track({"offer": [TEXT]}).replace("card-0\n", f"{name}\n" if name else "")
    with pytest.raises(BadTrackError, match=where):
        read_offers(text)
    twice = track({"offer": [TEXT]}, {"offer": [TEXT]}).replace("card-1", "card-0")
    with pytest.raises(BadTrackError, match="Line 7, column 1: there is another"):
        read_offers(twice)


def test_a_lesson_has_at_most_two_hundred_cards() -> None:
    cue = 'c{0}\n00:00.000 --> 00:01.000\n{{"offer":[{{"do":"text","text":"a"}}]}}'
    text = "WEBVTT\n\n" + "\n\n".join(cue.format(number) for number in range(201))
    with pytest.raises(BadTrackError, match="Line 805, column 1: a lesson has at most 200"):
        read_offers(text)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=20,
)


@given(values, st.sampled_from([None, 1]), st.randoms())
def test_every_value_of_a_json_text_is_found_where_it_stands(
    value: Any, indent: int | None, random: Any
) -> None:
    text, place = json.dumps(value, indent=indent), []
    while isinstance(value, (list, dict)) and value:
        step = random.choice(list(value) if isinstance(value, dict) else range(len(value)))
        place.append(step)
        value = value[step]
    found, _ = json.JSONDecoder().raw_decode(text, position_of(text, place))
    assert found == value
