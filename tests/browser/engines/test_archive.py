"""The archive's pages in Firefox and WebKitGTK: a curve is kept, and the trend drawn."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
import requests

from tests.browser.engines.firefox import firefox
from tests.browser.engines.webkit import webkit
from tests.browser.test_archive import WITHIN_S, lesson, make_course
from tests.library.archive.test_archive import curve
from tests.serving import serve

ENGINES = {"firefox": firefox, "webkit": webkit}


@pytest.mark.parametrize("name", ENGINES)
def test_a_curve_is_kept_and_the_trend_drawn(name: str, tmp_path: Path) -> None:
    (tmp_path / "engine").mkdir()
    with (
        serve("--data", str(tmp_path / "library"), module="library") as server,
        ENGINES[name](tmp_path / "engine") as engine,
    ):
        pages = server.url
        course = make_course(pages.removesuffix("/library"))
        teacher = {"Authorization": f"Readroom {course['token']}"}
        where = f"{pages}/api/courses/{course['code']}/sessions"
        for week, lost in ((5, 1), (4, 1), (3, 1), (2, 1), (1, 8)):
            requests.post(
                where, json=lesson(week, lost), headers=teacher, timeout=WITHIN_S
            ).raise_for_status()
        page = engine.open()
        # This browser remembers the course from here.
        page.goto(f"{pages}/manage#{course['token']}")
        page.shows("course-title", "Algorithms")
        handed = base64.urlsafe_b64encode(json.dumps(curve()).encode()).decode().rstrip("=")
        page.goto(f"{pages}/keep#curve={handed}")
        page.shows("retention", "190 days")
        page.press("keep")
        page.shows("done-title", "The lesson is kept.")
        page.goto(f"{pages}/trend#{course['token']}")
        page.shows("more", "Week 1: more lost than usual")
        page.choose("by", "chapter")
        page.shows("compare-none", "no chapter")
        assert engine.complaints() == []
        kept = requests.get(where, headers=teacher, timeout=WITHIN_S).json()["sessions"]
        assert [each["title"] for each in kept][-1] == curve()["title"]
