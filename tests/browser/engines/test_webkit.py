"""A whole lesson in WebKitGTK."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.engines.lesson import Lesson, Step
from tests.browser.engines.steps import STEPS
from tests.browser.engines.webkit import webkit


@pytest.fixture(scope="module")
def lesson(stage: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lesson]:
    with webkit(tmp_path_factory.mktemp("webkit")) as engine:
        yield Lesson(stage, engine, board=engine.open(), student=engine.open())


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_a_whole_lesson(lesson: Lesson, step: Step) -> None:
    lesson.take(step)
