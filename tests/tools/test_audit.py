"""The audits: a known vulnerability fails, and a database that cannot be asked is a line that says so."""

import json

import pytest

from tools import audit

CLEAN = {"dependencies": [{"name": "flask", "version": "3.1.3", "vulns": []}], "fixes": []}
FOUND = {
    "dependencies": [
        {"name": "flask", "version": "3.1.3", "vulns": []},
        {"name": "jinja2", "version": "2.4", "vulns": [{"id": "PYSEC-2019-217", "fix_versions": ["2.10.1"]}]},
        {"name": "own", "skip_reason": "Dependency not found"},
    ]
}
UNKNOWN = {"dependencies": [{"name": "flask", "skip_reason": "Dependency not found"}], "fixes": []}
NPM_CLEAN = {"auditReportVersion": 2, "vulnerabilities": {}, "metadata": {}}
NPM_FOUND = {"auditReportVersion": 2, "vulnerabilities": {"ws": {"name": "ws", "severity": "high"}}}
NPM_REFUSED = {"message": "405 Method Not Allowed", "method": "POST", "error": {"summary": "", "detail": ""}}


@pytest.mark.parametrize(
    ("output", "findings"),
    [
        (json.dumps(CLEAN), []),
        (json.dumps(FOUND), ["jinja2 2.4: PYSEC-2019-217"]),
        (json.dumps(UNKNOWN), None),
        ("", None),
        ("Traceback (most recent call last):", None),
        ("[]", None),
    ],
)
def test_what_pip_audit_says_is_understood(output: str, findings: audit.Findings) -> None:
    assert audit.read_pip_audit(output) == findings


@pytest.mark.parametrize(
    ("output", "findings"),
    [
        (json.dumps(NPM_CLEAN), []),
        (json.dumps(NPM_FOUND), ["ws: high"]),
        (json.dumps(NPM_REFUSED), None),
        ("", None),
    ],
)
def test_what_npm_says_is_understood(output: str, findings: audit.Findings) -> None:
    assert audit.read_npm_audit(output) == findings


@pytest.mark.parametrize(
    ("findings", "passes", "words"),
    [
        (None, True, "skipped, its database cannot be asked from here"),
        ([], True, "no known vulnerability"),
        (["ws: high"], False, "ws: high"),
    ],
)
def test_each_outcome_is_said(
    findings: audit.Findings, passes: bool, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.report("npm audit", findings) is passes
    assert capsys.readouterr().out == f"readroom: npm audit: {words}\n"
