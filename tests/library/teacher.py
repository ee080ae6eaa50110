"""A library in the tests' own process, and a teacher who fills it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from library.app import create_app
from library.cli import prepare
from library.settings.config import LibraryConfig
from library.web.services import Services

SECRET = "a secret key for tests"
MINUTE_MS = 60_000
# The first boxes of an MP4, and what follows.
MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + bytes(range(256)) * 40


@dataclass
class Course:
    """A course and its teacher."""

    client: FlaskClient
    code: str
    token: str

    def call(self, method: str, path: str, **how: Any) -> TestResponse:
        """Ask as the teacher does."""
        headers = {"Authorization": f"Readroom {self.token}", **how.pop("headers", {})}
        return self.client.open(f"/library/api{path}", method=method, headers=headers, **how)

    def put(self, lesson: str, data: bytes, content_range: str, **headers: str) -> TestResponse:
        """Send a piece of a file."""
        sent = {"Content-Range": content_range, "Content-Type": "video/mp4", **headers}
        return self.call("PUT", f"/lessons/{lesson}/media", data=data, headers=sent)

    def lesson(self, minutes: float = 1, *, data: bytes = MP4) -> str:
        """Make, upload and publish a lesson; return its id."""
        answer = self.call(
            "POST", "/lessons", json={"title": "Queues", "duration_ms": int(minutes * MINUTE_MS)}
        )
        assert answer.status_code == 201, answer.json
        lesson = str(json_of(answer)["id"])
        assert self.put(lesson, data, f"bytes 0-{len(data) - 1}/{len(data)}").status_code == 200
        assert self.put(lesson, b"", f"bytes */{len(data)}").status_code == 200
        assert self.call("PATCH", f"/lessons/{lesson}", json={"published": True}).status_code == 200
        return lesson


@dataclass
class Library:
    """A library, its folder and a browser that asks it."""

    config: LibraryConfig
    services: Services
    client: FlaskClient

    def course(self, **facts: Any) -> Course:
        """Make a course."""
        wanted = {"title": "Algorithms", "policy": "labels", **facts}
        answer = self.client.post("/library/api/courses", json=wanted)
        assert answer.status_code == 201, answer.json
        return Course(self.client, json_of(answer)["code"], json_of(answer)["token"])

    def ticket(self, lesson: str) -> str:
        """Ask for a ticket, as a page does that begins to watch."""
        answer = self.client.post(f"/library/api/lessons/{lesson}/tickets")
        assert answer.status_code == 201, answer.json
        return str(json_of(answer)["ticket"])

    def contribute(self, lesson: str, ticket: str, *, seq: int = 1, **said: Any) -> TestResponse:
        """Send what a watching browser says."""
        message = {"ticket": ticket, "seq": seq, "runs": [], "again": [], "marks": [], **said}
        return self.client.post(f"/library/api/lessons/{lesson}/contributions", json=message)


def json_of(answer: TestResponse) -> Any:
    """Return what an answer says."""
    return answer.get_json()


def make_library(folder: Path, **settings: Any) -> Library:
    """Return a library on a folder, with these settings."""
    config = LibraryConfig(**{"data": folder, "secret_key": SECRET, "upload_gib": 1, **settings})
    prepare(config)
    app = create_app(config)
    return Library(config, app.extensions["library"], app.test_client())
