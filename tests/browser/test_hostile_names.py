"""Names that try to be more than names, on the real board: inert text, one line high."""

from __future__ import annotations

from playwright.sync_api import Dialog, Page, expect

from tests.browser.boards import Join, OpenPage, make_room
from tests.browser.classroom import role, wait_until

PLAIN = "Ada"
# What is typed, and what the board shows.
NAMES = {
    PLAIN: PLAIN,
    "<img src=x onerror=alert(1)>": "<img src=x onerror=alert(1)>",
    "<script>alert(2)</script>": "<script>alert(2)</script>",
    "&lt;b&gt; {{7*7}} ${alert(3)}": "&lt;b&gt; {{7*7}} ${alert(3)}",
    "\u202egnp.exe\u2066": "gnp.exe",
    "B\u200b\u200d\ufeffen": "Ben",
    "one\r\n\u2028two\x00\x1b[2J": "one two[2J",
    # A stroke goes before a hook below in NFC.
    "Z" + "\u0321\u0335\u0489" * 600: "Z\u0335\u0321\u0489\u0335",
    "\u0639\u0644\u064a 123": "\u0639\u0644\u064a 123",
    "\u0f40\u0f71\u0f72\u0f7e": "\u0f40\u0f71\u0f72\u0f7e",
    "\ufdfd" * 40: "\ufdfd" * 40,
    "\U00012031" * 40: "\U00012031" * 40,
    "W" * 40: "W" * 40,
}
TEXTS = "headings => headings.map((heading) => heading.textContent)"
HEIGHTS = "headings => headings.map((heading) => heading.getBoundingClientRect().height)"
CLIPPED = "headings => headings.every((heading) => getComputedStyle(heading).overflowY === 'hidden')"


def board_of(page: Page, relay: str, join: Join) -> Page:
    """Return the board of a room with everybody in it, raised hands announced."""
    code = make_room(page, relay)
    for name in NAMES:
        join(relay, code, name).say(hand=True)
    return page


def test_hostile_names_are_inert_text_one_line_high(relay: str, open_page: OpenPage, join: Join) -> None:
    page = open_page(viewport={"width": 360, "height": 740})
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    board_of(page, relay, join)
    headings = page.locator(f"{role('tile')} h3")
    expect(headings).to_have_count(len(NAMES))
    assert sorted(headings.evaluate_all(TEXTS)) == sorted(NAMES.values())
    # A tile out of sight has no layout until it is looked at (`content-visibility`), and a height of 0.
    wait_until(page, lambda: len(set(headings.evaluate_all(HEIGHTS))) == 1, 10.0, "names one line high")
    assert headings.evaluate_all(CLIPPED)
    expect(page.locator(f"{role('tile')} :is(h3 *, img, script, b)")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert dialogs == []
