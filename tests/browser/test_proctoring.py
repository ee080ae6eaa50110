"""A proctored room reads differently: alerts with their time, acknowledged by a person; others have none."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.boards import Join, OpenPage, has, make_room
from tests.browser.classroom import role
from tests.browser.test_kept_lessons import WRITTEN_WITHIN_MS, exported

OWN = ("proctoring-band", "proctoring-note", "alerts")


def test_alerts_are_listed_and_acknowledged_and_stay_so_over_a_reload(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    code = make_room(page, relay, "labels", "proctoring")
    for handle in OWN:
        expect(page.locator(role(handle))).to_be_visible()
    expect(page.locator(role("proctoring-note"))).to_contain_text("proves nothing")
    ada = join(relay, code, "Ada")
    ada.report("focused", alerts=("multiple_faces",), ago_s=300)
    ada.report("focused", ago_s=260)
    ada.report("absent", alerts=("no_face",), ago_s=90)
    has(page, "Ada", alerts="no_face")
    waiting, seen = page.locator(role("alerts-waiting")), page.locator(role("alerts-seen"))
    alerts = waiting.locator(role("alert"))
    expect(alerts).to_have_count(2)
    expect(alerts.first).to_contain_text(re.compile(r"No face in the picture\s+Ada\s+since .*still going on"))
    expect(alerts.last).to_contain_text(re.compile(r"More than one face\s+Ada\s+since .*lasted 40 s"))
    waiting.get_by_role("button", name="Acknowledge: Ada, More than one face").click()
    expect(alerts).to_have_count(1)
    expect(alerts.get_by_role("button")).to_be_focused()
    page.wait_for_timeout(WRITTEN_WITHIN_MS)
    page.reload()
    expect(page.locator(role("alerts-title"))).to_have_text("Alerts to look at: 1")
    page.locator(role("alerts-seen-title")).click()
    expect(seen).to_contain_text(re.compile(r"More than one face\s+Ada acknowledged \d"))
    page.goto(f"{relay}/lesson#{code}")
    rows = exported(page, "export-alerts", "with-names").read_text("utf-8-sig").splitlines()
    assert rows[0].startswith("since,until,student,alert,acknowledged,")
    assert [re.split(",", row)[2:4] for row in rows[1:]] == [["Ada", "multiple_faces"], ["Ada", "no_face"]]


def test_no_other_room_shows_or_loads_any_of_it(relay: str, open_page: OpenPage, join: Join) -> None:
    page = open_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    join(relay, make_room(page, relay), "Ada").report("focused")
    has(page, "Ada", state="focused")
    expect(page.locator(role("finder"))).to_be_visible()
    for handle in OWN:
        expect(page.locator(role(handle))).to_be_hidden()
    assert not any("proctoring/" in url and url.endswith(".js") for url in loaded)
