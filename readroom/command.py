"""Command: `readroom serve`, `record`, `import`, `replay` and the others, each with --help."""

import os
import runpy
import sys
from collections.abc import Sequence

from readroom.libraries import cache_folder, fetch_libraries, libraries_folder
from readroom.npm import NpmError
from readroom.tree import TREE, is_packed, put_first

USAGE_ERROR = 2
FAILED = 1
USAGE = """usage: readroom [--version] [--help] COMMAND ...

  serve      start the relay, which teachers and students open in their browsers
  audience   count the heads before a camera, for a board or a table
  record     make a landmark recording of a video, a folder of pictures or a camera
  import     make a landmark recording of landmarks that MediaPipe gave elsewhere
  replay     print, or draw, the labels of a landmark recording
  evaluate   hold the labels of recordings against the truth
  openface   write a landmark recording as a table with OpenFace's columns
  synth      write a synthetic recording from a script
  train      train a model that can be explained on labelled films or pictures

Each command has its own --help."""
OFFLINE = ("audience", "record", "import", "replay", "evaluate", "openface", "synth", "train")
LIBRARIES = "READROOM_LIBRARIES"
SECRET_FILE = "READROOM_SECRET_FILE"


def main(arguments: Sequence[str]) -> int:
    """Run one command; return the exit status."""
    put_first()
    command, *rest = [*arguments, ""]
    options = rest[:-1]
    if command == "serve":
        return serve(options)
    if command in OFFLINE:
        from offline.__main__ import main as run_offline

        return run_offline([command, *options])
    if command in ("--help", "-h"):
        print(USAGE)
        return 0
    if command == "--version":
        from backend.common.version import VERSION

        print(f"readroom {VERSION}")
        return 0
    print(USAGE, file=sys.stderr)
    return USAGE_ERROR


def main_of_script() -> int:
    """Run the command line of the installed script."""
    return main(sys.argv[1:])


def serve(options: Sequence[str]) -> int:
    """Start the relay as `python -m backend` does, with the browser libraries of a package's own cache."""
    asks_only = any(option in ("--help", "-h", "--version") for option in options)
    if is_packed() and not asks_only and LIBRARIES not in os.environ:
        try:
            os.environ[LIBRARIES] = _have_libraries()
        except (NpmError, OSError) as error:
            print(f"readroom: {error}", file=sys.stderr)
            return FAILED
    os.environ.setdefault(SECRET_FILE, "auto")
    sys.argv = ["readroom serve", *options]
    # Its first import patches the standard library, so it runs as the program that it is.
    runpy.run_module("backend", run_name="__main__", alter_sys=False)
    return 0


def _have_libraries() -> str:
    """Return the folder of the browser libraries, which are fetched once for each lock file."""
    cache = cache_folder(os.environ)
    folder = libraries_folder(cache, TREE)
    if not folder.is_dir():
        print(f"readroom: fetching the browser libraries into {folder.parent}", flush=True)
        try:
            fetch_libraries(TREE, folder)
        except NpmError as error:
            log = cache / "install.log"
            log.write_text(error.log, encoding="utf-8")
            raise NpmError(f"{error}; what it said is in {log}", error.log) from None
    return str(folder)
