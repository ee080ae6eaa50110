"""Import hook: a module of the program, for whoever imports `readroom` into a program of their own.

The command puts the program's folder first on Python's path (tree.py), for it owns its process. A library
must not: another `signals` or `offline` may be the user's own. In an installed package the program's modules
are therefore submodules of a package here, and what they import by name from each other is found there.
"""

import builtins
import importlib
import sys
from collections.abc import Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType
from typing import Any

from readroom.tree import TREE, is_packed

PACKAGE = "readroom._program"
# What the program's modules import and a server does without.
LIBRARIES = ("numpy", "pandas")


def part(name: str) -> Any:
    """Return a module of the program by its name in a checkout, such as `offline.replay.replay`."""
    try:
        return importlib.import_module(_name_here(name))
    except ModuleNotFoundError as missing:
        # An installation has what a server needs, and the rest by its extras.
        if missing.name not in LIBRARIES:
            raise
        raise _missing(missing.name) from None


def library(name: str) -> Any:
    """Return a library that not every installation has; say what installs it where it is missing."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        raise _missing(name) from None


def _missing(name: str) -> ModuleNotFoundError:
    how = importlib.import_module(_name_here("offline.recordings.missing")).how_to_install(name)
    return ModuleNotFoundError(f"this needs {name}: {how}", name=name)


def _name_here(name: str) -> str:
    if not is_packed():
        _have_on_path(str(TREE))
        return name
    if PACKAGE not in sys.modules:
        _make_package()
    return f"{PACKAGE}.{name}"


def _have_on_path(folder: str) -> None:
    # Last: in a checkout these names are the program's own already, or somebody meant them to be others.
    if folder not in sys.path:
        sys.path.append(folder)


def _make_package() -> None:
    package = ModuleType(PACKAGE, "The program's own modules.")
    package.__path__ = [str(TREE)]
    sys.modules[PACKAGE] = package
    sys.meta_path.insert(0, _Finder())


class _Finder(MetaPathFinder):
    """Finds the modules of the package, and has them loaded by _Loader."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a module of the package is; None for any other."""
        if not fullname.startswith(f"{PACKAGE}."):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(spec.loader.name, str(spec.loader.path))
        return spec


class _Loader(SourceFileLoader):
    """Loads a module whose import statements look for the program's folders in the package."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the module with an import function of its own."""
        module.__dict__["__builtins__"] = {**vars(builtins), "__import__": _import}
        super().exec_module(module)


_FOLDERS = frozenset(path.name for path in TREE.iterdir() if path.is_dir()) if is_packed() else frozenset()


def _import(
    name: str,
    globals: Mapping[str, object] | None = None,
    locals: Mapping[str, object] | None = None,
    fromlist: Sequence[str] | None = (),
    level: int = 0,
) -> ModuleType:
    """Import as Python does, the program's folders from the package."""
    top = name.partition(".")[0]
    if level > 0 or top not in _FOLDERS:
        return builtins.__import__(name, globals, locals, fromlist or (), level)
    if fromlist:
        return builtins.__import__(f"{PACKAGE}.{name}", globals, locals, fromlist, 0)
    importlib.import_module(f"{PACKAGE}.{name}")
    return sys.modules[f"{PACKAGE}.{top}"]
