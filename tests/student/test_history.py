"""A full journal reaches a board in messages that the relay takes."""

from __future__ import annotations

import json
import subprocess
import time

from backend.limits.limits import MESSAGE_BYTES
from tests.backend.clients import Clients
from tools.node import find_node
from tools.steps import ROOT

REFILL_S = 1.0


def test_two_thousand_of_the_longest_reports_arrive_whole_and_in_order(relay: str) -> None:
    script = ROOT / "tests" / "student" / "history.js"
    ended = subprocess.run([find_node(), script], capture_output=True, text=True, check=True, timeout=30)
    lines = ended.stdout.splitlines()
    assert max(map(len, lines)) < MESSAGE_BYTES
    clients = Clients(relay)
    room = clients.room(proctoring=True)
    board, student = clients.teacher(room), clients.student(room)
    board.ask(student)
    for line in lines:
        while (answer := student.send("history", json.loads(line))) != {"ok": True}:
            assert answer["error"] == "too_fast"
            time.sleep(REFILL_S)
    rows = board.wait_rows("reports", 2000)
    assert [seq for _, seq, *_ in rows] == list(range(1, 2001))
    clients.close_all()
