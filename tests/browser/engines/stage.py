"""The stage: the product's own pages behind a camera to be directed and an ear for complaints."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import cv2

from backend.web.static_files import PAGES, ROOM_CAMERA_PAGES
from tests.browser import clips
from tests.browser.haste import hasty
from tests.browser.worker_routes import SERVED
from tests.serving import REPOSITORY

HERE = Path(__file__).parent
FACE, CAMERA, LISTENER = "/stage/face.png", "/stage/camera.js", "/stage/listener.js"
# The scripts that stand before each page's own.
BEFORE: Mapping[str, tuple[str, ...]] = {
    "/": (LISTENER,),
    "/t": (LISTENER,),
    "/lesson": (LISTENER,),
    "/p": (LISTENER,),
    "/s": (LISTENER, CAMERA),
    "/audience": (LISTENER, CAMERA),
}
HEAD = "<head>"


def staged(folder: Path) -> dict[str, Path]:
    """Return what a server serves in place of its own, so that any engine can give a lesson."""
    face = folder / "face.png"
    face.write_bytes(_png(clips.face()))
    pages = {url: _page(folder, url, scripts) for url, scripts in BEFORE.items()}
    scripts = {CAMERA: HERE / "stage_camera.js", LISTENER: HERE / "stage_listener.js"}
    return {**hasty(folder), **pages, **scripts, **SERVED, FACE: face}


def _page(folder: Path, url: str, scripts: tuple[str, ...]) -> Path:
    file = {**PAGES, **ROOM_CAMERA_PAGES}[url]
    whole = (REPOSITORY / file).read_text(encoding="utf-8")
    before = "".join(f'<script src="{script}"></script>' for script in scripts)
    assert HEAD in whole
    page = folder / f"page_{Path(file).stem}.html"
    page.write_text(whole.replace(HEAD, HEAD + before, 1), encoding="utf-8")
    return page


def _png(scene: clips.Scene) -> bytes:
    _, png = cv2.imencode(".png", cv2.cvtColor(scene, cv2.COLOR_RGB2BGR))
    return png.tobytes()
