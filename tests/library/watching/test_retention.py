"""Retention: a curve goes with its days, and leaves no bytes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from library.watching.retention import Retention
from tests.library.storage.test_database import bytes_of
from tests.library.teacher import make_library


def test_a_curve_goes_when_its_days_are_over_and_the_lesson_stays(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    course = library.course(keep_days=30)
    lesson = course.lesson()
    for _ in range(5):
        library.contribute(lesson, library.ticket(lesson), runs=[[0, 2, "confused"]])
    (tmp_path / "media" / f"{'0' * 12}.media").write_bytes(b"left by nobody")
    services = library.services

    def after(days: int) -> None:
        day = date.today() + timedelta(days=days)
        desks = (services.curves, services.pool, services.offers)
        parts = (services.engine, *desks, services.store, services.sessions)
        Retention(*parts, lambda: day).sweep()

    after(30)
    assert services.curves.read(lesson, 2)["sums"] == {"first": [5, 5], "confused": [5, 5]}
    assert b"left by nobody" not in bytes_of(tmp_path)
    after(31)
    assert services.curves.read(lesson, 2)["sums"] == {}
    assert b"confused" not in bytes_of(tmp_path)
    assert library.client.get(f"/library/api/lessons/{lesson}").status_code == 200
    # It begins anew with the next five.
    for _ in range(5):
        library.contribute(lesson, library.ticket(lesson), runs=[[0, 1, None]])
    after(30)
    assert services.curves.read(lesson, 2)["sums"] == {"first": [5, 0]}
