"""Offers of help in a real browser: prepared by a teacher, and taken by a student who is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, Request, expect

from tests.browser.access.screens import Examiner
from tests.browser.boards import OpenPage, make_room, press_tool
from tests.browser.classroom import Console, Room, join, role
from tests.browser.test_library import forget_refusal, library, until, video

__all__ = ["library", "video"]
SECONDS_MS = 7000
QTI = """<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i" title="FIFO">
<qti-response-declaration identifier="R" cardinality="single" base-type="identifier">
<qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration>
<qti-item-body><p>Think of a <b>queue</b>.</p><qti-choice-interaction response-identifier="R" max-choices="1">
<qti-prompt>Who leaves first?</qti-prompt><qti-simple-choice identifier="A">Who came last</qti-simple-choice>
<qti-simple-choice identifier="B">Who came first</qti-simple-choice></qti-choice-interaction></qti-item-body>
</qti-assessment-item>"""
QTI_2 = """<assessmentItem title="Order"><itemBody><orderInteraction responseIdentifier="R"/></itemBody>
</assessmentItem>"""
Api = Callable[..., Any]


def asked_as_teacher(page: Page, library: str, token: str) -> Api:
    """Return how the teacher's own requests are sent."""

    def ask(method: str, path: str, data: Any, kind: str = "application/json", **headers: str) -> Any:
        sent = {"Content-Type": kind, "Authorization": f"Readroom {token}", **headers}
        answer = page.request.fetch(f"{library}/library/api{path}", method=method, data=data, headers=sent)
        assert answer.ok, answer.text()
        return answer.json()

    return ask


def make_lesson(page: Page, library: str, video: Path) -> tuple[Api, str, str]:
    """Make a course with one published lesson; return the teacher's requests, token and the lesson's id."""
    made = page.request.post(f"{library}/library/api/courses", data={"title": "Algorithms", "policy": "self"})
    token = made.json()["token"]
    ask = asked_as_teacher(page, library, token)
    lesson = ask("POST", "/lessons", {"title": "Queues", "duration_ms": SECONDS_MS})["id"]
    data = video.read_bytes()
    whole = f"bytes 0-{len(data) - 1}/{len(data)}"
    ask("PUT", f"/lessons/{lesson}/media", data, "video/webm", **{"Content-Range": whole})
    ask("PUT", f"/lessons/{lesson}/media", b"", "video/webm", **{"Content-Range": f"bytes */{len(data)}"})
    ask("PATCH", f"/lessons/{lesson}", {"published": True})
    return ask, token, lesson


def add(page: Page, kind: str) -> Locator:
    """Add an offer in the editor; return its form."""
    page.locator(f"{role('add-kind')}[data-kind={kind}]").click()
    return page.locator(role("edit-offer")).last


def write_offers(page: Page) -> None:
    """Write a card with four kinds of offers at the beginning of the lesson."""
    page.locator(role("add-card")).click()
    page.get_by_label("Topic").fill("Queues")
    add(page, "text").get_by_label("What students read").fill("First in, first out.")
    quiz = add(page, "ask")
    quiz.get_by_label("Question", exact=True).fill("Who leaves first?")
    for place, choice in enumerate(("Who came last", "Nobody", "Who came first")):
        quiz.locator(role("edit-choice")).nth(place).fill(choice)
    quiz.get_by_label("Choice 3 is right").check()
    link = add(page, "link")
    link.get_by_label("What the link is called").fill("More")


