"""The archive: class curves of live lessons."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002_offers"
branch_labels = None
depends_on = None

_BANDS = "'5-9', '10-14', '15-19', '20-29', '30-49', '50-99', '100+'"


def _shares(table: str, *names: str) -> list[sa.CheckConstraint]:
    return [
        sa.CheckConstraint(f"{name} between 5 and 95 and {name} % 5 = 0", name=op.f(f"ck_{table}_{name}"))
        for name in names
    ]


def _in_session(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["session"], ["session.id"], name=op.f(f"fk_{table}_session"), ondelete="CASCADE"
    )


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "session",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("course", sa.String(11), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("policy", sa.String(20), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("here", sa.String(6), nullable=False),
        *[
            sa.Column(name, sa.Integer())
            for name in ("voice", "view_share", "view_low", "view_high", "view_coverage")
        ],
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.ForeignKeyConstraint(
            ["course"], ["course.code"], name=op.f("fk_session_course"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("course", "day", "title", name=op.f("uq_session_course")),
        sa.CheckConstraint("minutes between 10 and 480", name=op.f("ck_session_minutes")),
        sa.CheckConstraint(f"here in ({_BANDS})", name=op.f("ck_session_here")),
        *_shares("session", "voice", "view_share", "view_low", "view_high", "view_coverage"),
    )
    op.create_table(
        "session_minute",
        sa.Column("session", sa.String(12), nullable=False),
        sa.Column("minute", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("here", sa.String(6), nullable=False),
        *[
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("lost", "slower", "faster", "lost_or_slower")
        ],
        sa.Column("focused", sa.Integer()),
        sa.Column("coverage", sa.Integer()),
        sa.PrimaryKeyConstraint("session", "minute", name=op.f("pk_session_minute")),
        _in_session("session_minute"),
        sa.CheckConstraint(f"here in ({_BANDS})", name=op.f("ck_session_minute_here")),
        *_shares("session_minute", "lost", "slower", "faster", "lost_or_slower", "focused", "coverage"),
    )
    op.create_table(
        "session_mark",
        sa.Column("session", sa.String(12), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("session", "place", name=op.f("pk_session_mark")),
        _in_session("session_mark"),
    )


def downgrade() -> None:
    """Drop them, the dependent ones first."""
    for table in ("session_mark", "session_minute", "session"):
        op.drop_table(table)
