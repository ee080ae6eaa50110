"""What a board has written of its lesson so far, so that no test waits longer for it than it has to."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.classroom import wait_until

WITHIN_S = 30
# A database is made by the board alone: asked for before it is there, it would be made without its shelves.
HOLDS = """async (words) => {
  if (!(await indexedDB.databases()).some(({name}) => name === "readroom")) return false;
  const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const database = await done(indexedDB.open("readroom"));
  const entries = await done(database.transaction("entries").objectStore("entries").getAll());
  database.close();
  return words.every((word) => JSON.stringify(entries).includes(word));
}"""


def wait_until_kept(board: Page, *words: str) -> None:
    """Wait until what this browser keeps holds all these words, as JSON writes them."""
    wait_until(board, lambda: board.evaluate(HOLDS, list(words)), WITHIN_S, f"{words} are kept")
