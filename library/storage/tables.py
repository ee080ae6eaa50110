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
