"""The order of the tests: what is to be alone, what is long, what opens browsers, all else."""

from tests.scheduler import LONG_TESTS, order
from tools.steps import ROOT


def test_what_is_to_be_alone_comes_before_what_is_long_and_that_before_other_browsers() -> None:
    browser = "tests/browser/test_board.py::test_it"
    tests = [
        ("tests/test_layers.py::test_it", False),
        (browser, False),
        (LONG_TESTS[0], False),
        (browser, True),
    ]
    assert sorted(tests, key=lambda test: order(test[0], is_alone=test[1])) == tests[::-1]


def test_every_long_file_is_there() -> None:
    assert [name for name in LONG_TESTS if not (ROOT / name).is_file()] == []
