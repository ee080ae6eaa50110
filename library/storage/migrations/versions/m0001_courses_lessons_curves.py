"""Courses, lessons, text tracks and curves."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the four tables."""
    op.create_table(
        "course",
        sa.Column("code", sa.String(11), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("topic", sa.String(60), nullable=False),
        sa.Column("policy", sa.String(20), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("keep_days", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_course")),
    )
    op.create_table(
        "lesson",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("course", sa.String(11), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.Column("link", sa.String(400)),
        sa.Column("mime", sa.String(40)),
        sa.Column("bytes", sa.BigInteger()),
        sa.Column("sha256", sa.String(64)),
        sa.Column("curve_since", sa.Date()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson")),
        sa.ForeignKeyConstraint(
            ["course"], ["course.code"], name=op.f("fk_lesson_course"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_lesson_course"), "lesson", ["course"])
    op.create_table(
        "track",
        sa.Column("lesson", sa.String(12), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("lang", sa.String(12), nullable=False),
        sa.Column("label", sa.String(60), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("lesson", "kind", "lang", name=op.f("pk_track")),
        sa.ForeignKeyConstraint(["lesson"], ["lesson.id"], name=op.f("fk_track_lesson"), ondelete="CASCADE"),
    )
    op.create_table(
        "curve",
        sa.Column("lesson", sa.String(12), nullable=False),
        sa.Column("bin", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("sum", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("lesson", "bin", "kind", name=op.f("pk_curve")),
        sa.ForeignKeyConstraint(["lesson"], ["lesson.id"], name=op.f("fk_curve_lesson"), ondelete="CASCADE"),
        sa.CheckConstraint("bin >= 0 and bin < 2880", name=op.f("ck_curve_bin")),
        sa.CheckConstraint("sum > 0", name=op.f("ck_curve_sum")),
    )


def downgrade() -> None:
    """Drop them, the dependent ones first."""
    for table in ("curve", "track"):
        op.drop_table(table)
    op.drop_index(op.f("ix_lesson_course"), "lesson")
    for table in ("lesson", "course"):
        op.drop_table(table)
