"""Run relay and library side by side on two ports, for `make run LIBRARY=DIR`: one stops with the other."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from types import FrameType

from backend.common.errors import ConfigError
from backend.settings.config import Config
from backend.settings.options import read_config
from tools.steps import ROOT

# What a library on a school's own machine may take; it leaves the disk's last by itself.
UPLOAD_GIB = 20
PORT_VARIABLE = "READROOM_LIBRARY_PORT"
STOP_WITHIN_S = 15.0


def commands(
    folder: str, argv: Sequence[str], environ: "os._Environ[str] | dict[str, str]"
) -> list[list[str]]:
    """Return the commands of the library and of the relay, each told where the other is."""
    config = read_config(argv, environ)
    library_port = int(environ.get(PORT_VARIABLE) or config.port + 1)
    library = ["-m", "library", "--data", folder, "--port", str(library_port), "--relay-url", origin(config)]
    taking = [] if environ.get("READROOM_LIBRARY_UPLOAD_GIB") else ["--upload-gib", str(UPLOAD_GIB)]
    relay = ["-m", "backend", "--library-url", f"http://127.0.0.1:{library_port}", *argv]
    return [[sys.executable, *library, *taking], [sys.executable, *relay]]


def origin(config: Config) -> str:
    """Return the relay's origin, as the start message names it."""
    if config.lan or config.tls is not None or config.tls_cert is not None:
        raise ConfigError(
            "The library speaks no TLS of its own, so browsers would not let pages of https reach it: "
            "for a classroom put both behind nginx (docs/library.md)."
        )
    return f"http://{config.host}:{config.port}"


def main(arguments: Sequence[str]) -> int:
    """Run both until one ends or a signal comes; return the exit status of the one that ended."""
    try:
        wanted = commands(arguments[0], arguments[1:], os.environ)
    except ConfigError as error:
        print(f"readroom: {error}", file=sys.stderr)
        return 2
    running = [subprocess.Popen(command, cwd=ROOT) for command in wanted]

    def stop(_signal: int, _frame: "FrameType | None") -> None:
        for process in running:
            process.terminate()

    # A terminal's Ctrl-C reaches both by itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, stop)
    os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
    stop(signal.SIGTERM, None)
    codes = [process.wait(STOP_WITHIN_S) for process in running]
    return next((code for code in codes if code > 0), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
