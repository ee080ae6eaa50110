"""Look known vulnerabilities up of what a server runs and a browser gets; say what could not be looked up.

Ends with 0 where none is known, 1 where one is. What could not be looked up is named and is no failure, since
a machine without a network could never pass; with `--strict` it is one, and the status is 2.
"""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.browser_libraries import npm_environment
from tools.node import find_npm
from tools.python_packages import LOCKED, STAMP, ensure_packages, python
from tools.stamps import read_stamp, write_stamp
from tools.steps import ROOT, InstallError, environment_with, say

STRICT = "--strict"
VULNERABLE, NOT_LOOKED_UP = 1, 2
ANSWER_WITHIN_S = 120
PIP_AUDIT = ["--format", "json", "--progress-spinner", "off", "--no-deps", "--disable-pip", "--timeout", "10"]
# Whatever a server may have: it holds the packages of requirements.txt too.
AUDITED = LOCKED["queue"]


@dataclass(frozen=True)
class Findings:
    """What one audit says: packages with a vulnerability, and packages of which it knows nothing, and why."""

    looked_up: int
    vulnerable: Sequence[str] = field(default_factory=list)
    unknown: Sequence[str] = field(default_factory=list)
    why: str = "nobody can be asked from here"


def read_pip_audit(output: str, packages: Sequence[str]) -> Findings:
    """Return what pip-audit found about these packages."""
    dependencies = _json(output).get("dependencies", [])
    looked_up = {dependency["name"]: dependency for dependency in dependencies if "vulns" in dependency}
    reasons = {each["skip_reason"] for each in dependencies if "skip_reason" in each}
    return Findings(
        len(looked_up),
        [
            f"{name} {dependency['version']}: {vulnerability['id']}"
            for name, dependency in looked_up.items()
            for vulnerability in dependency["vulns"]
        ],
        [name for name in packages if name not in looked_up],
        *([_told_once(min(reasons))] if reasons else []),
    )


def read_npm_audit(output: str, packages: Sequence[str]) -> Findings:
    """Return what npm found about these packages, of which it asks all at once."""
    report = _json(output)
    if not isinstance(report.get("vulnerabilities"), dict):
        return Findings(0, unknown=packages)
    found = [f"{name}: {each['severity']}" for name, each in report["vulnerabilities"].items()]
    return Findings(len(packages), found)


def _json(output: str) -> dict[str, Any]:
    try:
        found = json.loads(output)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _told_once(reason: str) -> str:
    """Return a reason without the package it was first given for: all are named."""
    return re.sub(r":? \S+ \(.*", "", reason, flags=re.DOTALL).strip()


def python_packages() -> list[str]:
    """Return the names of the server's packages, of every system."""
    lines = AUDITED.read_text(encoding="utf-8").splitlines()
    return [line.partition("==")[0] for line in lines if "==" in line and not line.startswith((" ", "#"))]


def npm_packages() -> list[str]:
    """Return the names of the packages that a browser gets."""
    locked = _json((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    names = {path.rpartition("node_modules/")[2] for path, each in locked.items() if not each.get("dev")}
    return sorted(names - {""})


def audit_python() -> Findings:
    """Ask about the packages of the server."""
    stamp, packages = read_stamp(STAMP), python_packages()
    try:
        ensure_packages("audit")
    except InstallError:
        # What was installed before is still there.
        write_stamp(STAMP, stamp)
        return Findings(0, unknown=packages, why="pip-audit cannot be installed from here")
    return read_pip_audit(_output(python("-m", "pip_audit", *PIP_AUDIT, "-r", AUDITED.name), {}), packages)


def audit_npm() -> Findings:
    """Ask about the libraries of the browser."""
    npm: Path = find_npm()
    output = _output([str(npm), "audit", "--json", "--omit=dev"], npm_environment(npm))
    return read_npm_audit(output, npm_packages())


def _output(command: list[str], env: dict[str, str]) -> str:
    try:
        ended = subprocess.run(
            command,
            cwd=ROOT,
            env=environment_with(env),
            capture_output=True,
            text=True,
            timeout=ANSWER_WITHIN_S,
        )
    except subprocess.TimeoutExpired:
        return ""
    return ended.stdout


def report(name: str, findings: Findings) -> None:
    """Say what an audit found and what it could not look up."""
    for vulnerable in findings.vulnerable:
        say(f"{name}: {vulnerable}")
    if findings.looked_up and not findings.vulnerable:
        say(f"{name}: no known vulnerability in the {findings.looked_up} packages that were looked up")
    if findings.unknown:
        say(f"{name}: NOT looked up, {findings.why}: {', '.join(findings.unknown)}")


def status(audits: Sequence[Findings], *, is_strict: bool) -> int:
    """Say in one line whether all was looked up, and return the exit status."""
    unknown = sum(len(findings.unknown) for findings in audits)
    if unknown:
        everything = unknown + sum(findings.looked_up for findings in audits)
        say(f"{unknown} of {everything} packages could not be looked up: of these nothing is known here")
    if any(findings.vulnerable for findings in audits):
        return VULNERABLE
    return NOT_LOOKED_UP if unknown and is_strict else 0


def main(options: Sequence[str]) -> int:
    """Run both audits to the end; return the exit status."""
    audits = {"pip-audit": audit_python(), "npm audit": audit_npm()}
    for name, findings in audits.items():
        report(name, findings)
    return status(list(audits.values()), is_strict=STRICT in options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
