"""Entry point of `python -m backend`: patches the standard library, then runs the command line."""

import backend.server.monkey_patch  # noqa: F401  # patches on import

# isort: split
import sys

from backend.cli import main

sys.exit(main(sys.argv[1:]))
