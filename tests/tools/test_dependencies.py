"""The pins are exact and complete, and docs/dependencies.md tells the same."""

import json
import re
from typing import Any

import pytest

from tools.steps import ROOT

REQUIREMENTS = [
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-node.txt",
    "requirements-queue.txt",
    "requirements-audit.txt",
]
PIN = re.compile(r"(?P<name>[\w.-]+)(\[[\w,]+\])?==(?P<version>[\w.]+)(; \w+ [<>=]+ \"[\w.]+\")?")
ROW = re.compile(r"\| (?P<name>[@\w][\w./@-]*) \| (?P<version>\d[\w.]*) \| .+ \|")

Pins = dict[str, str]


def requirement_lines(file: str) -> list[str]:
    """Return a requirement file's lines, those of direct dependencies before the first empty one."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith(("#", "-r "))]


def pins_in(lines: list[str]) -> Pins:
    found = [PIN.fullmatch(line) for line in lines]
    return {pin["name"]: pin["version"] for pin in found if pin is not None}


def direct_pins() -> Pins:
    package = read_json("package.json")
    pins = {**package["dependencies"], **package["devDependencies"]}
    for file in REQUIREMENTS:
        lines = requirement_lines(file)
        pins |= pins_in(lines[: lines.index("")])
    return pins


def read_json(file: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((ROOT / file).read_text(encoding="utf-8"))
    return content


def locked_packages() -> dict[str, dict[str, Any]]:
    """Return the entries of package-lock.json by path, without the one of the repository itself."""
    packages: dict[str, dict[str, Any]] = read_json("package-lock.json")["packages"]
    return {path: entry for path, entry in packages.items() if path != ""}


def test_the_page_on_dependencies_names_every_direct_one_at_its_pin() -> None:
    page = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    assert {row["name"]: row["version"] for row in ROW.finditer(page)} == direct_pins()


@pytest.mark.parametrize("file", REQUIREMENTS)
def test_every_python_package_has_an_exact_version(file: str) -> None:
    lines = [line for line in requirement_lines(file) if line != ""]
    assert [line for line in lines if PIN.fullmatch(line) is None] == []


def test_a_package_has_the_same_version_in_every_requirement_file() -> None:
    server, tests = (pins_in(requirement_lines(file)) for file in REQUIREMENTS[:2])
    assert {name: tests[name] for name in server.keys() & tests.keys()} == {"python-socketio": "5.18.1"}
    assert server["python-socketio"] == "5.18.1"


def test_no_two_lists_that_share_an_environment_name_two_versions() -> None:
    named: dict[str, set[str]] = {}
    for file in REQUIREMENTS:
        for name, version in pins_in(requirement_lines(file)).items():
            named.setdefault(name, set()).add(version)
    assert {name: versions for name, versions in named.items() if len(versions) > 1} == {}


def test_every_locked_package_has_an_integrity_hash() -> None:
    assert [path for path, entry in locked_packages().items() if "integrity" not in entry] == []


def test_the_lock_file_names_no_download_address() -> None:
    assert [path for path, entry in locked_packages().items() if "resolved" in entry] == []


def test_the_lock_file_holds_every_package_for_every_platform() -> None:
    locked = locked_packages()
    asked_for = {
        f"node_modules/{name}"
        for entry in locked.values()
        for name in {**entry.get("dependencies", {}), **entry.get("optionalDependencies", {})}
    }
    assert sorted(asked_for - locked.keys()) == []


def test_the_lock_file_agrees_with_package_json() -> None:
    package, locked = read_json("package.json"), read_json("package-lock.json")["packages"][""]
    for group in ("dependencies", "devDependencies"):
        assert locked[group] == package[group]
