"""What the properties are tried with: any JSON, and the wire's messages with one part replaced by any."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from backend.rooms.codes import SENSITIVITIES, SENSITIVITY_POLICIES
from backend.rooms.messages import SCHEMA
from backend.rooms.policies import POLICY_NAMES

STATES = SCHEMA["definitions"]["state"]["enum"]
CUES = SCHEMA["definitions"]["cue"]["enum"]
ALERTS = SCHEMA["definitions"]["alert"]["enum"]
ID = r"\A[A-Za-z0-9_-]{8}\Z"

# The names that messages use, so that replaced parts are near misses too.
words = st.sampled_from([*STATES, *CUES, *ALERTS, "seq", "at", "since", "reports", "__proto__", ""])

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30), words, st.just(2**60)
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=8,
)

times = st.integers(0, 2**53 - 1)
reports = st.fixed_dictionaries(
    {
        "seq": st.integers(1, 10**9),
        "at": times,
        "state": st.sampled_from(STATES),
        "cues": st.lists(st.sampled_from(CUES), unique=True),
        "alerts": st.lists(st.sampled_from(ALERTS), unique=True),
    }
)
statuses = st.fixed_dictionaries(
    {
        "seq": st.integers(1, 10**9),
        "at": times,
        "hand": st.booleans(),
        "lost": st.booleans(),
        "pace": st.sampled_from(["slower", "fine", "faster", None]),
    },
    optional=dict.fromkeys(("hand_at", "lost_at", "pace_at"), times | st.none()),
)
answers = st.fixed_dictionaries(
    {"prompt": st.from_regex(r"\A[A-Za-z0-9_-]{1,16}\Z"), "choice": st.integers(0, 4)},
    optional={"seq": st.integers(1, 10**9), "at": times},
)
counts = st.lists(st.integers(0, 100_000), min_size=2, max_size=5)
shown_questions = st.fixed_dictionaries(
    {
        "id": st.from_regex(r"\A[A-Za-z0-9_-]{1,16}\Z"),
        "text": st.text(min_size=1, max_size=200),
        "choices": st.lists(st.text(min_size=1, max_size=60), min_size=2, max_size=5),
        "ended": st.booleans(),
    },
    optional={"ends_at": times},
)
MESSAGES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "report": reports,
    "status": statuses,
    "answer": answers,
    "history": st.fixed_dictionaries(
        {"reports": st.lists(reports, max_size=4)}, optional={"answers": st.lists(answers, max_size=4)}
    ),
    "sync": st.fixed_dictionaries(
        {
            "since": st.dictionaries(st.from_regex(ID), st.integers(0, 10**9), max_size=4),
            "rest": st.booleans(),
        }
    ),
    "prompt": st.fixed_dictionaries(
        {
            "id": st.from_regex(r"\A[A-Za-z0-9_-]{1,16}\Z"),
            "text": st.text(min_size=1, max_size=200),
            "choices": st.lists(st.text(min_size=1, max_size=60), min_size=2, max_size=5),
        },
        optional={
            "at": times,
            "ends_at": times,
            "ended": st.just(True),
            "ended_at": times,
            "results": counts,
            "correct": st.integers(0, 4) | st.none(),
            "to": st.lists(st.from_regex(ID), max_size=4),
            "boards": st.just(True),
        },
    ),
    "show": st.fixed_dictionaries(
        {
            "question": st.none() | shown_questions,
            "counts": counts | st.none(),
            "answered": st.integers(0, 100_000),
            "of": st.integers(0, 100_000),
            "pace": st.fixed_dictionaries(
                dict.fromkeys(("slower", "fine", "faster"), st.integers(0, 100_000))
            ),
        },
        optional={"correct": st.integers(0, 4) | st.none(), "at": times},
    ),
    "link": st.fixed_dictionaries({"role": st.sampled_from(["watcher", "projector", "audience"])}),
    "room_report": st.fixed_dictionaries(
        {
            "seq": st.integers(1, 10**9),
            "at": times,
            **dict.fromkeys(
                ("seen", "towards", "away", "down", "unclear"), st.none() | st.integers(0, 100_000)
            ),
        }
    ),
    "asked": st.fixed_dictionaries(
        {
            "questions": st.lists(
                st.tuples(st.from_regex(r"\A[A-Za-z0-9_-]{1,16}\Z"), times | st.none()).map(list), max_size=4
            )
        }
    ),
    "door": st.fixed_dictionaries(
        {"lock": st.fixed_dictionaries({"locked": st.booleans(), "at": times})},
        optional={
            "seats": st.lists(
                st.tuples(st.from_regex(ID), st.sampled_from(["removed", "admitted"]), times).map(list),
                max_size=4,
            )
        },
    ),
    "lower": st.fixed_dictionaries(
        {
            "to": st.lists(st.from_regex(ID), min_size=1, max_size=4),
            "what": st.sampled_from(["hand", "lost"]),
            "at": times,
        }
    ),
    "close": st.just({}),
    "handover": st.just({}),
    "clock": st.just({}),
}


@st.composite
def near_misses(draw: st.DrawFn, event: str) -> dict[str, Any]:
    """A message of this event with one part replaced by any value, taken away or added."""
    message = dict(draw(MESSAGES[event]))
    key = draw(st.sampled_from([*message, "more"]))
    if key in message and draw(st.booleans()):
        del message[key]
    else:
        message[key] = draw(values)
    return message


@st.composite
def rooms(draw: st.DrawFn) -> dict[str, Any]:
    """What a room may be, as `new_room` is asked for it."""
    policy = draw(st.sampled_from(POLICY_NAMES))
    confusion = policy in SENSITIVITY_POLICIES
    return {
        "policy": policy,
        "proctoring": policy != "self" and draw(st.booleans()),
        "anonymous": draw(st.booleans()),
        "sensitivity": draw(st.sampled_from(SENSITIVITIES if confusion else SENSITIVITIES[:1])),
    }
