"""What counting an audience is worth and costs: recall by face height, seconds a picture and share of a core.

Halls are montages of one portrait (NASA's astronaut, public domain) of 1920 x 1080 pixels, counted by the
command's counter in this process, and by the page in Chromium without a graphics chip. Aims: .95 of faces
from 24 px, .02 extra, 4 s and .6 of a core in Chromium, 1.5 s by the command.

`--pictures FOLDER` measures recall, extra boxes and directions on real group pictures instead, which
benchmarks/bench/audiences/group_pictures.py says how to give.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import cv2
from playwright.sync_api import Page, sync_playwright

from benchmarks.bench.audiences.group_pictures import FacesError, print_group_pictures
from offline.audience.counter import Counter
from tests.browser.classroom import create_room, launch, role
from tests.offline.audience.montage import SIDES, matched, montage
from tests.serving import serve

BANDS = ((12, 16), (16, 20), (20, 24), (24, 32), (32, 48), (48, 80), (80, 160))
SEEDS = range(4)
FACES, LARGE_FACES, LARGE_PX = 60, 20, 80
EVERY_S = 5.0
PICTURES = 4
POLL_MS = 100
WITHIN_MS = 240_000
JPEG_QUALITY = 92
# The thread that plays the clip.
CAMERA = "CaptureThread"


def main(arguments: Sequence[str] = ()) -> int:
    """Measure, and print the tables; return 2 where the folder does not say which faces its pictures have."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="pictures, and their faces.csv")
    folder = parser.parse_args(arguments).pictures
    if folder is None:
        _print_montages()
        return 0
    try:
        print_group_pictures(folder)
    except FacesError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _print_montages() -> None:
    print(f"{'face px':>10} {'faces':>6} {'recall':>7} {'extra':>6}   by the command")
    for band in BANDS:
        _print_recall(band)
    for told in ("count", "direction"):
        seconds, core = _by_command(told)
        print(
            f"{told:>10}: {seconds:.2f} s a picture, {core / EVERY_S:.2f} of a core at one in {EVERY_S:.0f} s"
        )
    print("in Chromium, without a graphics chip")
    for told in ("count", "direction"):
        heads, seconds, core, every = _in_chromium(told)
        print(
            f"{told:>10}: {heads} of {FACES} heads, {seconds:.1f} s a picture, one in {every:.1f} s, "
            f"{core:.1f} s of a core for it: {core / every:.2f} of a core"
        )


def _print_recall(band: tuple[float, float]) -> None:
    counter = Counter("count")
    found: list[bool] = []
    extra = 0
    for seed in SEEDS:
        hall = montage(seed, band, LARGE_FACES if band[1] > LARGE_PX else FACES)
        seen, more = matched(hall.faces, counter.count(hall.picture)[1])
        found += seen
        extra += more
    name = f"{band[0]}-{band[1]}"
    print(f"{name:>10} {len(found):>6} {sum(found) / len(found):>7.3f} {extra / len(found):>6.3f}")


def _by_command(told: str) -> tuple[float, float]:
    counter = Counter(told)
    picture = montage(1, (20, 80), FACES).picture
    counter.count(picture)  # loads what the first picture loads
    began, core = time.monotonic(), time.process_time()
    for _ in range(PICTURES):
        counter.count(picture)
    return (time.monotonic() - began) / PICTURES, (time.process_time() - core) / PICTURES


def _in_chromium(told: str) -> tuple[str, float, float, float]:
    with _hall() as clip, serve("--room-camera", "direction") as server, sync_playwright() as playwright:
        browser = launch(playwright, clip)
        context = browser.new_context()
        board = context.new_page()
        board.goto(create_room(server.url, "self", room_camera=told).teacher_url)
        with context.expect_page() as opened:
            board.locator(role("open-room-camera")).click(timeout=WITHIN_MS)
        page = opened.value
        sent: list[str] = []
        page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))))
        page.wait_for_url("**/audience")  # it has taken its link up
        page.reload()  # with somebody who listens to its socket
        page.locator(role("audience-start")).click(timeout=WITHIN_MS)
        page.locator(role("audience-numbers")).wait_for(timeout=WITHIN_MS)
        measured = _measure(page, sent)
        browser.close()
        return measured


def _measure(page: Page, sent: list[str]) -> tuple[str, float, float, float]:
    """Return the heads, a picture's seconds, the browser's work for one, and the time between two."""
    page.wait_for_timeout(2 * EVERY_S * 1000)
    _wait_for_reports(page, sent, 1)
    worked, began_s = _work_of_chromium(), time.monotonic()
    _wait_for_reports(page, sent, PICTURES)
    every_s = (time.monotonic() - began_s) / PICTURES
    seconds = float(page.locator(role("audience-took")).inner_text().split()[3])
    heads = page.locator(role("audience-seen")).inner_text().split()[0]
    return heads, seconds, (_work_of_chromium() - worked) / PICTURES, every_s


def _wait_for_reports(page: Page, sent: list[str], more: int) -> None:
    until, deadline_s = _reports(sent) + more, time.monotonic() + WITHIN_MS / 1000
    while _reports(sent) < until:
        if time.monotonic() > deadline_s:
            raise TimeoutError(f"the page counted no {more} pictures within {WITHIN_MS / 1000:.0f} s")
        page.wait_for_timeout(POLL_MS)


def _reports(sent: list[str]) -> int:
    return sum('"room_report"' in frame for frame in sent)


def _work_of_chromium() -> float:
    """Return the seconds of processor time that this process's browser has taken, in all its processes.

    The thread that decodes the clip stands for a camera, which does that itself.
    """
    own, total = str(os.getpid()), 0.0
    parents = {pid: fields[1] for pid, _, fields in _stats(Path("/proc"))}
    for pid, name, _ in _stats(Path("/proc")):
        above = pid
        while above in parents and above != own:
            above = parents[above]
        if above == own and name.startswith("chrom"):
            threads = _stats(Path(f"/proc/{pid}/task"))
            worked = [fields for _, name, fields in threads if name != CAMERA]
            total += sum(int(fields[11]) + int(fields[12]) for fields in worked)
    return total / os.sysconf("SC_CLK_TCK")


def _stats(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Give number, name and the other fields of each process or thread."""
    for one in folder.glob("[0-9]*"):
        try:
            head, _, rest = (one / "stat").read_text(encoding="utf-8").rpartition(")")
        except OSError:
            continue
        yield one.name, head.partition("(")[2], rest.split()


@contextmanager
def _hall() -> Iterator[Path]:
    """A clip of one hall, for a camera."""
    picture = montage(1, (20, 80), FACES, SIDES).picture
    _, packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    with tempfile.TemporaryDirectory() as folder:
        clip = Path(folder) / "hall.mjpeg"
        clip.write_bytes(packed.tobytes() * 30)
        yield clip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
