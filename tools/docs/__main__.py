"""The command line: python -m tools.docs writes every generated part of docs/ anew."""

from __future__ import annotations

import sys

from tools.docs.blocks import BlockError
from tools.docs.pages import drifted


def main() -> int:
    """Write what has drifted and name it; return the exit status."""
    try:
        for path, content in drifted():
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
            print(f"{path.name} is written anew")
    except BlockError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
