"""The command line: python -m signals COMMAND, with --help for each."""

import gc
import os
import sys
from importlib import import_module

from offline.recordings.missing import how_to_install

# The folder of each command, loaded only when it is given, and what it does.
COMMANDS = {
    "audience": ("audience", "count the heads before a camera, for a board or a table"),
    "evaluate": ("evaluate", "hold the labels of recordings against the truth"),
    "import": ("imports", "make a landmark recording of landmarks that MediaPipe gave elsewhere"),
    "openface": ("openface", "write a landmark recording as a table with OpenFace's columns"),
    "record": ("record", "make a landmark recording of a video, a folder of pictures or a camera"),
    "replay": ("replay", "print, or draw, the labels of a landmark recording"),
    "synth": ("synthetic", "write a synthetic recording from a script"),
    "train": ("train", "train a model that can be explained on labelled films or pictures"),
}
USAGE = f"usage: python -m signals {{{','.join(COMMANDS)}}} [--help] ..."
HELP = "\n".join([USAGE, "", *(f"  {name:10}{about}" for name, (_, about) in COMMANDS.items())])
USAGE_ERROR = 2

# New objects after which Python looks for cycles among them: frames leave none, and to look for them after
# every few takes a fortieth of a replay.
COLLECT_AFTER = 100_000


def main(arguments: list[str]) -> int:
    """Run one command; return the exit status."""
    if arguments[:1] in (["--help"], ["-h"]):
        print(HELP)
        return 0
    if len(arguments) == 0 or arguments[0] not in COMMANDS:
        print(USAGE, file=sys.stderr)
        return USAGE_ERROR
    # The products are small: threads for large ones would only be started, and wait.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    folder, _ = COMMANDS[arguments[0]]
    # Whoever asks for help, or mistypes, is answered before numpy is loaded, or missed.
    import_module(f".{folder}.options", __package__).parser().parse_args(arguments[1:])
    try:
        command = import_module(f".{folder}.command", __package__)
    except ModuleNotFoundError as missing:
        print(f"{arguments[0]} needs {missing.name}: {how_to_install(str(missing.name))}", file=sys.stderr)
        return USAGE_ERROR
    gc.set_threshold(COLLECT_AFTER)
    return int(command.main(arguments[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
