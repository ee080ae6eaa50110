"""Tables of the library (SQLAlchemy Core). None has a row, a field or a key of a person.

`curve` and `offer` hold sums alone: a cell is one bin of a lesson, or one offer of help, and one kind of
number, and a pool writes it when five people or more are in what it adds (library/watching/pool.py,
offer_pool.py).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

# Constraints have names in both databases, so that migrations can change them.
METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

COURSE = Table(
    "course",
    METADATA,
    Column("code", String(11), primary_key=True),
    Column("title", String(120), nullable=False),
    Column("topic", String(60), nullable=False),
    Column("policy", String(20), nullable=False),
    Column("listed", Boolean, nullable=False),
    Column("keep_days", Integer, nullable=False),
    Column("made_on", Date, nullable=False),
)

LESSON = Table(
    "lesson",
    METADATA,
    Column("id", String(12), primary_key=True),
    Column("course", String(11), ForeignKey("course.code", ondelete="CASCADE"), nullable=False, index=True),
    Column("title", String(120), nullable=False),
    Column("position", Integer, nullable=False),
    Column("published", Boolean, nullable=False),
    Column("duration_ms", Integer, nullable=False),
    # A link of an allowed origin; null where the lesson is a file.
    Column("link", String(400)),
    Column("mime", String(40)),
    Column("bytes", BigInteger),
    # Null until the whole file has arrived.
    Column("sha256", String(64)),
    # The day of the first sum; its curve is kept for the course's `keep_days` from it.
    Column("curve_since", Date),
)

TRACK = Table(
    "track",
    METADATA,
    Column("lesson", String(12), ForeignKey("lesson.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(12), primary_key=True),
    Column("lang", String(12), primary_key=True),
    Column("label", String(60), nullable=False),
    Column("body", Text, nullable=False),
)

CURVE = Table(
    "curve",
    METADATA,
    Column("lesson", String(12), ForeignKey("lesson.id", ondelete="CASCADE"), primary_key=True),
    Column("bin", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(12), primary_key=True),
    Column("sum", BigInteger, nullable=False),
    CheckConstraint("bin >= 0 and bin < 2880", name="bin"),
    CheckConstraint("sum > 0", name="sum"),
)

OFFER = Table(
    "offer",
    METADATA,
    Column("lesson", String(12), ForeignKey("lesson.id", ondelete="CASCADE"), primary_key=True),
    # The name of a card, and the offer on it.
    Column("cue", String(24), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(12), primary_key=True),
    Column("sum", BigInteger, nullable=False),
    CheckConstraint("place >= 0 and place < 5", name="place"),
    CheckConstraint("sum > 0", name="sum"),
)

# Archive: the class curves of live lessons that teachers have kept. A minute of fewer than five has no row,
# counts are bands, and shares steps of 5 % with open ends: the database itself takes no other.
_BANDS = "'5-9', '10-14', '15-19', '20-29', '30-49', '50-99', '100+'"


def _shares(*names: str) -> list[CheckConstraint]:
    return [CheckConstraint(f"{name} between 5 and 95 and {name} % 5 = 0", name=name) for name in names]


SESSION = Table(
    "session",
    METADATA,
    Column("id", String(12), primary_key=True),
    Column("course", String(11), ForeignKey("course.code", ondelete="CASCADE"), nullable=False),
    Column("day", Date, nullable=False),
    Column("title", String(120), nullable=False),
    Column("policy", String(20), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("here", String(6), nullable=False),
    Column("voice", Integer),
    Column("view_share", Integer),
    Column("view_low", Integer),
    Column("view_high", Integer),
    Column("view_coverage", Integer),
    UniqueConstraint("course", "day", "title"),
    CheckConstraint("minutes between 10 and 480", name="minutes"),
    CheckConstraint(f"here in ({_BANDS})", name="here"),
    *_shares("voice", "view_share", "view_low", "view_high", "view_coverage"),
)

SESSION_MINUTE = Table(
    "session_minute",
    METADATA,
    Column("session", String(12), ForeignKey("session.id", ondelete="CASCADE"), primary_key=True),
    Column("minute", Integer, primary_key=True, autoincrement=False),
    Column("here", String(6), nullable=False),
    Column("lost", Integer, nullable=False),
    Column("slower", Integer, nullable=False),
    Column("faster", Integer, nullable=False),
    Column("lost_or_slower", Integer, nullable=False),
    Column("focused", Integer),
    Column("coverage", Integer),
    CheckConstraint(f"here in ({_BANDS})", name="here"),
    *_shares("lost", "slower", "faster", "lost_or_slower", "focused", "coverage"),
)

SESSION_MARK = Table(
    "session_mark",
    METADATA,
    Column("session", String(12), ForeignKey("session.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("minute", Integer, nullable=False),
    Column("text", String(80), nullable=False),
)
