"""The site's files: which file a path stands for. Only what is listed here can be fetched."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from backend.web.face_graph import untracked

REPOSITORY = Path(__file__).parents[2]
# An installed package keeps them in the user's cache (readroom/command.py).
NODE_MODULES = Path(os.environ.get("READROOM_LIBRARIES") or REPOSITORY / "node_modules")
FACE_MESH = NODE_MODULES / "@mediapipe" / "face_mesh"
FACE_DETECTION = NODE_MODULES / "@mediapipe" / "face_detection"

FOLDERS = ("student", "teacher", "classroom", "capture", "protocol", "look", "signals")
# Served with --dev alone.
DEV_FOLDER = "dev"
# The style sheets that a page links, in one; `page.html.css` beside the page, where no file of that name is.
SHEETS_SUFFIX = ".html.css"

# Python's own table of types depends on the machine.
TYPES: Mapping[str, str] = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
    ".data": "application/octet-stream",
    ".binarypb": "application/octet-stream",
    ".tflite": "application/octet-stream",
}
OWN_SUFFIXES = frozenset({".js", ".css", ".html", ".svg", ".png", ".json", ".webmanifest"})
# One language's sentences as a script; the file that holds them is the JSON beside it.
SENTENCES_MODULE = "/*/locales/*.js"
# Beside FaceMesh's own graph: the one that takes each picture by itself.
UNTRACKED_GRAPH = "face_mesh_untracked.binarypb"
FACE_MESH_SUFFIXES = frozenset({".js", ".wasm", ".data", ".binarypb", ".tflite"})

PAGES: Mapping[str, str] = {
    "/": "teacher/start/start.html",
    "/t": "teacher/board/board.html",
    "/lesson": "teacher/report/lesson.html",
    "/s": "student/index.html",
    "/p": "teacher/projector/projector.html",
    "/favicon.ico": "look/icon.svg",
    # FaceMesh looks for its parts beside the script that runs it.
    "/vendor/face_mesh/face_worker.js": "capture/worker/face_worker.js",
}
# Those of them that people open, by addresses they may type.
OPENED = ("/", "/t", "/lesson", "/s", "/p")
DEV_PAGES: Mapping[str, str] = {
    "/dev": "dev/index.html",
    "/vendor/face_mesh/dev_worker.js": "dev/dev_worker.js",
}
# Served with --room-camera alone, as is whatever lies in these folders.
ROOM_CAMERA_PAGES: Mapping[str, str] = {
    "/audience": "teacher/audience/audience.html",
    "/vendor/face_detection/audience_worker.js": "capture/audience/audience_worker.js",
}
ROOM_CAMERA_FOLDERS = ("/teacher/audience/", "/capture/audience/", "/signals/audience/")
LIBRARIES: Mapping[str, Path] = {
    "/vendor/socket.io.esm.min.js": NODE_MODULES / "socket.io-client" / "dist" / "socket.io.esm.min.js",
    "/vendor/jsQR.js": NODE_MODULES / "jsqr" / "dist" / "jsQR.js",
    "/vendor/qrcode.mjs": NODE_MODULES / "qrcode-generator" / "dist" / "qrcode.mjs",
    "/vendor/uPlot.iife.min.js": NODE_MODULES / "uplot" / "dist" / "uPlot.iife.min.js",
    "/vendor/uPlot.min.css": NODE_MODULES / "uplot" / "dist" / "uPlot.min.css",
}


@dataclass(frozen=True)
class Asset:
    """A file as it is served; what is not immutable is asked for each time, whether it changed.

    `change` makes what is sent out of what the file holds; `is_sheets` is a page whose style sheets are sent.
    """

    path: Path
    type: str
    immutable: bool = False
    change: Callable[[bytes], bytes] | None = None
    is_sheets: bool = False


def locate(
    url_path: str, overrides: Mapping[str, Path], *, dev: bool, room_camera: bool = False
) -> Asset | None:
    """Return the asset a URL path stands for, on disk or not; None for a path that is not listed."""
    pages = {**PAGES, **(DEV_PAGES if dev else {}), **(ROOM_CAMERA_PAGES if room_camera else {})}
    if url_path in overrides:
        return _asset(overrides[url_path])
    if url_path.startswith(ROOM_CAMERA_FOLDERS) and not room_camera:
        return None
    if url_path in pages:
        return _asset(REPOSITORY / pages[url_path])
    if url_path in LIBRARIES:
        return _asset(LIBRARIES[url_path])
    path = PurePosixPath(url_path)
    if room_camera and _is_in(path, face_detection_folder()):
        return _asset(FACE_DETECTION / path.name, immutable=True)
    return _in_folder(path, (*FOLDERS, DEV_FOLDER) if dev else FOLDERS)


def missing_libraries(*, room_camera: bool = False) -> list[str]:
    """Return the browser libraries that are not installed, as URL paths."""
    wanted = {**LIBRARIES, "/vendor/face_mesh/": FACE_MESH / "face_mesh.js"}
    if room_camera:
        wanted["/vendor/face_detection/"] = FACE_DETECTION / "face_detection.js"
    return [url_path for url_path, path in wanted.items() if not path.is_file()]


@lru_cache(1)
def face_mesh_folder() -> str:
    """Return the URL folder of the FaceMesh that is installed: its version is in it, so it never changes."""
    return _folder_of(FACE_MESH)


@lru_cache(1)
def face_detection_folder() -> str:
    """Return the URL folder of the face detector that is installed, likewise."""
    return _folder_of(FACE_DETECTION)


def _folder_of(library: Path) -> str:
    try:
        described = json.loads((library / "package.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ""
    return f"/vendor/{library.name}/{described['version']}"


def _is_in(path: PurePosixPath, folder: str) -> bool:
    return path.suffix in FACE_MESH_SUFFIXES and str(path.parent) == folder


def _in_folder(path: PurePosixPath, folders: Sequence[str]) -> Asset | None:
    if any(part.startswith(".") for part in path.parts):
        return None
    if str(path) == f"{face_mesh_folder()}/{UNTRACKED_GRAPH}":
        return Asset(FACE_MESH / "face_mesh.binarypb", TYPES[path.suffix], immutable=True, change=untracked)
    if _is_in(path, face_mesh_folder()):
        return _asset(FACE_MESH / path.name, immutable=True)
    if len(path.parts) == 4 and path.parts[1] in folders and path.match(SENTENCES_MODULE):
        return Asset(REPOSITORY.joinpath(*path.with_suffix(".json").parts[1:]), TYPES[".js"], change=_module)
    if len(path.parts) > 2 and path.parts[1] in folders and path.suffix in OWN_SUFFIXES:
        return own_file(path)
    return None


def own_file(path: PurePosixPath) -> Asset:
    """Return the asset of a path in the repository: a file, or the style sheets of a page in one."""
    file = REPOSITORY.joinpath(*path.parts[1:])
    if path.name.endswith(SHEETS_SUFFIX):
        return Asset(file.with_suffix(""), TYPES[".css"], is_sheets=True)
    return _asset(file)


def _module(body: bytes) -> bytes:
    """Return JSON as the script that exports it, for a page that may fetch nothing."""
    return b"export default " + body.rstrip() + b";\n"


def _asset(path: Path, *, immutable: bool = False) -> Asset:
    return Asset(path, TYPES.get(path.suffix, "application/octet-stream"), immutable)
