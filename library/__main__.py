"""Entry point of `python -m library`."""

import sys

from library.cli import main

sys.exit(main(sys.argv[1:]))
