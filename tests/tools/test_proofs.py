"""What the documents claim to be proved by a test is: every test file they name is there."""

import re

from tools.steps import ROOT

NAMED = re.compile(r"`(tests/[\w/]+\.(?:py|js))`")


def test_every_test_that_a_document_names_exists() -> None:
    named = {
        (page.name, path)
        for page in (ROOT / "docs").glob("*.md")
        for path in NAMED.findall(page.read_text(encoding="utf-8"))
    }
    assert {page for page, _ in named} >= {"privacy.md"}
    assert [pair for pair in sorted(named) if not (ROOT / pair[1]).is_file()] == []
