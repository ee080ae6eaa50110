"""Import graph: which folder of the product imports which, in both languages, types in JSDoc included."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
PRODUCT = (
    "backend",
    "capture",
    "classroom",
    "dev",
    "integrations",
    "library",
    "look",
    "offline",
    "protocol",
    "signals",
    "student",
    "teacher",
)
_JAVASCRIPT_IMPORT = re.compile(
    r"""^\s*(?:import|export)\b[^;"'=]*?\bfrom\s+["']([^"']+)["']"""
    r"""|^\s*import\s+["']([^"']+)["']"""
    r"""|\b(?:import|importScripts)\(\s*["']([^"']+)["']""",
    re.MULTILINE,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def files(folder: str, suffix: str) -> list[Path]:
    """Return the sources in a folder and under it."""
    return sorted((REPOSITORY / folder).rglob(f"*{suffix}"))


def python_imports(file: Path) -> Iterator[str]:
    """Yield every dotted name a Python file imports, with what it takes from there."""
    package = file.relative_to(REPOSITORY).parent.parts
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def javascript_imports(source: str, *, types: bool = False) -> Iterator[str]:
    """Yield what a JavaScript source imports; with `types` what its comments import too."""
    text = source if types else _COMMENT.sub("", source)
    for found in _JAVASCRIPT_IMPORT.finditer(text):
        yield next(name for name in found.groups() if name is not None)


def imports_of(file: Path) -> list[str]:
    """Return what a JavaScript file imports, types aside."""
    return list(javascript_imports(file.read_text(encoding="utf-8")))


def imported_folders(file: Path) -> set[str]:
    """Return the folders of the product, other than its own, that a source imports from."""
    own = file.parent.relative_to(REPOSITORY).as_posix()
    targets = _python_targets(file) if file.suffix == ".py" else _javascript_targets(file)
    folders = {target.parent.relative_to(REPOSITORY).as_posix() for target in targets}
    return {folder for folder in folders if folder.partition("/")[0] in PRODUCT} - {own}


def _python_targets(file: Path) -> Iterator[Path]:
    for name in python_imports(file):
        parts = name.split(".")
        for length in (len(parts), len(parts) - 1):
            path = REPOSITORY.joinpath(*parts[:length])
            if path.with_suffix(".py").is_file():
                yield path.with_suffix(".py")
                break
            if (path / "__init__.py").is_file():
                yield path / "__init__.py"
                break


def _javascript_targets(file: Path) -> Iterator[Path]:
    for name in javascript_imports(file.read_text(encoding="utf-8"), types=True):
        path = REPOSITORY / name[1:] if name.startswith("/") else (file.parent / name).resolve()
        if name[0] in "./" and path.suffix == ".js" and path.is_file():
            yield path


def graph(doors: Iterable[str] = ()) -> dict[str, set[str]]:
    """Return, for every folder of the product that holds sources, the folders it imports; doors left out."""
    left_out = set(doors)
    arrows: dict[str, set[str]] = {}
    for top in PRODUCT:
        for file in [*files(top, ".py"), *files(top, ".js")]:
            if file.relative_to(REPOSITORY).as_posix() not in left_out:
                folder = file.parent.relative_to(REPOSITORY).as_posix()
                arrows.setdefault(folder, set()).update(imported_folders(file))
    return arrows


def modules_of(folder: str) -> set[str]:
    """Return the names of a folder's modules: twins are one, `__init__` is none."""
    sources = [file for suffix in ("py", "js") for file in (REPOSITORY / folder).glob(f"*.{suffix}")]
    return {file.stem for file in sources} - {"__init__"}
