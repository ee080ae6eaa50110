"""The project's own files: what two of them say is the same, and each forge's runner takes the same steps."""

from __future__ import annotations

import json
import os
import re

from coverage import Coverage

from backend.common.version import VERSION
from tools.install import NEWEST_FOR_TESTS, OLDEST
from tools.steps import ROOT


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_contributing_names_the_coverage_below_which_tests_fail() -> None:
    floor = Coverage(config_file=str(ROOT / "pyproject.toml")).get_option("report:fail_under")
    assert re.findall(r"coverage of Python code is (\d+) %", read("CONTRIBUTING.md")) == [f"{floor:.0f}"]


def test_editors_wrap_lines_where_the_formatters_do() -> None:
    [width] = re.findall(r"^max_line_length = (\d+)$", read(".editorconfig"), re.MULTILINE)
    assert f"\nline-length = {width}\n" in read("pyproject.toml")
    assert json.loads(read("biome.json"))["formatter"]["lineWidth"] == int(width)


def test_runners_take_the_steps_of_the_repository_on_the_oldest_and_newest_python() -> None:
    workflow = read(".github/workflows/ci.yml")
    oldest, newest = (f'"{major}.{minor}"' for major, minor in (OLDEST, NEWEST_FOR_TESTS))
    assert f"python: [{oldest}, {newest}]" in workflow
    assert ".ci/run" in workflow
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_every_action_of_the_workflow_has_its_exact_version() -> None:
    actions = re.findall(r"uses: (\S+)", read(".github/workflows/ci.yml"))
    assert actions != []
    assert [action for action in actions if not re.search(r"@v\d+\.\d+\.\d+$", action)] == []


def test_a_commit_passes_the_checkers_of_make_check() -> None:
    assert "entry: .venv/bin/python -m tools.checkers\n" in read(".pre-commit-config.yaml")
    assert "-m tools.checkers\n" in read("Makefile")


def test_the_citation_is_of_this_release() -> None:
    citation = read("CITATION.cff")
    found = dict(re.findall(r"^([a-z-]+): (.+)$", citation, re.MULTILINE))
    assert {"cff-version", "message", "title", "license"} <= set(found)
    assert found["version"] == VERSION
    assert f"\n## {VERSION} - {found['date-released']}\n" in read("CHANGELOG.md")
    [author] = re.findall(r"^  - name: (.+)$", citation.partition("keywords")[0], re.MULTILINE)
    assert read("LICENSE").count(f" {author}\n") == 1


# What is asked for again and again: each has its row, and its reason beside it.
NOT_BUILT = (
    "age and gender",
    "demographics",
    "identity match",
    "stress, fear",
    "scores of emotion for the teacher, and a fixed weight",
    "fixed weights",
    "reading of chats",
    "federated learning",
    "recordings on a server",
)


def test_what_is_not_built_has_its_reason_on_a_page_that_the_readme_links() -> None:
    rows = re.findall(r"^\| (.+) \| (.+) \| (.+) \|$", read("docs/not_built.md"), re.MULTILINE)
    offered = [row for row in rows if not row[0].startswith(("---", "what such"))]
    for thing in NOT_BUILT:
        [reason] = [why for what, why, _ in offered if thing in what][:1]
        assert len(reason.split()) >= 12, thing
    assert "(docs/not_built.md)" in read("README.md")


def test_every_page_that_a_page_links_to_is_there() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
