"""Services: everything that the routes of one library share."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Engine

from backend.common.clock import now_s
from library.archive.sessions import Sessions
from library.catalogue.courses import Courses
from library.catalogue.lessons import Lessons
from library.catalogue.tokens import CourseTokens
from library.catalogue.tracks import Tracks
from library.media.store import MediaStore
from library.settings.config import LibraryConfig
from library.storage.database import forget_deleted, open_database
from library.watching.curves import Curves
from library.watching.desk import Desk
from library.watching.offer_counts import OfferCounts
from library.watching.offer_desk import OfferDesk
from library.watching.offer_pool import OfferPool
from library.watching.pool import Pool
from library.watching.retention import Retention
from library.watching.tickets import Tickets
from library.web.gate import Gate

_GIB = 1024**3


@dataclass
class Services:
    """The parts of one library."""

    config: LibraryConfig
    gate: Gate
    engine: Engine
    courses: Courses
    lessons: Lessons
    tracks: Tracks
    curves: Curves
    store: MediaStore
    pool: Pool
    desk: Desk
    offers: OfferDesk
    tickets: Tickets
    course_tokens: CourseTokens
    retention: Retention
    sessions: Sessions
    _uploads: dict[str, threading.Lock] = field(default_factory=dict)

    @property
    def upload_bytes(self) -> int:
        """Return how much all uploads may take."""
        return int(self.config.upload_gib * _GIB)

    @property
    def lesson_bytes(self) -> int:
        """Return how large one upload may be."""
        return int(self.config.lesson_gib * _GIB)

    def upload_lock(self, lesson: str) -> threading.Lock:
        """Return the lock of a lesson's upload: its pieces arrive one after another."""
        return self._uploads.setdefault(lesson, threading.Lock())

    def forget(self, lessons: Iterable[str]) -> None:
        """Leave nothing of deleted lessons: no file, no sum that waits, no bytes of their rows."""
        for lesson in lessons:
            with self.upload_lock(lesson):
                self.desk.forget(lesson)
                self.store.delete(lesson)
            self._uploads.pop(lesson, None)
        forget_deleted(self.engine)


def make_services(config: LibraryConfig, keys: Sequence[str]) -> Services:
    """Return the parts of one library, on a database that has its tables."""
    engine = open_database(config.database_url)
    curves, lessons = Curves(engine), Lessons(engine)
    counts = OfferCounts(engine)
    offers = OfferDesk(engine, counts, OfferPool(counts.add, now_s))
    pool, tickets = Pool(curves.add, now_s), Tickets(*keys)
    store = MediaStore(config.data / "media")
    course_tokens, sessions = CourseTokens(*keys), Sessions(engine)
    return Services(
        config=config,
        gate=Gate(config, course_tokens),
        engine=engine,
        courses=Courses(engine, config.keep_days),
        lessons=lessons,
        tracks=Tracks(engine),
        curves=curves,
        store=store,
        pool=pool,
        desk=Desk(lessons, tickets, pool, offers),
        offers=offers,
        tickets=tickets,
        course_tokens=course_tokens,
        retention=Retention(engine, curves, pool, offers, store, sessions),
        sessions=sessions,
    )