def test_a_teacher_prepares_help_with_undo_preview_files_and_plain_text(
    library: str, video: Path, open_page: OpenPage, console: Console
) -> None:
    page, examiner = open_page(), Examiner()
    ask, token, lesson = make_lesson(page, library, video)
    page.goto(f"{library}/library/manage#{token}")
    page.locator(role("edit-help")).click()
    expect(page.locator(role("no-cards"))).to_be_visible()
    examiner.look(page, "an editor without help")
    write_offers(page)
    page.locator(role("save")).click()
    expect(page.locator(role("card-faults"))).to_contain_text("Offer 3: The address begins with https://")
    examiner.look(page, "an editor with a fault")
    page.get_by_label("Address (https)").fill("https://school.example/queues")
    page.locator(role("save")).click()
    expect(page.locator(role("edit-said"))).to_contain_text("Saved")
    (saved,) = cards_of(ask, lesson)
    assert [offer["do"] for offer in saved["offer"]] == ["text", "ask", "link"]
    assert saved["offer"][1]["right"] == 2

    page.locator(role("preview")).focus()
    page.keyboard.press("Enter")
    preview = page.locator(role("help-card"))
    expect(preview).to_contain_text("Opens school.example")
    examiner.look(page, "a preview")
    preview.locator(role("help-later")).click()
    page.locator(role("delete-card")).click()
    expect(page.locator(role("no-cards"))).to_be_visible()
    expect(page.locator(role("undo"))).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.locator(role("choose-card"))).to_have_count(1)

    choose = page.locator(role("import"))
    choose.set_input_files(file("items.xml", f"<items>{QTI}{QTI_2}</items>"))  # type: ignore[arg-type]
    expect(page.locator(role("import-said"))).to_have_text("1 stretch taken over.")
    expect(page.locator(role("import-left"))).to_contain_text("Not taken over: Order.")
    with page.expect_download() as saved_file:
        page.locator(role("export-h5p")).click()
    choose.set_input_files(saved_file.value.path())
    choose.set_input_files({**file("again.h5p", ""), "buffer": saved_file.value.path().read_bytes()})  # type: ignore[arg-type]
    expect(page.locator(role("choose-card"))).to_have_count(4)
    page.locator(role("plain-box")).locator("summary").click()
    plain = page.locator(role("plain"))
    vtt = plain.input_value()
    questions = [json.loads(line)["offer"][-1] for line in vtt.splitlines() if "Think of a queue." in line]
    asked = {
        "do": "ask",
        "text": "Think of a queue.\nWho leaves first?",
        "choices": ["Who came last", "Who came first"],
        "right": 1,
    }
    assert questions == [asked, asked]
    plain.fill(vtt.replace('"do":"text"', '"do":"sing"', 1))
    page.locator(role("use-plain")).click()
    expect(page.locator(role("plain-said"))).to_contain_text("Line 5, column ")
    forget_refusal(console, "422")
    plain.fill("WEBVTT\n")
    page.locator(role("use-plain")).click()
    expect(page.locator(role("choose-card"))).to_have_count(0)
    page.locator(role("undo")).click()
    expect(page.locator(role("choose-card"))).to_have_count(4)
    page.locator(role("save")).click()
    expect(page.locator(role("edit-said"))).to_contain_text("Saved")
    examiner.has_found_nothing()


