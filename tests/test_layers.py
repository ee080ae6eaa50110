"""Who may import whom: neither relay nor board can compute labels, and the signals need nobody."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
PYTHON_FOLDERS = ("backend", "signals")
JAVASCRIPT_FOLDERS = ("dev", "look", "protocol", "signals", "student", "teacher")

# What each folder's JavaScript may import besides its own: other folders, and libraries from /vendor.
MAY_IMPORT = {
    "dev": {"look", "signals", "student", "vendor"},
    "look": set[str](),
    "protocol": {"look", "vendor"},
    "signals": set[str](),
    "student": {"protocol", "look", "signals"},
    "teacher": {"protocol", "look", "vendor"},
}
_JAVASCRIPT_IMPORT = re.compile(
    r"""^\s*(?:import|export)\b[^;"'=]*?\bfrom\s+["']([^"']+)["']"""
    r"""|^\s*import\s+["']([^"']+)["']"""
    r"""|\b(?:import|importScripts)\(\s*["']([^"']+)["']""",
    re.MULTILINE,
)


def files(folder: str, suffix: str) -> list[Path]:
    """Return a folder's sources."""
    return sorted((REPOSITORY / folder).rglob(f"*{suffix}"))


def python_imports(file: Path) -> Iterator[str]:
    """Yield the top-level names a Python file imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield file.relative_to(REPOSITORY).parts[0] if node.level else str(node.module).partition(".")[0]


def javascript_imports(source: str) -> Iterator[str]:
    """Yield what a JavaScript source imports, types in comments aside."""
    without_comments = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    for found in _JAVASCRIPT_IMPORT.finditer(without_comments):
        yield next(name for name in found.groups() if name is not None)


def imports_of(file: Path) -> list[str]:
    """Return what a JavaScript file imports."""
    return list(javascript_imports(file.read_text(encoding="utf-8")))


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


def folder_of(file: Path, imported: str) -> str:
    """Return the top-level folder, or the package, that an import leads to."""
    if imported.startswith("/"):
        return imported.split("/")[1]
    if imported.startswith("."):
        return (file.parent / imported).resolve().relative_to(REPOSITORY).parts[0]
    return imported


@pytest.mark.parametrize("folder", PYTHON_FOLDERS)
def test_python_imports_stay_in_their_layer(folder: str) -> None:
    other = {"backend": {"signals", "tests", "tools", "numpy"}, "signals": {"backend", "tests", "tools"}}
    for file in files(folder, ".py"):
        assert not set(python_imports(file)) & other[folder], file


def python_names_used(file: Path) -> Iterator[str]:
    """Yield every dotted name a Python file imports, with what it takes from there."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)


def test_no_product_module_imports_the_synthetic_face() -> None:
    tools = set(files("signals/synthetic", ".py"))
    product = [file for folder in PYTHON_FOLDERS for file in files(folder, ".py") if file not in tools]
    assert len(tools) > 1
    for file in product:
        assert not [name for name in python_names_used(file) if "synthetic" in name], file
    for file in (source for folder in JAVASCRIPT_FOLDERS for source in files(folder, ".js")):
        assert "synthetic" not in file.read_text(encoding="utf-8"), file


def test_the_signals_load_no_synthetic_face_until_they_are_asked_to_synthesise_one() -> None:
    code = "import signals, signals.__main__, offline.replay.replay, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, check=True)
    assert b"signals.pipeline" in loaded.stdout
    assert b"synthetic" not in loaded.stdout


def test_the_signals_import_numpy_and_the_standard_library_alone() -> None:
    allowed = {"numpy", "signals", *sys.stdlib_module_names}
    tools = {
        "recorder/faces.py": {"cv2", "mediapipe"},
        "recorder/pictures.py": {"cv2"},
        "recordings/quick.py": {"simdjson"},
        "recordings/unpacking.py": {"isal"},
        "replaying/picture.py": {"matplotlib"},
        "evaluation/picture.py": {"matplotlib"},
    }
    for file in files("signals", ".py"):
        name = file.relative_to(REPOSITORY / "signals").as_posix()
        assert set(python_imports(file)) <= allowed | tools.get(name, set()), file


@pytest.mark.parametrize("folder", JAVASCRIPT_FOLDERS)
def test_javascript_imports_stay_in_their_layer(folder: str) -> None:
    sources = files(folder, ".js")
    assert sources, f"{folder} holds no JavaScript"
    for file in sources:
        imported = [name for name in imports_of(file) if not name.startswith("node:")]
        found = {folder_of(file, name) for name in imported}
        assert found <= {folder} | MAY_IMPORT[folder], file


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


def test_no_page_holds_script_or_style_of_its_own() -> None:
    for folder in ("dev", "student", "teacher"):
        for page in files(folder, ".html"):
            text = page.read_text(encoding="utf-8")
            assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", text), page


def test_no_javascript_writes_markup() -> None:
    for folder in JAVASCRIPT_FOLDERS:
        for file in files(folder, ".js"):
            assert not re.search(
                r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write)\b", file.read_text()
            )
