"""What the pages themselves hold, read out of their own modules: a student's journal, a board's roster."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page

# Waits for the page's own next call of the method named, and answers what is read of object and arguments.
# A page's modules are made once, so that `import` here gives the very ones the page runs on.
NEXT_CALL = """
const nextCall = (prototype, name, read) => new Promise((resolve) => {
  const method = prototype[name];
  prototype[name] = function (...given) {
    prototype[name] = method;
    const answer = method.apply(this, given);
    resolve(read(this, given));
    return answer;
  };
});
"""
READ_JOURNAL = f"""async () => {{
  {NEXT_CALL}
  const {{ Journal }} = await import("/student/session/journal.js");
  return nextCall(Journal.prototype, "write", (journal) => structuredClone(journal.reports));
}}"""
READ_CLASS = f"""async () => {{
  {NEXT_CALL}
  const {{ ClassView }} = await import("/teacher/board/tiles/class_view.js");
  return nextCall(ClassView.prototype, "show", (_, [students]) => [...structuredClone(students).values()]);
}}"""

NAMED_AT_MOST = 3

Timeline = list[dict[str, Any]]


def read_journal(page: Page) -> Timeline:
    """Return a student's own transitions; the page's next label brings them."""
    timeline: Timeline = page.evaluate(READ_JOURNAL)
    return timeline


def read_class(page: Page) -> dict[str, dict[str, Any]]:
    """Return the students a board knows, by name; its next second brings them."""
    students: list[dict[str, Any]] = page.evaluate(READ_CLASS)
    return {student["name"]: student for student in students}


def wait_until_whole(board: Page, journals: Mapping[str, Timeline], within_s: float) -> float:
    """Wait until a board holds all that the journals hold; return the seconds that took.

    Each timeline then begins with the student's own journal, transition by transition, and has none twice.
    """
    began_s = time.monotonic()
    while missing := _missing(held := _held(board), journals):
        assert time.monotonic() - began_s < within_s, f"after {within_s} s there are missing: {missing}"
    took_s = time.monotonic() - began_s
    for name, journal in journals.items():
        assert held[name][: len(journal)] == journal, name
        assert [report["seq"] for report in held[name]] == list(range(1, len(held[name]) + 1)), name
    return took_s


def _held(board: Page) -> dict[str, Timeline]:
    """Return the transitions the board has of whom; its tiles out of sight may show them later."""
    return {name: student["reports"] for name, student in read_class(board).items()}


def _missing(held: Mapping[str, Timeline], journals: Mapping[str, Timeline]) -> str:
    missing = {name: len(journal) - len(held.get(name, [])) for name, journal in journals.items()}
    late = [f"{count} of {name}" for name, count in missing.items() if count > 0]
    return ", ".join(late[:NAMED_AT_MOST]) + (f" and {len(late)} in all" if late else "")
