"""What the pages themselves hold, read out of their own modules: a student's journal, a board's roster."""

from __future__ import annotations

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
  const {{ Journal }} = await import("/student/journal.js");
  return nextCall(Journal.prototype, "update", (journal) => structuredClone(journal.reports));
}}"""
READ_CLASS = f"""async () => {{
  {NEXT_CALL}
  const {{ ClassView }} = await import("/teacher/view.js");
  return nextCall(ClassView.prototype, "update", (_, [students]) => [...structuredClone(students).values()]);
}}"""

Timeline = list[dict[str, Any]]


def read_journal(page: Page) -> Timeline:
    """Return a student's own transitions; the page's next label brings them."""
    timeline: Timeline = page.evaluate(READ_JOURNAL)
    return timeline


def read_class(page: Page) -> dict[str, dict[str, Any]]:
    """Return the students a board knows, by name; its next second brings them."""
    students: list[dict[str, Any]] = page.evaluate(READ_CLASS)
    return {student["name"]: student for student in students}
