"""For every test: a relay of its own, what may run beside it, how hard properties are tried, coverage."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.remote import Producer

from tests.coverage_summary import summary
from tests.exclusive import ExclusiveLock
from tests.scheduler import BROWSER_TESTS, FileScheduler, count_processes, order
from tests.serving import serve

# The folder of the lock of one run, told to the processes beside by their environment.
LOCK = "READROOM_TEST_LOCK"

# Several processes run tests already: threads of numpy's own would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The fixtures that start a relay, which runs beside the test.
OTHER_PROCESSES = {"relay", "server"}
# Many thousand frames: traced they take twice as long, and cover nothing that short tests do not.
MANY_FRAMES = tuple(
    f"tests/{name}.py"
    for name in (
        "benchmarks/test_evaluation_tables",
        "offline/replay/test_batch",
        "offline/synthetic/acts/test_lively",
        "offline/synthetic/test_hours",
        "offline/synthetic/test_writer",
        "signals/cues/eyes/test_lids",
        "signals/labels/test_expressions",
        "signals/labels/test_learnt_confusion",
        "signals/test_steady",
        "signals/test_walk",
    )
)

# Every run tries the same examples; `make test ARGS="--hypothesis-profile thorough"` tries new ones.
settings.register_profile("repeatable", max_examples=40, derandomize=True, deadline=None)
settings.register_profile("thorough", max_examples=2000, deadline=None, database=None)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let faults and hidden tabs last longer than the default run has time for."""
    parser.addoption(
        "--cut-s", type=float, default=30.0, help="seconds for which the tests of faults cut a network"
    )
    parser.addoption(
        "--hidden-s",
        type=float,
        default=20.0,
        help="seconds for which a student's tab is hidden; 600 is meant",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the lock of a run, in the process that starts all others."""
    config.addinivalue_line("markers", "alone: watches the clock, and runs beside no other test")
    if not hasattr(config, "workerinput"):
        os.environ[LOCK] = tempfile.mkdtemp(prefix="readroom-lock-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the lock."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(LOCK))


def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes run tests."""
    return count_processes()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FileScheduler:
    """Return what shares the tests out."""
    return FileScheduler(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in their order.

    What talks to a process of its own is marked, for it covers little here, and what loops for long.
    """
    for item in items:
        has_other = OTHER_PROCESSES & set(getattr(item, "fixturenames", ()))
        if item.nodeid.startswith((BROWSER_TESTS, *MANY_FRAMES)) or has_other:
            item.add_marker("no_cover")
    items.sort(key=lambda item: order(item.nodeid, is_alone=_is_alone(item)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what tests cover least, where pytest-cov was told to write a report for it."""
    report = (config.getoption("cov_report", None) or {}).get("json")
    if report is not None and Path(report).exists():
        terminalreporter.section("least covered of the Python that runs in the tests' own process")
        terminalreporter.write_line("\n".join(summary(Path(report))))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Run a test alone, or beside others that may."""
    with ExclusiveLock(Path(os.environ[LOCK])).held(alone=_is_alone(item)):
        return (yield)


def _is_alone(item: pytest.Item) -> bool:
    return item.get_closest_marker("alone") is not None


@pytest.fixture(scope="module")
def relay() -> Iterator[str]:
    """Return the base URL of a real `python -m backend` process, one for each test file."""
    with serve() as server:
        yield server.url
