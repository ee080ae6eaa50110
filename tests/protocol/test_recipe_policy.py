"""The recipe of CONTRIBUTING.md for a new policy, followed in a copy: relay, pages and words know it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scratch_copy import ScratchCopy, files_naming

# Who is there and who is away, and nothing of what anybody's face says.
FACTS = {
    "kind": 8,
    "camera": True,
    "sensitivity": False,
    "cues": False,
    "groups": ["absence", "self"],
    "counted": ["absent"],
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> ScratchCopy:
    copy = ScratchCopy(tmp_path_factory.mktemp("policy"))
    copy.edit_json("protocol/policies.json", lambda table: table.update(seats=FACTS))
    copy.edit(
        "protocol/policies.js",
        "\n});\n\n/** @typedef {keyof typeof POLICIES} Policy */",
        """
  seats: {
    kind: 8,
    camera: true,
    sensitivity: false,
    cues: false,
    groups: ["absence", "self"],
    counted: ["absent"],
  },
});

/** @typedef {keyof typeof POLICIES} Policy */""",
    )
    copy.edit_json(
        "protocol/messages.schema.json",
        lambda schema: schema["definitions"]["joined"]["properties"]["policy"]["enum"].append("seats"),
    )
    copy.add_words(
        "teacher", {"policy.seats": "Seats", "sees.seats": "Who is away.", "sends.seats": "Who is away."}
    )
    copy.add_words(
        "student", {"consent.sends.seats": "Whether you are away.", "consent.how.seats": "By your camera."}
    )
    copy.add_words(
        "library/pages",
        {"consent.camera.seats": "Whether you are away.", "manage.policy.seats": "Who is away."},
    )
    return copy


def test_its_codes_are_of_the_second_kind_and_both_languages_read_them(copy: ScratchCopy) -> None:
    made = copy.run_python(
        """
from backend.rooms.codes import new_room, read_room_code
for proctoring in (False, True):
    for anonymous in (False, True):
        room = new_room("seats", proctoring=proctoring, anonymous=anonymous)
        assert read_room_code(room.code) == room
        print(room.code, proctoring, anonymous)
"""
    ).splitlines()
    assert [line[:2] for line in made] == ["78", "7A", "79", "7B"]
    codes = [line.split()[0] for line in made]
    read = copy.run_node(
        f"""
import {{ readRoomCode }} from "./protocol/room_code.js";
for (const code of {codes}) {{
  const room = readRoomCode(code);
  console.log(room.code, room.proctoring, room.anonymous);
  if (room.policy !== "seats" || room.sensitivity !== "strict") throw new Error(room.policy);
}}
"""
    ).splitlines()
    assert read == [line.replace("True", "true").replace("False", "false") for line in made]


def test_relay_and_page_let_its_states_through_and_no_other(copy: ScratchCopy) -> None:
    relay = copy.run_python(
        """
from backend.common.errors import NotAllowedError
from backend.rooms.codes import new_room
from backend.rooms.enforcement import refuse_forbidden
for state in ("focused", "present", "unknown", "absent", "self"):
    try:
        refuse_forbidden(new_room("seats"), {"seq": 1, "at": 1, "state": state, "cues": [], "alerts": []})
        print(state)
    except NotAllowedError:
        pass
"""
    )
    page = copy.run_node(
        """
import { sendable } from "./student/session/policy.js";
const rules = { policy: "seats", proctoring: false };
for (const state of ["focused", "absent"])
  console.log(sendable({ state, cues: ["yawn"], alerts: [] }, rules).state);
"""
    )
    assert relay.split() == ["absent", "self"]
    assert page.split() == ["self", "absent"]


def test_the_projects_own_tests_of_policies_codes_and_words_find_nothing_missing(copy: ScratchCopy) -> None:
    copy.test(
        "tests/protocol/states.test.js",
        "tests/protocol/room_code.test.js",
        "tests/look/locales.test.js",
        "tests/backend/properties/test_codes.py",
    )


def test_no_other_file_names_a_policy_that_is_like_it() -> None:
    named = files_naming("presence", "backend", "capture", "classroom", "look", "student", "teacher")
    # There the word is the event of who comes and goes.
    events = ("backend/relay/", "backend/cluster/", "classroom/", "teacher/saved_lessons/")
    assert {file for file in named if not file.startswith(events)} == set()


def test_contributing_names_the_places_that_are_edited_here() -> None:
    recipe = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    steps = recipe.split("### Add a policy")[1].split("###")[0]
    for place in (
        "policies.json",
        "policies.js",
        "messages.schema.json",
        "policy.NAME",
        "sees.NAME",
        "sends.NAME",
    ):
        assert place in steps
