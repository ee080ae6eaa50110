"""Metrics: what a lesson did is counted, and nothing of who was in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from backend.relay.counters import FLUSH_BOUNDS_S, Durations
from tests.backend.clients import Clients, RefusedError, report, token_of
from tests.serving import Server, serve

Values = dict[tuple[str, tuple[str, ...]], float]


@pytest.fixture
def server() -> Iterator[Server]:
    with serve("--metrics", "yes") as server:
        yield server


def scrape(server: Server) -> str:
    answer = requests.get(f"{server.url}/metrics", timeout=5)
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    return answer.text


def values(text: str) -> Values:
    """Return each sample by its name and its labels' values in order."""
    families = text_string_to_metric_families(text)
    samples = [sample for family in families for sample in family.samples]
    return {(sample.name, tuple(sorted(sample.labels.values()))): sample.value for sample in samples}


def test_metrics_are_served_only_where_they_are_asked_for(relay: str) -> None:
    assert requests.get(f"{relay}/metrics", timeout=5).status_code == 404


def test_a_lesson_is_counted(server: Server) -> None:
    clients = Clients(server.url)
    room = clients.room()
    boards = [clients.teacher(room), clients.teacher(room)]
    ada, ben = clients.student(room, "Ada"), clients.student(room)
    clients.student(clients.room())
    ada.send("report", report(1))
    boards[0].ask(ben)
    ben.send("history", {"reports": [report(1), report(2)]})
    ben.send("report", {})
    ben.send("close", {})
    ben.send("report", report(3, "present"))
    with pytest.raises(RefusedError):
        clients.connect({"role": "teacher", "token": "x"})
    requests.get(f"{server.url}/nothing", timeout=5)
    for board in boards:
        board.wait_rows("reports", 3)
    found = values(scrape(server))
    clients.close_all()
    assert found["readroom_connections", ("student",)] == 3
    assert found["readroom_connections", ("teacher",)] == 2
    assert found["readroom_rooms", ()] == 2
    assert found["readroom_reports_in_total", ()] == 3
    assert found["readroom_reports_out_total", ()] == 6
    assert found["readroom_refused_total", ("bad_message", "message")] == 1
    assert found["readroom_refused_total", ("message", "not_teacher")] == 1
    assert found["readroom_refused_total", ("message", "not_allowed")] == 1
    assert found["readroom_refused_total", ("bad_token", "join")] == 1
    assert found["readroom_refused_total", ("http", "not_found")] == 1
    assert found["readroom_flush_seconds_count", ()] >= 1
    assert found["readroom_flush_seconds_bucket", ("+Inf",)] == found["readroom_flush_seconds_count", ()]
    assert found["readroom_flush_seconds_sum", ()] > 0
    assert found["readroom_unsent_packets", ()] >= 0
    assert found["process_resident_memory_bytes", ()] > 10_000_000


def test_rows_that_wait_for_their_tick_are_counted() -> None:
    with serve("--metrics", "yes", "--tick-ms", "5000") as server:
        clients = Clients(server.url)
        room = clients.room()
        clients.teacher(room)
        ada = clients.student(room)
        for seq in range(1, 5):
            ada.send("report", report(seq))
        assert values(scrape(server))["readroom_outbox_rows", ()] >= 3
        clients.close_all()


def test_a_room_that_everybody_left_is_counted_no_more(server: Server) -> None:
    clients = Clients(server.url)
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room)
    ada.socket.disconnect()
    board.wait_rows("presence", 2)
    found = values(scrape(server))
    assert (found["readroom_connections", ("student",)], found["readroom_rooms", ()]) == (0, 1)
    clients.close_all()


def test_no_metric_holds_a_code_a_name_or_an_address(server: Server) -> None:
    clients = Clients(server.url)
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room, "Ada Lovelace")
    ada.send("report", report(1, "confused", cues=["brow_lowered"]))
    with pytest.raises(RefusedError):
        clients.connect({"role": "student", "code": "Ada Lovelace", "name": "Ada Lovelace"})
    board.wait_rows("reports")
    text = scrape(server)
    clients.close_all()
    for word in (room["code"], token_of(room), ada.joined()["student"], "Ada", "confused", "127.0.0.1"):
        assert word not in text


def test_a_duration_counts_under_the_first_bound_it_does_not_exceed() -> None:
    durations = Durations((0.1, 1.0))
    for took_s in (0.0, 0.1, 0.2, 1.0, 5.0):
        durations.observe(took_s)
    assert durations.counts == [2, 2, 1]
    assert durations.total_s == pytest.approx(6.3)
    assert list(FLUSH_BOUNDS_S) == sorted(FLUSH_BOUNDS_S)
