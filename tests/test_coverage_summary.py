"""The coverage that `make test` prints: its total, and the files below the share that is worth a line."""

import json
from pathlib import Path

from tests.coverage_summary import summary


def test_the_least_covered_files_come_first_and_the_total_last(tmp_path: Path) -> None:
    shares = {"tools/some.py": 79.9, "tools/all.py": 100.0, "tools/none.py": 0.0}
    files = {path: {"summary": {"percent_covered": share}} for path, share in shares.items()}
    report = tmp_path / "coverage.json"
    report.write_text(json.dumps({"files": files, "totals": {"percent_covered": 59.97}}), encoding="utf-8")
    assert summary(report) == ["  0.0 %  tools/none.py", " 79.9 %  tools/some.py", " 60.0 %  of 3 files"]
