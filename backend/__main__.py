"""`python -m backend`: read the options, bind, say where, serve until told to stop."""

import backend.server.monkey_patch  # noqa: F401  # patches on import

# isort: split
import sys

from backend.cli import main

sys.exit(main(sys.argv[1:]))
