"""Install what Readroom needs beside it: `python3 -m tools.install runtime`, library, dev, browser, programs.

Python 3.6 can read this file and tools/__init__.py, so that a Python that is too old hears so in one line.
"""

import sys

OLDEST = (3, 10)
# mediapipe 0.10.21, the last release that carries its models, has wheels up to Python 3.12.
NEWEST_FOR_TESTS = (3, 12)


def version_problem(version: "tuple[int, int]", profiles: "list[str]") -> str:
    """Return what is wrong with this Python for these profiles and what to do, or nothing."""
    found = f"Python {version[0]}.{version[1]}"
    if version < OLDEST:
        return f"Readroom needs Python 3.10 or newer, this is {found}: try `make run PYTHON=python3.12`"
    if version > NEWEST_FOR_TESTS and not {*profiles} <= {"runtime", "library"}:
        return f"The tests need Python 3.10 to 3.12, this is {found}: try `make test PYTHON=python3.12`"
    return ""


def main(profiles: "list[str]") -> int:
    """Install the named profiles; return the exit status."""
    problem = version_problem(sys.version_info[:2], profiles)
    if problem != "":
        print(f"readroom: {problem}", file=sys.stderr)
        return 1
    # Not at the top: what follows is written for OLDEST and newer.
    from tools.profiles import install

    return install(profiles)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
