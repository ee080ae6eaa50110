"""A whole lesson in Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright

from tests.browser.engines.chromium import chromium
from tests.browser.engines.lesson import Lesson, Step
from tests.browser.engines.steps import STEPS


@pytest.fixture(scope="module")
def lesson(stage: str, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lesson]:
    with chromium(playwright, tmp_path_factory.mktemp("chromium")) as engine:
        yield Lesson(stage, engine, board=engine.open(), student=engine.open())


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_a_whole_lesson(lesson: Lesson, step: Step) -> None:
    lesson.take(step)
