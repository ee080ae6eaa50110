"""The profiles an installation is made of, and the one line a user reads when one of them fails."""

import fcntl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.browser_libraries import ensure_browser_libraries
from tools.chromium import ensure_test_browser
from tools.node import ensure_node
from tools.programs import ensure_test_programs
from tools.python_packages import ensure_packages
from tools.steps import InstallError, say


def install_runtime() -> None:
    """Install what `make run` needs: the relay's packages and the browser's libraries."""
    ensure_packages("runtime")
    ensure_browser_libraries(dev=False)


def install_library() -> None:
    """Install what `make run LIBRARY=DIR` needs on top: the library's packages."""
    ensure_packages("library")


def install_dev() -> None:
    """Install what the checkers and tests need on top, Node included."""
    ensure_packages("dev")
    ensure_node()
    ensure_browser_libraries(dev=True)


PROFILES: dict[str, Callable[[], None]] = {
    "runtime": install_runtime,
    "library": install_library,
    "dev": install_dev,
    "browser": ensure_test_browser,
    "programs": ensure_test_programs,
}


def install(names: list[str]) -> int:
    """Install the named profiles in turn; return 0, or 1 after one line on what failed and what to do."""
    try:
        with one_at_a_time():
            for name in names:
                profile_of(name)()
    except InstallError as trouble:
        return fail(str(trouble))
    except PermissionError as error:
        return fail(f"{error.filename} may not be written: does this folder belong to another user?")
    except KeyboardInterrupt:
        return fail("Interrupted; the same command goes on from here")
    return 0


def profile_of(name: str) -> Callable[[], None]:
    """Return the profile's own installer."""
    if name not in PROFILES:
        raise InstallError(f"There is no profile {name!r}; there are {', '.join(PROFILES)}")
    return PROFILES[name]


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold this file's lock, so that two `make` at once do not install over each other."""
    with Path(__file__).open(encoding="utf-8") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another installation is under way here; waiting for it")
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def fail(line: str) -> int:
    """Print the line and return the exit status that goes with it."""
    print(f"readroom: {line}", file=sys.stderr)
    return 1
