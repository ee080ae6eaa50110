"""Counts of offers of help."""

import sqlalchemy as sa
from alembic import op

revision = "0002_offers"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "offer",
        sa.Column("lesson", sa.String(12), nullable=False),
        sa.Column("cue", sa.String(24), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("sum", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("lesson", "cue", "place", "kind", name=op.f("pk_offer")),
        sa.ForeignKeyConstraint(["lesson"], ["lesson.id"], name=op.f("fk_offer_lesson"), ondelete="CASCADE"),
        sa.CheckConstraint("place >= 0 and place < 5", name=op.f("ck_offer_place")),
        sa.CheckConstraint("sum > 0", name=op.f("ck_offer_sum")),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("offer")
