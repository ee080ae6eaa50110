"""A school behind one address fetches its pages: `python -m benchmarks.bench.school_pages [--students 2000]`.

Every browser asks for all files of a first visit, one after the other, all browsers at the same moment. The
relay has as much of the machine as the one address may cause: 30 seconds of work, then half a core.
"""

from __future__ import annotations

import argparse
import time

from benchmarks.bench.relays.meters import cpu_model, cpu_s
from tests.backend.http.test_school import SCHOOL, Browsers, files, get
from tests.serving import serve

MODES = ("eventlet", "gevent")


def main() -> None:
    """Print a line for each event loop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=SCHOOL)
    students = parser.parse_args().students
    requests = [get(path) for path in files()]
    print(f"{cpu_model()}, {students} students, {len(requests)} files each")
    for mode in MODES:
        with serve("--async-mode", mode) as server:
            began_s, cpu_began_s = time.monotonic(), cpu_s(server.process.pid)
            browsers = Browsers(server, students, requests)
            browsers.visit()
            took_s, work_s = time.monotonic() - began_s, cpu_s(server.process.pid) - cpu_began_s
        print(
            f"{mode:>8}: {browsers.answered} answers, {browsers.refused} refused, after {took_s:.0f} s, "
            f"{work_s / browsers.answered * 1000:.2f} ms of CPU each"
        )


if __name__ == "__main__":
    main()
