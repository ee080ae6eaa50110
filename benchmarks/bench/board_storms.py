"""The board under what one pupil or a crowd of strangers may send: how long its page answered nobody.

Prints, for each storm, the long tasks (over 50 ms) of the page's main thread: their sum, and the longest.
The class is made in the page (boards/storm_connection.js), so that only the board is measured.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.classroom import create_room, launch, role, wait_until
from tests.serving import serve

STAND_IN = {"/protocol/connection.js": Path(__file__).parent / "boards" / "storm_connection.js"}
STORMS = (
    *("falling numbers", "numbers in no order, at any time"),
    *("coming and going", "strangers by the thousand"),
)
CALM_MS = 6000
WITHIN_S = 240
WATCH = """window.tasks = [];
new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({duration}) => duration)))
  .observe({type: "longtask", buffered: true});"""


def measure(browser: Browser, url: str, storm: str) -> list[float]:
    """Return the long tasks of a board in a storm, in milliseconds."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(f"{WATCH} window.storm = {storm!r};")
    page.goto(create_room(url).teacher_url)
    page.locator(role("tile")).nth(29).wait_for(state="attached", timeout=WITHIN_S * 1000)
    wait_until(page, lambda: page.evaluate("window.stormOver === true"), WITHIN_S, "the storm is over")
    page.wait_for_timeout(CALM_MS)
    tasks: list[float] = page.evaluate("window.tasks")
    page.close()
    return tasks


def main() -> None:
    """Print a line a storm."""
    with sync_playwright() as playwright, serve(overrides=STAND_IN) as server:
        browser = launch(playwright)
        for storm in STORMS:
            tasks = measure(browser, server.url, storm)
            in_all, longest = f"{sum(tasks) / 1000:6.1f} s", f"{max(tasks, default=0):6.0f} ms"
            print(f"{storm:34} long tasks {len(tasks):4}   {in_all}   longest {longest}")
        browser.close()


if __name__ == "__main__":
    main()
