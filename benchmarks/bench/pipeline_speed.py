"""What the pipeline itself costs a frame: in Chromium, alone and beside the real FaceMesh, and in Python.

The frames are a synthetic lesson's. Chromium's worker runs them again and again; the first pass compiles,
the last is what a lesson costs from its first minutes on. The aim is a median below AIM_US.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import cv2
from playwright.sync_api import Page, Route, sync_playwright

from offline.synthetic import parse_script, play
from signals import Pipeline, load_parameters
from tests.browser.classroom import launch
from tests.browser.clips import face
from tests.serving import REPOSITORY, serve
from tests.signals.scripts import scene, script

AIM_US = 100
SHOTS = 40
DECIMALS = 5
BEHAVIOURS = ("talk", "second_screen", "confused", "take_notes", "smile", "yawn", "doze", "leave")
# Only an isolated page has a clock with steps of 5 microseconds; otherwise they are of 100.
ISOLATED = {"cross-origin-embedder-policy": "require-corp"}
ASK_WORKER = """async (shots) => {
  const parameters = await (await fetch("/signals/parameters.json")).json();
  const picture = await createImageBitmap(await (await fetch("/look/face.png")).blob());
  const worker = new Worker("/vendor/face_mesh/face_worker.js");
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage({ parameters, picture, shots });
  });
}"""

Times = Mapping[str, Sequence[float]]


def main() -> None:
    """Measure, and print the table."""
    frames = lesson()
    print(f"pipeline, {len(frames)} synthetic frames, microseconds a frame (aim: median < {AIM_US})")
    print(f"load of this machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    browser, times = in_chromium(frames)
    print_row(f"{browser}, first pass", times["cold_us"])
    print_row(f"{browser}, last pass", times["warm_us"])
    in_python = python_us(frames)
    print_row("Python, one frame after the other", in_python)
    print(f"Python: {1e6 / statistics.mean(in_python):.0f} frames a second")
    face_mesh_ms, beside_us = (statistics.median(times[name]) for name in ("face_mesh_ms", "beside_us"))
    share = beside_us / (face_mesh_ms * 1000 + beside_us)
    print(f"FaceMesh on a real face: median {face_mesh_ms:.0f} ms a frame, {SHOTS} frames;")
    print(f"the pipeline right after each: median {beside_us:.0f} microseconds, {share:.2%} of both together")


def print_row(name: str, times_us: Sequence[float]) -> None:
    """Print median and p95."""
    p95 = statistics.quantiles(times_us, n=20)[-1]
    print(f"{name:<40} median {statistics.median(times_us):6.0f}   p95 {p95:6.0f}")


def lesson() -> list[dict[str, Any]]:
    """Return the frames of a lesson with every kind of behaviour, as numbers in lists."""
    scenes = [scene("attend", 25), *(scene(behaviour, 8) for behaviour in BEHAVIOURS), scene("attend", 10)]
    played = play(parse_script(script(*scenes)))
    return [
        {**frame, "faces": [one.round(DECIMALS).tolist() for one in frame["faces"]]} for frame, _ in played
    ]


def python_us(frames: Sequence[dict[str, Any]]) -> list[float]:
    """Return the time of each frame in this process."""
    pipeline, took_us = Pipeline(load_parameters(), {"proctoring": True}), []
    for frame in frames:
        began_ns = time.perf_counter_ns()
        pipeline.update(frame)
        took_us.append((time.perf_counter_ns() - began_ns) / 1000)
    return took_us


def in_chromium(frames: Sequence[dict[str, Any]]) -> tuple[str, Times]:
    """Return the browser's name and what its worker measured."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(overrides=write_files(Path(folder), frames)) as server,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        page = browser.new_page()
        page.context.route("**/*", isolate)
        page.goto(f"{server.url}/s")
        times, name = measure(page), f"Chromium {browser.version.split('.')[0]}"
        browser.close()
        return name, times


def write_files(folder: Path, frames: Sequence[dict[str, Any]]) -> dict[str, Path]:
    """Return what the server serves in place of its own: worker, frames, and a picture of a face."""
    recording, picture = folder / "recording.json", folder / "face.png"
    recording.write_text(json.dumps(frames), encoding="utf-8")
    cv2.imwrite(str(picture), cv2.cvtColor(face(), cv2.COLOR_RGB2BGR))
    return {
        "/vendor/face_mesh/face_worker.js": REPOSITORY / "benchmarks" / "bench" / "pipeline_worker.js",
        "/vendor/face_mesh/recording.json": recording,
        "/look/face.png": picture,
    }


def isolate(route: Route) -> None:
    """Pass a response on as one of an isolated page."""
    answer = route.fetch()
    route.fulfill(response=answer, headers={**answer.headers, **ISOLATED})


def measure(page: Page) -> Times:
    """Let the worker measure."""
    assert page.evaluate("crossOriginIsolated")
    times: Times = page.evaluate(ASK_WORKER, SHOTS)
    return times


if __name__ == "__main__":
    main()
