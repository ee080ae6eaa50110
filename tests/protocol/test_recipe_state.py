"""The recipe of CONTRIBUTING.md for a new state, followed in a copy: relay, board and words know it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scratch_copy import ScratchCopy, files_naming

RELAY_AND_PAGES = ("backend", "capture", "classroom", "look", "protocol", "student", "teacher")
FACTS = {
    "group": "attention",
    "urgency": 10.5,
    "band": "confused",
    "ink": "confused",
    "strength": 1,
    "height": 0.9,
    "shape": {"path": "M2 2L22 22", "solid": False},
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> ScratchCopy:
    copy = ScratchCopy(tmp_path_factory.mktemp("state"))
    copy.edit_json("protocol/states.json", lambda table: table["states"].update(puzzled=FACTS))
    copy.edit(
        "protocol/states.js",
        "\n});\n\n/** @typedef {keyof typeof STATES} State */",
        """
  puzzled: {
    group: "attention",
    urgency: 10.5,
    band: "confused",
    ink: "confused",
    strength: 1,
    height: 0.9,
    shape: { path: "M2 2L22 22", solid: false },
  },
});

/** @typedef {keyof typeof STATES} State */""",
    )
    copy.edit_json(
        "protocol/messages.schema.json",
        lambda schema: schema["definitions"]["state"]["enum"].append("puzzled"),
    )
    copy.edit(
        "look/states.css", '[data-state="confused"]', '[data-state="puzzled"],\n[data-state="confused"]'
    )
    copy.add_words("look", {"state.puzzled": "Puzzled"})
    copy.add_words("teacher", {"help.puzzled": "Students who look puzzled."})
    return copy


def test_the_relay_lets_it_through_where_the_policy_tells_its_group_and_nowhere_else(
    copy: ScratchCopy,
) -> None:
    told = copy.run_python(
        """
from backend.common.errors import NotAllowedError
from backend.rooms.codes import new_room
from backend.rooms.enforcement import refuse_forbidden
from backend.rooms.messages import CHECKS
report = {"seq": 1, "at": 1, "state": "puzzled", "cues": [], "alerts": []}
CHECKS["report"](report)
for policy in ("labels", "ask", "presence", "self"):
    try:
        refuse_forbidden(new_room(policy), report)
        print(policy)
    except NotAllowedError:
        pass
"""
    )
    assert told.split() == ["labels"]


def test_the_board_orders_counts_stacks_and_draws_it(copy: ScratchCopy) -> None:
    told = copy.run_node(
        """
import { isMeasurable } from "./classroom/timeline/class_index.js";
import { BANDS } from "./classroom/chart/plot.js";
import { NEED_ORDER } from "./teacher/board/sorting/need.js";
import { countStates } from "./teacher/board/tiles/counts.js";
const at = NEED_ORDER.indexOf("puzzled");
console.log(NEED_ORDER[at - 1], NEED_ORDER[at + 1], isMeasurable("puzzled"));
console.log(BANDS.filter(({ states }) => states.includes("puzzled")).map(({ colour }) => colour).join());
console.log(countStates([{ state: "puzzled", alerts: [], hand: false, lost: false }]).get("puzzled"));
"""
    )
    assert told.split() == ["drowsy", "away", "true", "--confused", "1"]


def test_the_projects_own_tests_of_states_and_words_find_nothing_missing(copy: ScratchCopy) -> None:
    copy.test(
        "tests/protocol/states.test.js",
        "tests/look/locales.test.js",
        "tests/teacher/board/tiles/counts.test.js",
    )


def test_no_other_file_of_relay_or_pages_names_a_state_that_is_like_it() -> None:
    assert files_naming(
        "drowsy", "backend", "capture", "classroom", "look", "protocol", "student", "teacher"
    ) == {
        "protocol/states.json",
        "protocol/states.js",
        "protocol/messages.schema.json",
        "look/states.css",
        # Where a state stands out on its tile.
        "teacher/board/tiles/tile.css",
        # What students say of themselves: their words, of which one is a state's too.
        "student/learning/tags.js",
        # Plays what a student's page says.
        "teacher/pretend/student.js",
    }


def test_contributing_names_the_places_that_are_edited_here() -> None:
    recipe = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    steps = recipe.split("### Add a state")[1].split("###")[0]
    for place in (
        "states.json",
        "states.js",
        "messages.schema.json",
        "states.css",
        "state.NAME",
        "help.NAME",
    ):
        assert place in steps