def file(name: str, text: str) -> dict[str, Any]:
    """Return a file as a browser gets it."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": text.encode()}


def cards_of(ask: Api, lesson: str) -> list[Any]:
    """Return the cards that a lesson has in English."""
    body = ask("GET", f"/lessons/{lesson}/tracks/offers/en", None)["body"]
    return [json.loads(line) for line in body.splitlines() if line.startswith("{")]


CARD = {
    "topic": "Queues",
    "offer": [
        {"do": "text", "text": "First in, first out.", "as": "words"},
        {
            "do": "ask",
            "text": "Who leaves?",
            "choices": ["Last", "None", "First"],
            "right": 2,
            "wrong_to_s": 1,
        },
        {"do": "clip", "from_s": 5, "to_s": 5.5, "as": "example"},
        {"do": "link", "text": "More", "href": "https://school.example/queues"},
    ],
}


def play_from(page: Page, time_s: float) -> None:
    """Play a little of the lesson from some moment."""
    page.evaluate(
        """(time_s) => new Promise((done) => {
          const video = document.querySelector("video");
          video.currentTime = time_s;
          video.addEventListener("seeked", () => {
            const played = () => !video.paused && !video.seeking && video.currentTime > time_s;
            video.addEventListener("timeupdate", () => played() && done());
            video.play();
          }, { once: true });
        })""",
        time_s,
    )


def test_who_is_lost_is_offered_help_once_and_nothing_says_why(
    library: str, video: Path, open_page: OpenPage
) -> None:
    page, examiner = open_page(), Examiner()
    ask, _, lesson = make_lesson(page, library, video)
    track = f"WEBVTT\n\nqueue\n00:00.000 --> 00:07.000\n{json.dumps(CARD)}\n"
    ask("PUT", f"/lessons/{lesson}/tracks/offers/en?label=English", track, "text/vtt")
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))
    page.goto(f"{library}/library/w#{lesson}")
    page.locator(role("agree")).click()
    page.evaluate("document.querySelector('video').muted = true")
    card = page.locator(role("help-card"))
    # Back twice into the stretch: no press, and no camera.
    for time_s in (5, 1, 5, 1):
        play_from(page, time_s)
    expect(card).to_be_visible()
    examiner.look(page, "a card of help")
    offers = card.locator(role("help-offer"))
    expect(offers.nth(3)).to_contain_text("Opens school.example")
    offers.nth(1).click()
    choices = card.locator(role("help-choice"))
    choices.nth(0).click()
    expect(card.locator(role("help-said"))).to_have_text("Not quite. Try again.")
    choices.nth(1).click()
    expect(card.locator(role("help-said"))).to_have_text("The answer is: First")
    expect(card.locator(role("help-taken"))).to_contain_text("First in, first out.")
    examiner.look(page, "a question answered wrongly")
    card.locator(role("help-others")).click()
    offers.filter(has_text="Watch 0:05").click()
    expect(card.locator(role("help-thumb"))).to_be_visible(timeout=60_000)
    card.locator(role("help-yes")).focus()
    page.keyboard.press("Enter")
    card.locator(role("help-close")).click()
    expect(card).to_be_hidden()
    # The way that was taken comes first, when the student asks; no second card comes by itself.
    page.locator(role("press-lost")).click()
    expect(card).to_be_hidden()
    page.locator(role("help-open")).click()
    expect(offers.first).to_contain_text("Watch 0:05")
    card.locator(role("help-later")).click()
    with page.expect_response("**/contributions", timeout=120_000):
        play_from(page, 6)
        until(page, "ended")
        page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    told = [
        json.loads(request.post_data or "{}") for request in sent if request.url.endswith("/contributions")
    ]
    events = [tuple(event) for message in told for event in message.get("offers", [])]
    shown = [("queue", place, "shown") for place in range(4)]
    taken = [("queue", 1, "taken"), ("queue", 1, "not_helped"), ("queue", 2, "taken"), ("queue", 2, "helped")]
    assert sorted(set(events)) == sorted([*shown, *taken])
    known = {"ticket", "seq", "runs", "again", "marks", "offers"}
    assert all(set(message) <= known for message in told)
    assert {request.url for request in sent if "school.example" in request.url} == set()
    said = json.dumps([request.post_data or "" for request in sent]) + " ".join(each.url for each in sent)
    for reason in ("rewound", "wrong", "puzzled", "Queues", "words", "example"):
        assert reason not in said
    examiner.has_found_nothing()


def test_prepared_help_goes_to_those_who_are_lost_or_to_all_with_its_origin(
    relay: str, open_page: OpenPage
) -> None:
    board, ada, ben, examiner = open_page(), open_page(), open_page(), Examiner()
    code = make_room(board, relay, "self")
    room = Room(code, f"{relay}/s#{code}", board.url)
    join(ada, room, "Ada", "consent-self")
    join(ben, room, "Ben", "consent-self")
    press_tool(board, "open-shelf")
    board.locator(role("shelf-kind")).select_option("link")
    board.locator(role("shelf-text")).fill("A worked example")
    board.locator(role("shelf-href")).fill("http://school.example/queues")
    board.locator(role("shelf-add")).click()
    expect(board.locator(role("shelf-trouble"))).to_contain_text("https://")
    board.locator(role("shelf-href")).fill("https://school.example/queues")
    board.locator(role("shelf-add")).click()
    lost = board.locator(role("shelf-lost"))
    expect(lost).to_be_disabled()
    ada.locator(role("lost")).click()
    expect(lost).to_have_text("Send to the one who is lost")
    examiner.look(board, "the shelf of help")
    lost.click()
    link = ada.locator(role("question-link"))
    expect(link).to_have_attribute("href", "https://school.example/queues")
    expect(ada.locator(role("question-origin"))).to_have_text("school.example")
    examiner.look(ada, "help with a link")
    ada.get_by_role("button", name="That helps").click()
    expect(board.locator(role("shelf-said"))).to_contain_text("“That helps”: 1")
    expect(ben.locator(role("question"))).to_be_hidden()
    board.locator(role("shelf-all")).click()
    expect(ben.locator(role("question-link"))).to_have_attribute("rel", "noopener noreferrer")
    expect(board.locator(role("question-text"))).to_have_text("A worked example")
    # Who comes late gets the link with the question.
    late = join(open_page(), room, "Cem", "consent-self")
    expect(late.locator(role("question-link"))).to_have_attribute("href", "https://school.example/queues")
    board.locator(role("end-question")).click()
    expect(ben.locator(role("question"))).to_be_hidden()
    examiner.has_found_nothing()
