"""Who may import whom: the table in ARCHITECTURE.md is the drawing, and the sources are held to it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.import_graph import (
    PRODUCT,
    REPOSITORY,
    files,
    graph,
    imports_of,
    javascript_imports,
    modules_of,
    python_imports,
)

ARCHITECTURE = (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8")
RECORDS = (REPOSITORY / "docs" / "adr").glob("*.md")
NAMED = (*PRODUCT, "benchmarks", "deploy", "docs", "examples", "readroom", "tests", "tools")
_ROW = re.compile(r"^\| `([\w/]+)/` \| ([^|]*) \|", re.MULTILINE)
MOST_FILES = 15
# Commands of before that lead on to `offline/`, which lies above the signals.
DOORS = ("signals/__init__.py", "signals/__main__.py", "signals/replay.js")


def drawing() -> dict[str, set[str]]:
    """Return what each folder may import, as ARCHITECTURE.md draws it, from the lowest folder up."""
    return {
        folder: {name[:-1] for name in re.findall(r"`([\w/]+/)`", imported)}
        for folder, imported in _ROW.findall(ARCHITECTURE)
    }


def test_every_folder_imports_what_the_drawing_says_and_nothing_else() -> None:
    assert graph(DOORS) == drawing()


def test_arrows_run_one_way_so_that_the_drawing_reads_from_the_lowest_folder_up() -> None:
    below: set[str] = set()
    for folder, imported in drawing().items():
        assert imported <= below, folder
        below.add(folder)


def test_no_folder_holds_more_files_than_a_reader_can_take_in() -> None:
    for folder in drawing():
        assert len(modules_of(folder)) <= MOST_FILES, folder


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", *sorted(f"docs/adr/{file.name}" for file in RECORDS)])
def test_every_file_and_folder_that_a_page_names_is_there(page: str) -> None:
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    known = {
        file.relative_to(REPOSITORY).as_posix() for top in NAMED for file in (REPOSITORY / top).rglob("*")
    }
    known |= {file.name for file in REPOSITORY.iterdir()}
    for name in re.findall(r"`([a-z_][\w./-]*\.(?:py|js|json|html|md)|[\w/-]+/)`", text):
        path = name.rstrip("/")
        assert any(each == path or each.endswith(f"/{path}") for each in known), name


def loaded_by(file: Path, seen: set[Path]) -> set[Path]:
    """Return every file of the repository that a browser loads with this one."""
    if file in seen or not file.is_file():
        return seen
    seen.add(file)
    for name in imports_of(file):
        if name.startswith("/"):
            loaded_by(REPOSITORY / name[1:], seen)
        elif name.startswith("."):
            loaded_by((file.parent / name).resolve(), seen)
    return seen


def test_the_signals_load_no_synthetic_face_until_they_are_asked_to_synthesise_one() -> None:
    code = "import signals, signals.__main__, offline.replay.replay, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, check=True)
    assert b"signals.pipeline" in loaded.stdout
    assert b"synthetic" not in loaded.stdout


@pytest.mark.parametrize("folder", ["dev", "student", "teacher"])
def test_no_page_loads_what_runs_in_node_alone(folder: str) -> None:
    loaded: set[Path] = set()
    for file in files(folder, ".js"):
        loaded_by(file, loaded)
    assert any(file.parent.name == "look" for file in loaded)
    for file in loaded:
        assert not [name for name in imports_of(file) if name.startswith("node:")], file


@pytest.mark.parametrize(
    ("source", "imported"),
    [
        ('import { a } from "../signals/a.js";', ["../signals/a.js"]),
        ('import {\n  a,\n  b,\n} from "./a.js";', ["./a.js"]),
        ('import "./a.js";', ["./a.js"]),
        ('export * from "./a.js";', ["./a.js"]),
        ('const a = await import("/signals/a.js");', ["/signals/a.js"]),
        ('importScripts("/vendor/a.js");', ["/vendor/a.js"]),
        ('export const a = "x";\nconst b = [\n  "from",\n  "./a.js",\n];', []),
        ('/** @typedef {import("../signals/a.js").A} A */\nconst b = "x";', []),
    ],
)
def test_the_reading_of_imports_itself(source: str, imported: list[str]) -> None:
    assert list(javascript_imports(source)) == imported


# Libraries that one file of the tools asks for, where somebody uses that tool.
TOOLS = {
    "offline/audience/board.py": {"socketio", "websocket"},
    "offline/audience/counter.py": {"cv2"},
    "offline/audience/finder.py": {"cv2", "mediapipe"},
    "offline/audience/picture.py": {"matplotlib"},
    "offline/audience/window.py": {"cv2"},
    "offline/record/faces.py": {"cv2", "mediapipe"},
    "offline/record/pictures.py": {"cv2"},
    "offline/recordings/quick.py": {"simdjson"},
    "offline/recordings/unpacking.py": {"isal"},
    "offline/replay/picture.py": {"matplotlib"},
    "offline/train/looking.py": {"cv2", "mediapipe"},
    "offline/evaluate/picture.py": {"matplotlib"},
}


def libraries(file: Path) -> set[str]:
    """Return the top-level names that a Python file imports, the standard library aside."""
    return {name.partition(".")[0] for name in python_imports(file)} - set(sys.stdlib_module_names)


def test_the_signals_import_numpy_alone_and_no_relay() -> None:
    for file in files("signals", ".py"):
        if file.relative_to(REPOSITORY).as_posix() not in DOORS:
            assert libraries(file) <= {"numpy", "signals"}, file


def test_the_offline_tools_import_numpy_and_what_one_of_them_needs() -> None:
    for file in files("offline", ".py"):
        allowed = {"numpy", "signals", "offline"} | TOOLS.get(file.relative_to(REPOSITORY).as_posix(), set())
        assert libraries(file) <= allowed, file


def test_the_relay_cannot_compute_a_label() -> None:
    for file in files("backend", ".py"):
        assert not libraries(file) & {"signals", "offline", "tests", "tools", "numpy", "mediapipe"}, file


def test_the_relay_imports_nothing_of_the_library_and_the_library_no_loop() -> None:
    for top in ("backend", "readroom"):
        for file in files(top, ".py"):
            assert "library" not in libraries(file), file
            assert not libraries(file) & {"sqlalchemy", "alembic", "gunicorn", "psycopg"}, file
    code = "import library.cli, library.app, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, check=True)
    names = set(loaded.stdout.decode().split())
    assert "library.web.services" in names
    assert not names & {"eventlet", "gevent", "flask_socketio", "backend.app", "backend.server.server"}


def test_no_page_holds_script_or_style_of_its_own() -> None:
    for folder in ("dev", "library", "student", "teacher"):
        for page in files(folder, ".html"):
            text = page.read_text(encoding="utf-8")
            assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", text), page


def test_no_javascript_writes_markup() -> None:
    for folder in PRODUCT:
        for file in files(folder, ".js"):
            assert not re.search(
                r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write)\b", file.read_text()
            )
