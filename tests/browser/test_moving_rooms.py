"""A worker that stops or dies in mid-lesson: the pages' connections move on, in a real browser."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.backend.clients import report, token_of
from tests.deploy.school import School, gauge, run_school

pytestmark = pytest.mark.alone

# A browser shakes hands with one server one connection at a time, which a class of browsers does not.
STUDENTS = 20
BACK_WITHIN_S = 5.0
WAIT_AT_MOST_S = 30.0
# Twenty who come back at one moment would be a stampede; the first attempt alone is spread over a second.
SPREAD_S = 0.3

ENTER = """
async ([code, token, students]) => {
  const { Connection } = await import("/protocol/connection.js");
  window.reports = [];
  window.backAt = [];
  window.said = [];
  const enter = (auth, on) => {
    let resume = null;
    let wasOffline = false;
    const joined = (word) => { resume = word.resume ?? null; };
    const connection = new Connection({
      code,
      auth: () => (resume === null ? auth : { role: "student", code, resume }),
      on: { joined, stopping: () => window.said.push("stopping"), ...on },
      onLine: (line) => {
        if (line === "offline") wasOffline = true;
        if (line === "online" && wasOffline) window.backAt.push(performance.now() / 1000);
      },
    });
    connection.open();
    return connection;
  };
  const on = { reports: (rows) => window.reports.push(...rows) };
  window.board = enter({ role: "teacher", token }, on);
  window.students = Array.from({ length: students }, () => enter({ role: "student", code, name: null }, {}));
}
"""


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    with run_school(tmp_path) as school:
        yield school


@pytest.fixture
def page(browser: Browser, school: School) -> Iterator[Page]:
    """Return a page of the school's, which may complain of lines that break."""
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    page.goto(f"{school.url}/s")
    yield page
    context.close()


def enter(page: Page, room: dict[str, Any]) -> None:
    page.evaluate(ENTER, [room["code"], token_of(room), STUDENTS])
    wait_online(page)


def wait_online(page: Page) -> None:
    wait_until(page, "[window.board, ...window.students].every((one) => one.online)")


def wait_until(page: Page, condition: str) -> None:
    """Wait for a condition; the page's policy lets no waiting of the browser's own evaluate it."""
    deadline_s = time.monotonic() + WAIT_AT_MOST_S
    while not page.evaluate(condition):
        assert time.monotonic() < deadline_s, condition
        time.sleep(0.05)


def home_of(school: School) -> int:
    """Return which worker has the one room."""
    return 0 if gauge(school.workers[0], "readroom_rooms") == 1 else 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_everybody_moves_within_seconds_each_at_a_moment_of_its_own(
    school: School, page: Page, number: signal.Signals
) -> None:
    enter(page, school.room())
    home = home_of(school)
    began_s = float(page.evaluate("performance.now() / 1000"))
    school.workers[home].process.send_signal(number)
    wait_until(page, f"window.backAt.length === {STUDENTS + 1}")
    back_s = sorted(page.evaluate("window.backAt"))
    assert back_s[-1] - began_s < BACK_WITHIN_S
    assert back_s[-1] - back_s[0] > SPREAD_S
    told = STUDENTS + 1 if number == signal.SIGTERM else 0
    assert len(page.evaluate("window.said")) == told
    assert gauge(school.workers[1 - home], "readroom_connections") == STUDENTS + 1
    assert page.evaluate("(report) => window.students[0].send('report', report)", report()) == {"ok": True}
    wait_until(page, "window.reports.length === 1")
