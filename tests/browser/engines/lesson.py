"""A lesson in one browser: its board, its student, its steps in turn, and what they found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from tests.browser.engines.page import Engine, Page


@dataclass
class Lesson:
    """A teacher's window and a student's, side by side in one browser."""

    url: str
    engine: Engine
    board: Page
    student: Page
    code: str = ""
    failed: str = field(default="", init=False)

    def take(self, step: Step) -> None:
        """Take one step, unless this browser's driver cannot or an earlier one has failed."""
        if step.name in self.engine.cannot:
            pytest.skip(self.engine.cannot[step.name])
        if self.failed:
            pytest.skip(f"the step before it failed: {self.failed}")
        try:
            step.act(self)
        except BaseException:
            self.failed = step.name
            self._describe()
            raise

    def _describe(self) -> None:
        """Print what was to be seen, for whoever reads why a step failed."""
        for name, page in (("board", self.board), ("student", self.student)):
            print(f"{name}: {page.evaluate('return location.href')}\n{page.text('html')}\n")
        print(*self.engine.complaints(), sep="\n")


@dataclass(frozen=True)
class Step:
    """A named fact of a lesson; its function acts and looks."""

    name: str
    act: Callable[[Lesson], None]

    def __str__(self) -> str:
        return self.name
