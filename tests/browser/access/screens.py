"""One screen of a page, looked at as axe does, narrow, still, in light and in dark."""

from __future__ import annotations

import time
from collections.abc import Iterator

from playwright.sync_api import Page, ViewportSize

from tests.serving import REPOSITORY

AXE = (REPOSITORY / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
PAGE_CHECKS = (
    (REPOSITORY / "tests" / "browser" / "access" / "page_checks.js").read_text(encoding="utf-8").rstrip(";\n")
)
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN_AXE = """async (tags) => {
  const found = await axe.run(document, {runOnly: tags, resultTypes: ["violations"], preload: false});
  return found.violations.flatMap(({id, nodes}) =>
    nodes.map(({html, failureSummary}) => `${id}: ${html.slice(0, 160)} ${failureSummary}`));
}"""
DRAWN_WITHIN_S = 10.0
DESK: ViewportSize = {"width": 1280, "height": 800}
# A window of 1280 px at 200% lays out as one of 640 px, and a phone is 360 px wide.
NARROW: tuple[ViewportSize, ...] = ({"width": 640, "height": 400}, {"width": 360, "height": 740})


class Examiner:
    """Looks at screens, and remembers every problem with the screen's name."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def has_found_nothing(self) -> None:
        """Fail with every problem, one in each line."""
        assert not self.problems, "\n".join(self.problems)

    def look(self, page: Page, screen: str, *, focus: bool = True) -> None:
        """Look at what a page shows now; `focus` also moves the focus over every control."""
        page.emulate_media(reduced_motion="reduce")
        for problem in [*_by_axe(page), *_when_narrow(page), *_by_page(page, "moving")]:
            self.problems.append(f"{screen}: {problem}")
        if focus:
            self.problems += [f"{screen}: {problem}" for problem in _by_page(page, "unseenFocus")]


def _by_axe(page: Page) -> Iterator[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        yield from (f"in {scheme}: {problem}" for problem in page.evaluate(RUN_AXE, WCAG_22_AA))


def _when_narrow(page: Page) -> Iterator[str]:
    for size in NARROW:
        page.set_viewport_size(size)
        yield from (f"at {size['width']} px: {problem}" for problem in _cut_off_for_good(page))
    page.set_viewport_size(DESK)


def _cut_off_for_good(page: Page) -> list[str]:
    """Return what stays cut off: a chart is drawn anew some time after its window became narrow."""
    deadline_s = time.monotonic() + DRAWN_WITHIN_S
    while True:
        found = _by_page(page, "cutOff")
        if found == [] or time.monotonic() > deadline_s:
            return found
        page.wait_for_timeout(200)


def _by_page(page: Page, check: str) -> list[str]:
    found: list[str] = page.evaluate(f"{PAGE_CHECKS}.{check}()")
    return found
