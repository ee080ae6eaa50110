"""The parameter file that is shipped beside this module. Twin of parameter_file.js."""

import json
from pathlib import Path
from typing import Any


def load_parameters() -> dict[str, Any]:
    """Return parameters.json, parsed: name -> {value, unit, why}."""
    text = Path(__file__).with_name("parameters.json").read_text(encoding="utf-8")
    parsed: dict[str, Any] = json.loads(text)
    return parsed
