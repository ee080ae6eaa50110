"""The door to the developers' tools of offline/: python -m signals COMMAND, with --help for each."""

import sys

from offline.__main__ import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
