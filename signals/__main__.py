"""The command line: python -m signals replay FILE."""

import sys

COMMANDS = ("replay",)
USAGE = "usage: python -m signals replay [--proctoring] FILE"
USAGE_ERROR = 2


def main(arguments: list[str]) -> int:
    """Run one command; return the exit status."""
    if len(arguments) == 0 or arguments[0] not in COMMANDS:
        print(USAGE, file=sys.stderr)
        return USAGE_ERROR
    try:
        from . import replay
    except ModuleNotFoundError as missing:
        print(f"signals needs {missing.name}: python -m pip install {missing.name}", file=sys.stderr)
        return USAGE_ERROR
    return replay.main(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
