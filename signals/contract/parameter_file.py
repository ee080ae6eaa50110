"""The parameter file that is shipped with these modules. Twin of parameter_file.js."""

import json
from pathlib import Path
from typing import Any


def load_parameters() -> dict[str, Any]:
    """Return parameters.json, parsed: name -> {value, unit, why}."""
    text = (Path(__file__).parents[1] / "parameters.json").read_text(encoding="utf-8")
    parsed: dict[str, Any] = json.loads(text)
    return parsed
