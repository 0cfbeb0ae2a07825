"""How long records are kept, legal holds, erasure, and events whose values may go while their seals stay"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.add_column("person", sa.Column("facts_from", sa.String(), nullable=False, server_default=""))
    op.add_column("person", sa.Column("forgotten_at", sa.BigInteger(), nullable=True))
    op.add_column("audit_event", sa.Column("salt", sa.String(), nullable=True))
    op.add_column("audit_event", sa.Column("kept", sa.Text(), nullable=True))
    op.add_column("audit_event", sa.Column("removal", sa.String(), nullable=True))
    op.create_index("ix_audit_event_org_removal", "audit_event", ["org", "removal"])
    op.create_table(
        "retention_setting",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("org", "kind", name=op.f("pk_retention_setting")),
    )
    op.create_table(
        "legal_hold",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("from_date", sa.String(), nullable=False),
        sa.Column("until_date", sa.String(), nullable=True),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        sa.Column("lifted_by", sa.String(), nullable=True),
        sa.Column("lifted_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("org", "id", name=op.f("pk_legal_hold")),
    )
    op.create_index("ix_legal_hold_org_person", "legal_hold", ["org", "person"])
    op.create_table(
        "retention_run",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("org", "id", name=op.f("pk_retention_run")),
    )
    op.create_table(
        "erasure",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("org", "person", name=op.f("pk_erasure")),
    )
