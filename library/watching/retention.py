"""Retention: drops what is kept too long, at the start and once a day, and leaves no bytes of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

from sqlalchemy import Engine, select

from backend.common.logs import SERVER_LOG
from library.archive.sessions import Sessions
from library.media.store import MediaStore
from library.storage.database import forget_deleted
from library.storage.tables import LESSON
from library.watching.curves import Curves
from library.watching.offer_desk import OfferDesk
from library.watching.pool import Pool

DAY_S = 24 * 3600


class Retention:
    """What one library keeps, and for how long."""

    def __init__(
        self,
        engine: Engine,
        curves: Curves,
        pool: Pool,
        offers: OfferDesk,
        store: MediaStore,
        sessions: Sessions,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._engine = engine
        self._curves = curves
        self._pool = pool
        self._offers = offers
        self._store = store
        self._sessions = sessions
        self._today = today

    def sweep(self) -> None:
        """Drop what is out of date."""
        self._pool.sweep()
        self._offers.sweep()
        gone = self._curves.out_of_date(self._today())
        for lesson in gone:
            self._curves.delete(lesson)
        is_any_lesson = self._sessions.drop_out_of_date(self._today())
        if gone or is_any_lesson:
            forget_deleted(self._engine)
        with self._engine.connect() as connection:
            lessons = list(connection.scalars(select(LESSON.c.id)))
        self._store.sweep(lessons)

    def sweep_daily(self) -> None:
        """Sweep now and every day, in a thread that ends with the process."""
        threading.Thread(target=self._for_ever, name="retention", daemon=True).start()

    def _for_ever(self) -> None:
        waits = threading.Event()
        while True:
            try:
                self.sweep()
            except Exception:
                SERVER_LOG.exception("what is out of date could not be dropped")
            waits.wait(DAY_S)
