"""`python -m tests.serving_overrides --override URL=FILE ...`: the real server with a test's own files."""

import backend.server.monkey_patch  # noqa: F401  # patches on import

# isort: split
import argparse
import dataclasses
import os
import sys
from pathlib import Path

from backend.cli import run
from backend.settings.options import read_config


def main(argv: list[str]) -> None:
    """Serve as `python -m backend` does, but for the overrides."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--override", action="append", default=[], metavar="URL=FILE")
    own, rest = parser.parse_known_args(argv)
    pairs = (override.split("=", 1) for override in own.override)
    overrides = {path: Path(file).resolve() for path, file in pairs}
    run(dataclasses.replace(read_config(rest, os.environ), overrides=overrides))


if __name__ == "__main__":
    main(sys.argv[1:])
