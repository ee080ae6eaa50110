"""Text tracks: a lesson's captions, chapters, descriptions and offers, each in a language, as WebVTT."""

from __future__ import annotations

import re

from sqlalchemy import ColumnElement, Engine, delete, func, insert, select

from backend.common.errors import BadMessageError, NotFoundError
from library.catalogue.offers import read_offers
from library.catalogue.webvtt import read_webvtt
from library.common.errors import BadTrackError, ConflictError
from library.storage.tables import TRACK

OFFERS = "offers"
KINDS = ("captions", "chapters", "descriptions", OFFERS)
TRACK_BYTES = 512 * 1024
TRACKS_MAX = 60
# The part of BCP 47 that says a language, a script and a region.
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


class Tracks:
    """The text tracks of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, lesson: str, kind: str, lang: str, label: str, body: bytes) -> int:
        """Keep a track in place of the one before, and return how many cues it has.

        Raises BadMessageError for another kind or language, BadTrackError with line and column.
        """
        if kind not in KINDS or _LANGUAGE.fullmatch(lang) is None:
            raise BadMessageError(f"A track is one of {', '.join(KINDS)}, in a language such as en or pt-BR.")
        text = _decoded(body)
        cues = _count_cues(kind, text)
        with self._engine.begin() as connection:
            connection.execute(delete(TRACK).where(_chosen(lesson, kind, lang)))
            count = select(func.count()).select_from(TRACK).where(TRACK.c.lesson == lesson)
            if (connection.scalar(count) or 0) >= TRACKS_MAX:
                raise ConflictError(f"A lesson has at most {TRACKS_MAX} text tracks.")
            values = {"lesson": lesson, "kind": kind, "lang": lang, "label": label or lang, "body": text}
            connection.execute(insert(TRACK).values(values))
        return cues

    def check(self, kind: str, body: bytes) -> int:
        """Return how many cues a track has; raise BadTrackError with line and column."""
        return _count_cues(kind, _decoded(body))

    def body(self, lesson: str, kind: str, lang: str) -> str:
        """Return a track's text; raise NotFoundError."""
        with self._engine.connect() as connection:
            body = connection.scalar(select(TRACK.c.body).where(_chosen(lesson, kind, lang)))
        if body is None:
            raise NotFoundError("This lesson has no such text.")
        return str(body)

    def delete(self, lesson: str, kind: str, lang: str) -> None:
        """Delete a track."""
        with self._engine.begin() as connection:
            connection.execute(delete(TRACK).where(_chosen(lesson, kind, lang)))


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise BadTrackError(f"Line {line}: WebVTT is UTF-8, and this is not.") from None


def _count_cues(kind: str, text: str) -> int:
    if kind == OFFERS:
        return len(read_offers(text))
    return len(read_webvtt(text, is_chapters=kind == "chapters"))


def _chosen(lesson: str, kind: str, lang: str) -> ColumnElement[bool]:
    return (TRACK.c.lesson == lesson) & (TRACK.c.kind == kind) & (TRACK.c.lang == lang)
