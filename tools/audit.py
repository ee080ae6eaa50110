"""Look up known vulnerabilities of what a server runs and a browser gets; without a network, say so."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tools.browser_libraries import npm_environment
from tools.node import find_npm
from tools.python_packages import STAMP, ensure_packages, python
from tools.stamps import read_stamp, write_stamp
from tools.steps import ROOT, InstallError, environment_with, say

ANSWER_WITHIN_S = 120
PIP_AUDIT = ["--format", "json", "--progress-spinner", "off", "--no-deps", "--disable-pip", "--timeout", "10"]
REQUIREMENTS = ["-r", "requirements.txt", "-r", "requirements-queue.txt"]

# What was found; None where nobody could be asked.
Findings = list[str] | None


def read_pip_audit(output: str) -> Findings:
    """Return what pip-audit found, None where it could look nothing up."""
    dependencies = _json(output).get("dependencies", [])
    looked_up = [dependency for dependency in dependencies if "vulns" in dependency]
    if not looked_up:
        return None
    return [
        f"{dependency['name']} {dependency['version']}: {vulnerability['id']}"
        for dependency in looked_up
        for vulnerability in dependency["vulns"]
    ]


def read_npm_audit(output: str) -> Findings:
    """Return what npm found, None where it could look nothing up."""
    report = _json(output)
    if "vulnerabilities" not in report:
        return None
    return [f"{name}: {found['severity']}" for name, found in report["vulnerabilities"].items()]


def _json(output: str) -> dict[str, Any]:
    try:
        found = json.loads(output)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def audit_python() -> Findings:
    """Ask about the packages of the server."""
    stamp = read_stamp(STAMP)
    try:
        ensure_packages("audit")
    except InstallError:
        # What was installed before is still there.
        write_stamp(STAMP, stamp)
        return None
    return read_pip_audit(_output(python("-m", "pip_audit", *PIP_AUDIT, *REQUIREMENTS), {}))


def audit_npm() -> Findings:
    """Ask about the libraries of the browser."""
    npm: Path = find_npm()
    return read_npm_audit(_output([str(npm), "audit", "--json", "--omit=dev"], npm_environment(npm)))


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


def report(name: str, findings: Findings) -> bool:
    """Say what an audit found; return whether that is nothing."""
    if findings is None:
        say(f"{name}: skipped, its database cannot be asked from here")
        return True
    for finding in findings:
        say(f"{name}: {finding}")
    if not findings:
        say(f"{name}: no known vulnerability")
    return not findings


def main() -> int:
    """Run both audits to the end; return 0 where neither found anything."""
    passed = [report("pip-audit", audit_python()), report("npm audit", audit_npm())]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
