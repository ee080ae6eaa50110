"""What the documents claim to be proved by a test is: each test they name is there, and each linked file."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.steps import ROOT

# A file of tests, or one test in it.
NAMED = re.compile(r"`(tests/[\w/]+(?:\.test)?\.(?:py|js))(?:::(\w+))?`")
PAGES = [*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "SECURITY.md"]
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
THREATS = ROOT / "docs" / "threats.md"


def named() -> Iterator[tuple[str, str, str]]:
    """Yield each page's name, a file of tests it names, and the test in it, empty where it means all."""
    for page in PAGES:
        for path, test in NAMED.findall(page.read_text(encoding="utf-8")):
            yield page.name, path, test


def test_every_test_that_a_document_names_exists() -> None:
    assert {page for page, _, _ in named()} >= {"privacy.md", "threats.md"}
    assert [each for each in sorted(named()) if not (ROOT / each[1]).is_file()] == []
    for page, path, test in named():
        source = (ROOT / path).read_text(encoding="utf-8")
        assert re.search(rf"^def {test}\(", source, re.MULTILINE) or test == "", (page, path, test)


def test_every_attack_has_a_bound_and_a_test() -> None:
    rows = [
        line.split(" | ") for line in THREATS.read_text(encoding="utf-8").splitlines() if line[:2] == "| "
    ]
    attacks = [row for row in rows if row[0] not in ("| attack", "| trouble")]
    assert len(attacks) > 40
    for attack, bound, proved, _ in attacks:
        assert bound.strip() != ""
        assert NAMED.search(proved), attack


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_document_links_to_exists(page: Path) -> None:
    linked = LINK.findall(page.read_text(encoding="utf-8"))
    assert [path for path in linked if not (page.parent / path).exists()] == []
