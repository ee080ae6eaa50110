"""Message checks: the definitions of protocol/messages.schema.json, each compiled once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs

from backend.common.errors import BadMessageError

SCHEMA_FILE = Path(__file__).parents[2] / "protocol" / "messages.schema.json"
SCHEMA: Mapping[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
# The one order in which a board gets them, so that an order says nothing.
CUE_RANKS: Mapping[str, int] = {word: rank for rank, word in enumerate(SCHEMA["definitions"]["cue"]["enum"])}
ALERT_RANKS: Mapping[str, int] = {
    word: rank for rank, word in enumerate(SCHEMA["definitions"]["alert"]["enum"])
}

# The cues of `unknown`: what kind of reason it is that nothing can be measured for.
GROUPS: frozenset[str] = frozenset(SCHEMA["definitions"]["group"]["enum"])

# An error quotes what it refuses, cut to this length.
QUOTED_CHARACTERS = 200

Check = Callable[[Any], Any]


def checker(name: str, schema: Mapping[str, Any]) -> Check:
    """Return a function that gives a fitting value back and raises BadMessageError for any other."""
    validator = jsonschema_rs.Draft7Validator(dict(schema))

    def check(value: Any) -> Any:
        try:
            validator.validate(value)
        except ValueError as error:
            raise BadMessageError(_told(name, error)[:QUOTED_CHARACTERS]) from None
        return value

    return check


def _told(name: str, error: ValueError) -> str:
    """Return what is wrong, and where in the message."""
    if not isinstance(error, jsonschema_rs.ValidationError):
        return f"{name}: {error}"
    where = "".join(f".{key}" if isinstance(key, str) else f"[{key}]" for key in error.instance_path)
    return f"{name}{where}: {error.message}"


def message_checker(event: str) -> Check:
    """Return the check of one event's payload."""
    return checker(event, {"$ref": f"#/definitions/{event}", "definitions": SCHEMA["definitions"]})


CHECKS: Mapping[str, Check] = {
    event: message_checker(event)
    for event in (
        *("report", "status", "answer", "history"),
        *("sync", "prompt", "asked", "lower", "door", "close", "show", "link"),
        "handover",
        "clock",
        "room_report",
    )
}
