"""What a student's browser has to fetch before FaceMesh: small enough for a slow school's network."""

from __future__ import annotations

from playwright.sync_api import Request

from backend.web.static_files import face_mesh_folder
from tests.browser.boards import OpenPage
from tests.browser.classroom import create_room, join, wait_until

MOST_SCRIPT_BYTES = 100_000


def test_less_than_100_kb_of_script_travel_before_face_mesh(relay: str, open_page: OpenPage) -> None:
    page = open_page()
    asked: list[Request] = []
    page.context.on("requestfinished", lambda request: asked.append(request))
    join(page, create_room(relay, "ask"))

    def before_face_mesh() -> list[Request]:
        first = next((n for n, each in enumerate(asked) if face_mesh_folder() in each.url), 0)
        return asked[:first]

    fetched = wait_until(page, before_face_mesh, 30, "FaceMesh is asked for")
    scripts = [each for each in fetched if each.url.endswith("js")]
    assert any("socket.io" in each.url for each in scripts)
    assert any("ask_card" in each.url for each in scripts)
    assert sum(each.sizes()["responseBodySize"] for each in scripts) < MOST_SCRIPT_BYTES
