"""The board with 1,000 students at one change a second each, against one that makes every tile anew.

Prints the share of the main thread that is busy, and the 50th and 95th percentile of the time between two
frames. The class is made in the page (boards/crowd_connection.js), so that only the board is measured.
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.browser.classroom import create_room, launch, role
from tests.serving import serve

HERE = Path(__file__).parent / "boards"
CROWD = {"/protocol/connection.js": HERE / "crowd_connection.js"}
BOARDS = {"this board": CROWD, "every tile anew": CROWD | {"/teacher/view.js": HERE / "naive_view.js"}}
SETTLE_MS, MEASURE_S = 12_000, 20
MOST_BUSY, MOST_P95_MS = 0.25, 33.0
FRAMES = """(seconds) => new Promise((done) => {
  const between = [];
  let last = performance.now();
  const end = last + seconds * 1000;
  const frame = (now) => {
    between.push(now - last);
    last = now;
    if (now < end) requestAnimationFrame(frame);
    else done(between);
  };
  requestAnimationFrame(frame);
})"""


def busy_s(devtools: CDPSession) -> float:
    """Return the seconds the page's main thread has worked so far."""
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


def measure(page: Page) -> tuple[float, list[float]]:
    """Return the busy share of the main thread and the milliseconds between frames."""
    page.locator(role("tile")).nth(999).wait_for(state="attached", timeout=120_000)
    page.wait_for_timeout(SETTLE_MS)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")
    before_s, started_s = busy_s(devtools), time.monotonic()
    frames: list[float] = page.evaluate(FRAMES, MEASURE_S)
    return (busy_s(devtools) - before_s) / (time.monotonic() - started_s), frames


def run(browser: Browser, name: str) -> None:
    """Measure one board and print its line."""
    with serve(overrides=BOARDS[name]) as server:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(create_room(server.url).teacher_url)
        busy, frames = measure(page)
        page.close()
    p50_ms, p95_ms = (statistics.quantiles(frames, n=100)[cut] for cut in (49, 94))
    verdict = "within" if busy <= MOST_BUSY and p95_ms <= MOST_P95_MS else "beyond"
    print(
        f"{name:16} main thread {busy:5.0%}   frame p50 {p50_ms:6.1f} ms   p95 {p95_ms:6.1f} ms   {verdict}"
    )


def main() -> None:
    """Print a line a board."""
    print(f"1,000 students, a change a second each; at most {MOST_BUSY:.0%} and p95 {MOST_P95_MS:.0f} ms")
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for name in BOARDS:
            run(browser, name)
        browser.close()


if __name__ == "__main__":
    main()
