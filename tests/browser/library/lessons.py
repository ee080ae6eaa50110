"""Lessons of a running library, made as a script would: a video, a course, and people who watched it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import requests

from tests.serving import serve

RATE = 10
WITHIN_S = 60.0
CAPTIONS = """WEBVTT

00:00.000 --> 00:05.000
A queue is first in,

00:05.000 --> 00:10.000
first <i>out</i>.
"""
CHAPTERS = "WEBVTT\n\n00:00.000 --> 00:05.000\nQueues\n\n00:05.000 --> 00:07.000\nStacks\n"


def write_video(path: Path, seconds: int) -> Path:
    """Write a lesson in VP8, in which each frame shows its number."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"VP80"), RATE, (160, 90))  # type: ignore[attr-defined]
    for frame in range(seconds * RATE):
        picture = np.full((90, 160, 3), frame * 2 % 256, np.uint8)
        writer.write(cv2.putText(picture, str(frame), (40, 60), 0, 1.5, (255, 255, 255), 2))
    writer.release()
    return path


@contextmanager
def serve_library(folder: Path, *options: str) -> Iterator[str]:
    """Run a library that takes uploads, and yield its address."""
    given = ("--data", str(folder), "--upload-gib", "1", *options)
    with serve(*given, module="library") as server:
        yield server.url.removesuffix("/library")


@dataclass(frozen=True)
class Lesson:
    """A published lesson, its course's code, and the key of its course's teacher."""

    url: str
    id: str
    token: str
    code: str

    @property
    def watch_url(self) -> str:
        """Return where it is watched."""
        return f"{self.url}/library/w#{self.id}"

    @property
    def teacher_url(self) -> str:
        """Return its course's page for the teacher."""
        return f"{self.url}/library/manage#{self.token}"

    def watched(self, runs: Sequence[Sequence[Any]], marks: Sequence[Sequence[Any]] = ()) -> None:
        """Contribute as one more browser that has watched it."""
        ticket = _asked("POST", f"{self._api}/tickets")["ticket"]
        said = {"ticket": ticket, "seq": 1, "runs": runs, "again": [], "marks": marks}
        _asked("POST", f"{self._api}/contributions", json=said)

    def offer(self, card: dict[str, Any]) -> None:
        """Give it a card of help from its beginning to its second chapter."""
        track = f"WEBVTT\n\nqueue\n00:00.000 --> 00:05.000\n{json.dumps(card)}\n"
        how = {"headers": {**_teacher(self.token), "Content-Type": "text/vtt"}, "data": track.encode()}
        _asked("PUT", f"{self._api}/tracks/offers/en?label=English", **how)

    def curve(self) -> dict[str, list[int]]:
        """Return its sums, as its teacher's page is told them."""
        sums: dict[str, list[int]] = _asked("GET", f"{self._api}/curve", headers=_teacher(self.token))["sums"]
        return sums

    @property
    def _api(self) -> str:
        return f"{self.url}/library/api/lessons/{self.id}"


def make_lesson(
    url: str, policy: str, video: Path, seconds: int, captions: str = CAPTIONS, chapters: str = CHAPTERS
) -> Lesson:
    """Make a course with one lesson, which has captions and chapters."""
    api = f"{url}/library/api"
    course = _asked("POST", f"{api}/courses", json={"title": "Algorithms", "policy": policy})
    teacher = _teacher(course["token"])
    made = {"title": "Queues", "duration_ms": seconds * 1000}
    lesson = _asked("POST", f"{api}/lessons", json=made, headers=teacher)["id"]
    data = video.read_bytes()
    for body, part in ((data, f"0-{len(data) - 1}"), (b"", "*")):
        piece = {**teacher, "Content-Type": "video/webm", "Content-Range": f"bytes {part}/{len(data)}"}
        _asked("PUT", f"{api}/lessons/{lesson}/media", data=body, headers=piece)
    for kind, text in (("captions", captions), ("chapters", chapters)):
        track = {**teacher, "Content-Type": "text/vtt"}
        where = f"{api}/lessons/{lesson}/tracks/{kind}/en?label=English"
        _asked("PUT", where, data=text.encode(), headers=track)
    _asked("PATCH", f"{api}/lessons/{lesson}", json={"published": True}, headers=teacher)
    return Lesson(url, lesson, course["token"], course["code"])


def _teacher(token: str) -> dict[str, str]:
    return {"Authorization": f"Readroom {token}"}


def _asked(method: str, url: str, **how: Any) -> dict[str, Any]:
    answer = requests.request(method, url, timeout=WITHIN_S, **how)
    assert answer.ok, answer.text
    return dict(answer.json())
