"""Planning rounds for leave, and links for calendars"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "leave_round",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("from_date", sa.String(), nullable=False),
        sa.Column("until_date", sa.String(), nullable=False),
        sa.Column("wish_by", sa.String(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("org", "id", name=op.f("pk_leave_round")),
    )
    op.create_index("ix_leave_round_org_team", "leave_round", ["org", "team", "from_date"])
    op.create_table(
        "round_wish",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("first_from", sa.String(), nullable=False),
        sa.Column("first_until", sa.String(), nullable=False),
        sa.Column("second_from", sa.String(), nullable=True),
        sa.Column("second_until", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("granted_from", sa.String(), nullable=True),
        sa.Column("granted_until", sa.String(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("wished_at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("org", "id", name=op.f("pk_round_wish")),
    )
    op.create_index("ix_round_wish_org_round", "round_wish", ["org", "round", "person"])
    op.create_index("ix_round_wish_org_person", "round_wish", ["org", "person"])
    op.create_table(
        "round_draft",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("org", "round", "person", name=op.f("pk_round_draft")),
    )
    op.create_table(
        "feed_link",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kinds", sa.Boolean(), nullable=False),
        sa.Column("team", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("used_on", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("org", "id", name=op.f("pk_feed_link")),
    )
    op.create_index("ix_feed_link_org_person", "feed_link", ["org", "person"])
    op.create_index("ix_feed_link_hash", "feed_link", ["hash"], unique=True)
