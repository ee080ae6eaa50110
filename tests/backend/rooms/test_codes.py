"""Room codes, in step with protocol/room_code.js by their shared vectors."""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest

from backend.common.errors import BadMessageError
from backend.rooms.code_in_text import MARKS_TO_SORT, TEXT_CHARACTERS
from backend.rooms.codes import (
    ALPHABET,
    ESCAPE,
    LENGTH,
    RESERVED_KINDS,
    ROOM_CAMERAS,
    SENSITIVITIES,
    Room,
    RoomCodeError,
    new_course_code,
    new_letters,
    new_room,
    read_course_code,
    read_room_code,
)
from backend.rooms.policies import POLICY_NAMES
from signals.contract import parameters

REPOSITORY = Path(__file__).parents[3]
VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "room_codes.json").read_text(encoding="utf-8"))
ROOMS = [
    Room("", *room)
    for room in itertools.product(POLICY_NAMES, (False, True), (False, True), SENSITIVITIES)
    if not (room[0] == "self" and room[1]) and (room[0] in ("labels", "ask") or room[3] == "strict")
]


@pytest.mark.parametrize("step", VECTORS["steps"], ids=lambda step: step["args"][0])
def test_codes_read_as_the_shared_vectors_say(step: dict[str, Any]) -> None:
    if "raises" in step:
        with pytest.raises(RoomCodeError) as refused:
            read_room_code(*step["args"])
        assert refused.value.reason == step["raises"]
    else:
        room = read_room_code(*step["args"])
        assert dataclasses.asdict(room) == step["returns"]
        assert room.room_camera == step.get("room_camera")


@pytest.mark.parametrize("wanted", ROOMS, ids=lambda room: "-".join(map(str, dataclasses.astuple(room)[1:])))
def test_a_new_code_carries_what_the_room_is(wanted: Room) -> None:
    facts = dataclasses.asdict(wanted)
    del facts["code"]
    room = new_room(**facts)
    assert room == dataclasses.replace(wanted, code=room.code)
    assert read_room_code(room.code) == room


def test_the_sensitivities_are_those_of_the_signals() -> None:
    assert SENSITIVITIES == parameters.SENSITIVITIES


@pytest.mark.parametrize("policy", ["presence", "self"])
def test_a_sensitivity_where_nothing_tells_confusion_is_refused(policy: str) -> None:
    with pytest.raises(BadMessageError):
        new_room(policy, sensitivity="brow")


def test_proctoring_without_a_camera_is_refused() -> None:
    with pytest.raises(BadMessageError):
        new_room("self", proctoring=True)


@pytest.mark.parametrize("told", ROOM_CAMERAS)
def test_a_new_code_of_a_room_camera_carries_what_it_tells(told: str) -> None:
    room = new_room("self", room_camera=told)
    assert (room.room_camera, room.policy, room.anonymous) == (told, "self", False)
    assert read_room_code(room.code) == room
    assert new_room("self").room_camera is None


@pytest.mark.parametrize("wrong", [{"policy": "labels"}, {"policy": "self", "anonymous": True}])
def test_a_room_camera_beside_cameras_of_students_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadMessageError, match="room camera"):
        new_room(**wrong, room_camera="count")


def test_a_courses_code_is_no_rooms_and_reads_as_the_librarys() -> None:
    code = new_course_code()
    with pytest.raises(RoomCodeError, match="a course, which the library holds") as refused:
        read_room_code(code)
    assert refused.value.reason == "course"
    assert read_course_code(f" http://school.example/library/c#{code.lower()} ") == code


@pytest.mark.parametrize(
    ("text", "reason"), [("07QM4-F2P9H", "room"), ("73QM4-F2P9C", "kind"), ("72QM4-F2P92", "check")]
)
def test_what_is_no_courses_code_says_why(text: str, reason: str) -> None:
    with pytest.raises(RoomCodeError) as refused:
        read_course_code(text)
    assert refused.value.reason == reason


@pytest.mark.parametrize("kind", range(RESERVED_KINDS.index("course") + 1, len(ALPHABET)))
def test_a_code_of_the_second_kind_is_refused_in_words_and_never_another_room(kind: int) -> None:
    with pytest.raises(RoomCodeError, match="a kind of room that this version does not know") as refused:
        read_room_code(new_letters(ESCAPE, kind))
    assert refused.value.reason == "kind"


def test_a_code_of_the_second_kind_has_seven_random_characters() -> None:
    codes = {new_letters(ESCAPE, RESERVED_KINDS.index("course")) for _ in range(1000)}
    assert len(codes) == 1000
    for at in range(2, LENGTH - 1):
        assert len({code[at] for code in codes}) == len(ALPHABET)
    assert {(len(code), code[:2]) for code in codes} == {(LENGTH, "72")}


def test_the_reserved_kinds_are_those_of_the_twin_and_of_the_docs() -> None:
    twin = (REPOSITORY / "protocol" / "room_code.js").read_text(encoding="utf-8")
    listed = re.search(r"RESERVED_KINDS = [^\[]*\[([^\]]*)\]", twin)
    assert listed is not None
    assert tuple(re.findall(r'"([^"]+)"', listed[1])) == RESERVED_KINDS
    docs = (REPOSITORY / "docs" / "protocol.md").read_text(encoding="utf-8")
    for value, kind in enumerate(RESERVED_KINDS):
        assert f"| {value} | {kind} |" in docs


def test_new_codes_differ() -> None:
    assert len({new_room("labels").code for _ in range(1000)}) == 1000


def test_every_single_wrong_character_is_caught() -> None:
    letters = new_room("ask").code.replace("-", "")
    for place, letter in itertools.product(range(len(letters)), ALPHABET):
        mistyped = letters[:place] + letter + letters[place + 1 :]
        if mistyped != letters:
            with pytest.raises(RoomCodeError, match="mistyped"):
                read_room_code(mistyped)


@pytest.mark.parametrize(
    "marks", ["\u0301", "\u0301\u0316", "\u0315\u0301\u0316", "\u0344\u0316", "%CC%81%CC%96"]
)
def test_no_tower_of_marks_is_ever_normalised(marks: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Sorting the marks of a tower takes the square of its height.
    normalised: list[str] = []

    def normalise(_form: str, text: str) -> str:
        normalised.append(text)
        return text

    monkeypatch.setattr("backend.rooms.code_in_text.unicodedata.normalize", normalise)
    with pytest.raises(RoomCodeError):
        read_room_code("07QM4" + marks * ((TEXT_CHARACTERS - 5) // len(marks)))
    (text,) = normalised
    assert len(text) <= 5 + MARKS_TO_SORT + 2


def test_a_text_that_is_far_too_long_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.rooms.codes.plain", None)
    with pytest.raises(RoomCodeError, match="this has 2001"):
        read_room_code("a" * (TEXT_CHARACTERS + 1))
