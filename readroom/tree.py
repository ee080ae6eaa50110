"""Import path: where the program's folders are, and how they come before all others of the same names.

In a wheel they are in readroom/tree/, so that no folder of this program is a top-level name of an
environment; in a checkout they are beside this package. docs/adr/0009-package.md says why.
"""

import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_PACKED = _HERE / "tree"

TREE = _PACKED if _PACKED.is_dir() else _HERE.parent


def put_first() -> None:
    """Let the program's own `backend`, `signals` and so on be found before any others."""
    sys.path.insert(0, str(TREE))


def is_packed() -> bool:
    """Say whether this is an installed package, not a checkout."""
    return _PACKED.is_dir()
