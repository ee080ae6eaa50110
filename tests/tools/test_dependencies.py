"""The pins are exact, complete and locked by hashes, and docs/dependencies.md tells the same."""

import importlib.metadata
import json
import re
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.lock import AGREES_WITH, command
from tools.python_packages import LOCKED, REQUIREMENTS
from tools.steps import ROOT

LISTS = sorted(REQUIREMENTS)
DIRECT_PIN = re.compile(r"(?P<name>[\w.-]+)(\[[\w,]+\])?==(?P<version>[\w.]+)(; \w+ [<>=]+ \"[\w.]+\")?")
# A package as uv writes it: its version, for which Pythons and systems, and a line for each file it has.
LOCKED_PIN = re.compile(
    r"(?P<name>[a-z0-9-]+)(\[[a-z0-9,-]+\])?==(?P<version>[\w.]+)(?P<marker> ; [^\n\\]+)? \\\n"
    r"(    --hash=sha256:[0-9a-f]{64} \\\n)*    --hash=sha256:[0-9a-f]{64}\n"
)
COMMENT = re.compile(r" *#[^\n]*\n")
ROW = re.compile(r"\| (?P<name>[@\w][\w./@-]*) \| (?P<version>\d[\w.]*) \| .+ \|")

Pins = dict[str, str]


def direct_lines(name: str) -> list[str]:
    """Return the lines of a list's direct pins, without what it is built on."""
    lines = REQUIREMENTS[name].read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith(("#", "-r "))]


def direct_python_pins(name: str) -> Pins:
    found = [DIRECT_PIN.fullmatch(line) for line in direct_lines(name)]
    return {pin["name"]: pin["version"] for pin in found if pin is not None}


def locked_pins(name: str) -> Pins:
    """Return what a list's locked file pins, by normalised name."""
    text = LOCKED[name].read_text(encoding="utf-8")
    return {pin["name"]: pin["version"] for pin in LOCKED_PIN.finditer(text)}


def brought_along(names: set[str]) -> set[str]:
    """Return what these packages need here, and what that needs, by what they say of themselves."""
    needed, waiting = set[str](), [Requirement(name) for name in names]
    while waiting:
        one = waiting.pop()
        key = canonicalize_name(one.name)
        for line in importlib.metadata.requires(one.name) or []:
            more = Requirement(line)
            wanted = more.marker is None or any(
                more.marker.evaluate({"extra": extra}) for extra in ("", *one.extras)
            )
            if wanted and (canonicalize_name(more.name) not in needed or more.extras):
                waiting.append(Requirement(more.name) if not more.extras else more)
        needed.add(key)
    return needed


def direct_pins() -> Pins:
    package = read_json("package.json")
    pins = {**package["dependencies"], **package["devDependencies"]}
    for name in LISTS:
        pins |= direct_python_pins(name)
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


@pytest.mark.parametrize("name", LISTS)
def test_every_direct_python_package_has_an_exact_version(name: str) -> None:
    assert [line for line in direct_lines(name) if DIRECT_PIN.fullmatch(line) is None] == []


@pytest.mark.parametrize("name", LISTS)
def test_a_locked_file_holds_versions_and_hashes_and_nothing_else(name: str) -> None:
    """No file without its hash, and no word of where packages come from."""
    text = LOCKED[name].read_text(encoding="utf-8")
    assert COMMENT.sub("", LOCKED_PIN.sub("", text)) == ""
    assert "://" not in text


@pytest.mark.parametrize("name", LISTS)
def test_a_locked_file_holds_each_direct_package_at_its_pin(name: str) -> None:
    locked = locked_pins(name)
    for package, version in direct_python_pins(name).items():
        assert locked[canonicalize_name(package)] == version, "`make lock` writes it anew"


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_a_locked_file_holds_what_its_packages_bring_along(name: str) -> None:
    direct = {line.partition(";")[0].partition("==")[0] for line in direct_lines(name)}
    assert sorted(brought_along(direct) - locked_pins(name).keys()) == []


def test_a_list_that_is_built_on_another_holds_all_of_it() -> None:
    server = locked_pins("runtime").items()
    assert server <= locked_pins("dev").items()
    assert server <= locked_pins("queue").items()


def test_no_two_lists_that_share_an_environment_name_two_versions() -> None:
    named: dict[str, set[str]] = {}
    for name in LISTS:
        for package, version in locked_pins(name).items():
            named.setdefault(package, set()).add(version)
    assert {name: versions for name, versions in named.items() if len(versions) > 1} == {}


def test_every_list_is_locked_with_hashes_for_every_python_and_no_address() -> None:
    assert sorted(AGREES_WITH) == LISTS
    for name in LISTS:
        assert {"--generate-hashes", "--universal", "--no-emit-index-url"} < set(command(name, []))


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
