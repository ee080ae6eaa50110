"""The command line: python -m signals COMMAND, with --help for each."""

import gc
import os
import sys
from importlib import import_module

# The module behind each command, loaded only when it is given.
COMMANDS = {
    "evaluate": "evaluate.command",
    "record": "record.command",
    "replay": "replay.command",
    "synth": "synthetic.command",
}
USAGE = f"usage: python -m signals {{{','.join(COMMANDS)}}} [--help] ..."
USAGE_ERROR = 2

# New objects after which Python looks for cycles among them: frames leave none, and to look for them after
# every few takes a fortieth of a replay.
COLLECT_AFTER = 100_000


def main(arguments: list[str]) -> int:
    """Run one command; return the exit status."""
    if len(arguments) == 0 or arguments[0] not in COMMANDS:
        print(USAGE, file=sys.stderr)
        return USAGE_ERROR
    # The products are small: threads for large ones would only be started, and wait.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        command = import_module(f".{COMMANDS[arguments[0]]}", __package__)
    except ModuleNotFoundError as missing:
        print(f"signals needs {missing.name}: python -m pip install {missing.name}", file=sys.stderr)
        return USAGE_ERROR
    gc.set_threshold(COLLECT_AFTER)
    return int(command.main(arguments[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
