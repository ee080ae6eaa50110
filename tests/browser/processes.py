"""The processes behind a page, and the memory that is theirs alone; Linux tells, no other system."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import CDPSession

SMAPS = "/proc/{pid}/smaps_rollup"
KB_PER_MB = 1024
TOLD_HERE = Path(SMAPS.format(pid="self")).is_file()


def private_mb(pid: int) -> float:
    """Return what a process shares with nobody, MB: Private_Clean and Private_Dirty of smaps_rollup."""
    lines = Path(SMAPS.format(pid=pid)).read_text(encoding="utf-8").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / KB_PER_MB


def process_ids(session: CDPSession, kind: str) -> list[int]:
    """Return the browser's processes of a kind (`renderer`, `GPU`); the session is the browser's own."""
    running = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return [process["id"] for process in running if process["type"] == kind]


def held_mb(session: CDPSession, kind: str) -> float:
    """Return what the largest process of a kind holds, MB: of renderers, that of the page with a worker."""
    return max(private_mb(pid) for pid in process_ids(session, kind))
