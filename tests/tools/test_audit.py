"""The audits: a known vulnerability fails; what could not be looked up is named and never called clean."""

import json
from collections.abc import Sequence

import pytest

from tools import audit
from tools.audit import NOT_LOOKED_UP, VULNERABLE, Findings

PACKAGES = ["flask", "jinja2", "own"]
ALL = [
    {"name": "flask", "version": "3.1.3", "vulns": []},
    {"name": "jinja2", "version": "2.4", "vulns": [{"id": "PYSEC-2019-217", "fix_versions": ["2.10.1"]}]},
    {"name": "own", "skip_reason": "Dependency not found in the index: own (1.0)\nmore"},
]
NPM_CLEAN = {"auditReportVersion": 2, "vulnerabilities": {}, "metadata": {}}
NPM_FOUND = {"auditReportVersion": 2, "vulnerabilities": {"ws": {"name": "ws", "severity": "high"}}}
NPM_REFUSED = {"message": "405 Method Not Allowed", "method": "POST", "error": {"summary": "", "detail": ""}}
NOBODY = ("", "Traceback (most recent call last):", "[]", "{}")


def pip_audit(*dependencies: object) -> Findings:
    return audit.read_pip_audit(json.dumps({"dependencies": dependencies, "fixes": []}), PACKAGES)


def test_what_pip_audit_says_is_understood() -> None:
    found = pip_audit(*ALL)
    assert found == Findings(2, ["jinja2 2.4: PYSEC-2019-217"], ["own"], "Dependency not found in the index")
    assert pip_audit(ALL[0]) == Findings(1, [], ["jinja2", "own"])


@pytest.mark.parametrize("output", NOBODY)
def test_where_nobody_answers_nothing_was_looked_up(output: str) -> None:
    assert audit.read_pip_audit(output, PACKAGES) == Findings(0, unknown=PACKAGES)
    assert audit.read_npm_audit(output, PACKAGES) == Findings(0, unknown=PACKAGES)


def test_what_npm_says_is_understood() -> None:
    assert audit.read_npm_audit(json.dumps(NPM_CLEAN), PACKAGES) == Findings(3)
    assert audit.read_npm_audit(json.dumps(NPM_FOUND), PACKAGES) == Findings(3, ["ws: high"])
    assert audit.read_npm_audit(json.dumps(NPM_REFUSED), PACKAGES) == Findings(0, unknown=PACKAGES)


def said(capsys: pytest.CaptureFixture[str], findings: Findings) -> str:
    audit.report("npm audit", findings)
    return capsys.readouterr().out.replace("readroom: npm audit: ", "")


def test_each_outcome_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, Findings(3)) == "no known vulnerability in the 3 packages that were looked up\n"
    assert said(capsys, Findings(3, ["ws: high"])) == "ws: high\n"
    untold = said(capsys, Findings(0, [], ["ws", "ms"]))
    assert untold == "NOT looked up, nobody can be asked from here: ws, ms\n"
    part = said(capsys, Findings(1, [], ["own"], "Dependency not found"))
    assert part.splitlines() == [
        "no known vulnerability in the 1 packages that were looked up",
        "NOT looked up, Dependency not found: own",
    ]


@pytest.mark.parametrize(
    ("audits", "usual", "strict"),
    [
        ([Findings(3), Findings(2)], 0, 0),
        ([Findings(3), Findings(0, [], ["ws"])], 0, NOT_LOOKED_UP),
        ([Findings(3, ["ws: high"]), Findings(0, [], ["ws"])], VULNERABLE, VULNERABLE),
    ],
)
def test_what_was_not_looked_up_fails_only_where_that_is_asked_for(
    audits: Sequence[Findings], usual: int, strict: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.status(audits, is_strict=False) == usual
    assert audit.status(audits, is_strict=True) == strict
    is_said = "1 of " in capsys.readouterr().out
    assert is_said is any(findings.unknown for findings in audits)


def test_every_package_that_is_locked_is_asked_about() -> None:
    packages = audit.python_packages()
    assert {"flask", "redis", "zope-interface"} <= set(packages)
    assert len(packages) == len(set(packages))
    libraries = audit.npm_packages()
    assert "socket.io-client" in libraries
    assert "typescript" not in libraries
