"""`python -m readroom`: the same as the command `readroom`."""

import sys

from readroom.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
