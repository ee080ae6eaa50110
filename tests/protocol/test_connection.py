"""A page's connection, opened and closed in quick succession: one line at most, and none that was closed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.backend.clients import Clients
from tools.node import find_node

SCRIPT = Path(__file__).parent / "closing.js"


def test_who_left_stays_away_and_who_stays_has_one_line(relay: str) -> None:
    code = Clients(relay).room()["code"]
    ended = subprocess.run(
        [find_node(), SCRIPT, relay, code], capture_output=True, text=True, check=True, timeout=30
    )
    away, here = {"online": False, "joined": 0}, {"online": True, "joined": 1}
    assert json.loads(ended.stdout) == {
        "closed while it opens": away,
        "opened twice": here,
        "closed before it opens again": away,
        "opened before it opens again": here,
    }
