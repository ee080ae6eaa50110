"""What a student's tab holds: `python -m benchmarks.bench.student_memory [--minutes 2] [--parts]`, on Linux.

Prints each minute the memory that is private to the renderer of a student's page, and to the browser's GPU
process (MB), and how many frames were looked at; `--parts` adds what Chromium says the renderer holds. Fails
where the renderer ever holds more than 400 MB, or in the last third of the minutes half as much again as in
the second.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from benchmarks.bench.lesson import COUNT, state
from tests.browser import clips
from tests.browser.classroom import create_room, join, launch
from tests.browser.processes import held_mb, process_ids
from tests.serving import serve

MOST_MB = 400
MOST_GROWTH = 1.5
MINUTE_S = 60
BYTES_PER_MB = 2**20
PARTS_DEPTH = 2
TRACED_WITHIN_S = 60
MEMORY_ALONE = {
    "includedCategories": ["disabled-by-default-memory-infra"],
    "excludedCategories": ["*"],
    "memoryDumpConfig": {"triggers": []},
}


def main() -> None:
    """Let a student sit in a lesson and print the table."""
    options = read_options()
    with serve() as server, sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        clip = clips.write_clip(Path(folder) / "face.mjpeg", [(clips.face(), 2.0)])
        browser = launch(playwright, clip)
        page = browser.new_context().new_page()
        page.add_init_script(COUNT)
        session = browser.new_browser_cdp_session()
        join(page, create_room(server.url))
        print(f"one student, {options.minutes} minutes, Chromium {browser.version}")
        print("minute  renderer MB  GPU process MB  frames  label", flush=True)
        held = [row(page, session, minute) for minute in each_minute(page, options.minutes)]
        if options.parts:
            print_parts(session)
        browser.close()
    check(held)


def read_options() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=int, default=2)
    parser.add_argument("--parts", action="store_true")
    return parser.parse_args()


def each_minute(page: Page, minutes: int) -> Iterator[int]:
    """Give the numbers of the minutes, each at its end."""
    began_s = time.monotonic()
    for minute in range(1, minutes + 1):
        page.wait_for_timeout(max(0.0, began_s + minute * MINUTE_S - time.monotonic()) * 1000)
        yield minute


def row(page: Page, session: CDPSession, minute: int) -> float:
    """Print what is held now and return the renderer's MB."""
    renderer, gpu = held_mb(session, "renderer"), held_mb(session, "GPU")
    print(
        f"{minute:6}  {renderer:11.0f}  {gpu:14.0f}  {page.evaluate('window.reports'):6}  {state(page)}",
        flush=True,
    )
    return renderer


def check(held: Sequence[float]) -> None:
    """Fail where a tab is large, or grows."""
    assert max(held) < MOST_MB, f"the renderer held {max(held):.0f} MB"
    third = len(held) // 3
    if third == 0:
        return
    before, after = statistics.mean(held[third : 2 * third]), statistics.mean(held[-third:])
    print(f"mean of the second third {before:.0f} MB, of the last {after:.0f} MB")
    assert after < MOST_GROWTH * before, "the renderer grows"


def print_parts(session: CDPSession) -> None:
    """Print the renderer's parts over 1 MB, as memory-infra names them; parts may lie within each other."""
    renderers = process_ids(session, "renderer")
    for event in traced(session):
        allocators = event["args"].get("dumps", {}).get("allocators", {}) if event["pid"] in renderers else {}
        sizes = {name: size_mb(attributes) for name, attributes in allocators.items()}
        for name, size in sorted(sizes.items(), key=lambda part: -part[1]):
            if size >= 1 and name.count("/") <= PARTS_DEPTH:
                print(f"{size:12.1f} MB  {name}")


def traced(session: CDPSession) -> list[dict[str, Any]]:
    """Return the events of one memory dump of all processes."""
    events: list[dict[str, Any]] = []
    complete: list[object] = []
    session.on("Tracing.dataCollected", lambda told: events.extend(told["value"]))
    session.on("Tracing.tracingComplete", lambda told: complete.append(told))
    session.send("Tracing.start", {"traceConfig": MEMORY_ALONE, "transferMode": "ReportEvents"})
    session.send("Tracing.requestMemoryDump", {"levelOfDetail": "detailed"})
    session.send("Tracing.end")
    deadline_s = time.monotonic() + TRACED_WITHIN_S
    while not complete:
        assert time.monotonic() < deadline_s, "Chromium did not tell the parts"
        session.send("Browser.getVersion")  # lets what was told arrive
    return [event for event in events if event["ph"] == "v"]


def size_mb(attributes: dict[str, Any]) -> float:
    """Return a part's own size, as far as it is told."""
    told = attributes.get("attrs", {})
    size = told.get("effective_size", told.get("size", {"value": "0"}))
    return int(size["value"], 16) / BYTES_PER_MB


if __name__ == "__main__":
    main()
