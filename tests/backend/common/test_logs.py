"""Logs: nothing of a lesson is logged, and no traceback for what a client sends."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime

import pytest
import requests
import websocket

from backend.common.logs import REPEATED_AFTER_S, JsonFormatter, RateLimitedFaultFilter, RateLimitedFilter
from tests.backend.clients import AT, Clients, RefusedError, report, status, token_of
from tests.serving import GREETING_LINES, REPOSITORY, Server, serve

GARBAGE = [
    "",
    "x",
    "9",
    "4",
    "4x",
    "42",
    "42{}",
    "42[]",
    "42[1]",
    '42[["report"]]',
    '42["report"',
    '42["report",' + "[" * 9000,
    '420["report"]',
    '42999999999999["report",{}]',
    "42" + "1" * 200 + '["report"]',
    "4" + "[" * 9000,
    "43",
    '431["ok"]',
    "43{}",
    "44",
    '44{"message":"x"}',
    "45",
    '4545999999999-["report",{"_placeholder":true,"num":0}]',
    '451-["report",{"_placeholder":true,"num":0}]',
    '461-1["ok"]',
    "47",
    "40",
    "40/nowhere,",
    '42/nowhere,["report",{}]',
    "41/nowhere,",
    "3",
    "6",
    "2probe",
    "5",
    "b4AAAA",
    '42["connect",{}]',
    '42["disconnect"]',
    '42["*"]',
    '42["__disconnect_final"]',
    "\x00",
    "\U0001f600",
]


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as server:
        yield server


def open_line(server: Server, code: str) -> websocket.WebSocket:
    """Return a raw line that has joined a room as a student."""
    url = server.url.replace("http", "ws")
    line = websocket.create_connection(f"{url}/socket.io/?EIO=4&transport=websocket", timeout=5)
    line.recv()
    line.send("40" + json.dumps({"role": "student", "code": code, "name": None}))
    line.recv()
    return line


def test_a_lesson_leaves_no_trace_in_the_log(server: Server) -> None:
    clients = Clients(server.url)
    room = clients.room("labels", proctoring=True)
    board, ada = clients.teacher(room), clients.student(room, "Ada Lovelace")
    ada.send("report", report(1, "confused", cues=["brow_lowered"], alerts=["gaze_away"]))
    ada.send("report", report(1, "furious"))
    ada.send("status", status(lost=True))
    board.send("prompt", {"id": "p1", "text": "Clear so far?", "choices": ["Yes", "No"]})
    with pytest.raises(RefusedError):
        clients.connect({"role": "student", "code": "07QM4-F2P9J", "name": "Ada Lovelace"})
    requests.get(f"{server.url}/nothing?name=Ada", timeout=5)
    again = clients.resumed(room, ada.joined()["resume"])
    again.joined()
    board.send("close", {})
    again.wait_gone()
    clients.close_all()
    server.stop()
    written = server.read_output()
    secrets = [room["code"], token_of(room), ada.joined()["resume"], ada.joined()["student"]]
    for word in (*secrets, "Ada", "confused", "furious", "brow_lowered", "gaze_away", "Clear so far"):
        assert word not in written
    assert len(written.splitlines()) == GREETING_LINES


def test_garbage_is_survived_without_a_line_in_the_log(server: Server) -> None:
    clients = Clients(server.url)
    room = clients.room()
    board = clients.teacher(room)
    for garbage in GARBAGE:
        line = open_line(server, room["code"])
        line.send(garbage)
        line.send_binary(garbage.encode("utf-8"))
        line.send('42["report",{}]')
        line.close()
    ada = clients.student(room)
    assert ada.send("report", report()) == {"ok": True}
    board.wait("reports")
    assert board.rows("reports") == [[ada.joined()["student"], 1, AT + 1, "focused", [], []]]
    clients.close_all()
    server.stop()
    assert len(server.read_output().splitlines()) == GREETING_LINES


def test_a_broken_line_says_that_the_student_left(server: Server) -> None:
    clients = Clients(server.url)
    room = clients.room()
    board = clients.teacher(room)
    line = open_line(server, room["code"])
    board.wait_rows("presence", 1)
    line.shutdown()  # type: ignore[no-untyped-call]
    assert [row[2] for row in board.wait_rows("presence", 2)] == ["joined", "left"]
    clients.close_all()


def test_compression_is_never_agreed_on(server: Server) -> None:
    url = server.url.replace("http", "ws")
    line = websocket.create_connection(
        f"{url}/socket.io/?EIO=4&transport=websocket",
        timeout=5,
        header=["Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"],
    )
    assert "sec-websocket-extensions" not in {name.lower() for name in line.getheaders() or {}}
    line.close()


def test_json_logs_are_one_object_a_line_from_the_first_to_the_last() -> None:
    with serve("--log-format", "json") as server:
        clients = Clients(server.url)
        room = clients.room()
        clients.teacher(room)
        clients.student(room, "Ada Lovelace").send("report", report(1, "furious"))
        clients.close_all()
        server.stop()
        lines = [json.loads(line) for line in server.read_output().splitlines()]
    assert [line["message"].split(":")[0] for line in lines] == ["serving http", "stopping"]
    for line in lines:
        assert set(line) == {"at", "level", "logger", "message"}
        assert datetime.fromisoformat(line["at"]).tzinfo is not None


def test_a_fault_is_one_json_line_with_its_traceback() -> None:
    try:
        raise ValueError("two\nlines")
    except ValueError:
        record = logging.LogRecord("a", logging.ERROR, "b", 1, "A %s", ("fault",), sys.exc_info())
    text = JsonFormatter().format(record)
    assert "\n" not in text
    line = json.loads(text)
    assert line["message"] == "A fault"
    assert "ValueError: two\nlines" in line["exception"]


def test_a_line_that_repeats_is_let_through_once_a_minute() -> None:
    now_s = 0.0
    seldom = RateLimitedFilter(lambda: now_s)
    line, other = (logging.LogRecord("a", logging.ERROR, "b", 1, text, None, None) for text in ("x", "y"))
    assert [seldom.filter(line), seldom.filter(line), seldom.filter(other)] == [True, False, True]
    now_s = 59.9
    assert not seldom.filter(line)
    now_s = 60.0
    assert seldom.filter(line)


def fault_record(text: str, error: Exception) -> logging.LogRecord:
    """Return the record of a fault, raised here."""
    try:
        raise error
    except Exception:
        return logging.LogRecord("a", logging.ERROR, "b", 1, text, None, sys.exc_info())


def test_a_traceback_from_the_same_line_is_let_through_once_a_minute_whatever_it_says() -> None:
    now_s = 0.0
    seldom = RateLimitedFaultFilter(lambda: now_s)
    try:
        json.loads("{")
    except ValueError:
        other = logging.LogRecord("a", logging.ERROR, "b", 1, "x", None, sys.exc_info())
    plain = logging.LogRecord("a", logging.ERROR, "b", 1, "x", None, None)
    records = [fault_record(f"path {number}", ValueError(str(number))) for number in range(100)]
    assert [seldom.filter(record) for record in records] == [True] + [False] * 99
    assert [seldom.filter(record) for record in (other, other, plain, plain)] == [True, False, True, True]
    now_s = REPEATED_AFTER_S
    assert seldom.filter(records[0])


def test_a_fault_that_a_stranger_can_repeat_fills_no_log() -> None:
    code = """
from backend.app import create_app
from backend.settings.config import Config
from backend.common.logs import set_up_logs
set_up_logs("text")
app = create_app(Config())
app.add_url_rule("/fails/<path:path>", view_func=lambda path: str(1 / 0))
for number in range(50):
    assert app.test_client().get(f"/fails/{number}").status_code == 500
"""
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    assert ran.stderr.count("Traceback") == 1
