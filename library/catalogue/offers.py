"""Offers of help: a WebVTT metadata track of JSON in a closed schema, refused with line and column."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import jsonschema_rs

from library.catalogue.webvtt import Cue, broken, read_webvtt

CUES_MAX = 200
PLACES_MAX = 5
_SCHEMA_FILE = Path(__file__).parents[2] / "protocol" / "offers.schema.json"
_VALIDATOR = jsonschema_rs.Draft7Validator(json.loads(_SCHEMA_FILE.read_text(encoding="utf-8")))
# What is counted names cues, so their names are kept to what a table holds.
NAME = re.compile(r"[A-Za-z0-9_-]{1,24}")
_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")
_MESSAGE_CHARACTERS = 160
# A place within a value of JSON: keys and indices from its root.
Place = Sequence[str | int]


@dataclass(frozen=True)
class OfferCue:
    """The offers of one stretch of a lesson."""

    name: str
    start_ms: int
    end_ms: int
    offers: Sequence[Mapping[str, Any]]


def read_offers(text: str) -> list[OfferCue]:
    """Return the cues of a track of offers; raise BadTrackError with line and column."""
    cues = read_webvtt(text, is_data=True)
    if len(cues) > CUES_MAX:
        raise broken(cues[CUES_MAX].line, 1, f"a lesson has at most {CUES_MAX} stretches with offers")
    return list(_checked(cues))


def _checked(cues: Sequence[Cue]) -> Iterator[OfferCue]:
    known: set[str] = set()
    for cue in cues:
        _check_name(cue, known)
        value = _parsed(cue)
        _check_schema(cue, value)
        for number, offer in enumerate(value["offer"]):
            _check_sense(cue, offer, ("offer", number))
        yield OfferCue(cue.name, cue.start_ms, cue.end_ms, value["offer"])


def _check_name(cue: Cue, known: set[str]) -> None:
    # Its times stand on the line above its words, and its name above them.
    if NAME.fullmatch(cue.name) is None:
        line = cue.line - (2 if cue.name else 1)
        raise broken(line, 1, "a name of at most 24 letters, digits, - and _ is expected above the times")
    if cue.name in known:
        raise broken(cue.line - 2, 1, f"there is another cue named {cue.name}")
    known.add(cue.name)


def _parsed(cue: Cue) -> Any:
    def refuse(word: str) -> NoReturn:
        raise json.JSONDecodeError(f"{word} is no JSON", cue.text, max(0, cue.text.find(word)))

    try:
        return json.loads(cue.text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        _refuse(cue, error.pos, f"this is no JSON ({error.msg})")
    except RecursionError:
        _refuse(cue, 0, "this is nested too deeply")


def _check_schema(cue: Cue, value: Any) -> None:
    try:
        _VALIDATOR.validate(value)
    except jsonschema_rs.ValidationError as error:
        _refuse(cue, position_of(cue.text, error.instance_path), _short(error.message))


def _short(message: str) -> str:
    """Return a message without most of the value that it quotes first."""
    return message if len(message) <= _MESSAGE_CHARACTERS else f"... {message[-_MESSAGE_CHARACTERS:]}"


def _check_sense(cue: Cue, offer: Mapping[str, Any], place: Place) -> None:
    if offer["do"] == "ask" and offer["right"] >= len(offer["choices"]):
        _refuse(cue, position_of(cue.text, (*place, "right")), "`right` is none of the choices, from 0")
    if offer["do"] == "clip" and offer["to_s"] <= offer["from_s"]:
        _refuse(cue, position_of(cue.text, (*place, "to_s")), "the clip ends before it starts")


def _refuse(cue: Cue, position: int, why: str) -> NoReturn:
    before = cue.text[:position]
    column = len(before) - (before.rfind("\n") + 1) + 1
    raise broken(cue.line + before.count("\n"), column, why)


def position_of(text: str, place: Place) -> int:
    """Return where in a text of JSON the value at a place stands."""
    at = _skip(text, 0)
    for step in place:
        at = _member(text, at, step) if isinstance(step, str) else _item(text, at, step)
    return at


def _member(text: str, at: int, name: str) -> int:
    found = at
    at = _skip(text, at + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        value = _skip(text, _skip(text, at) + 1)
        # Of a name that is there twice, the last one counts.
        found = value if key == name else found
        at = _after(text, value)
    return found


def _item(text: str, at: int, number: int) -> int:
    at = _skip(text, at + 1)
    for _ in range(number):
        at = _after(text, at)
    return at


def _after(text: str, at: int) -> int:
    """Return where what follows a value begins: the next one, or the closing bracket."""
    _, at = _DECODER.raw_decode(text, at)
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return at if found is None else found.end()
