"""Travel claims, trips and receipts"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "claim",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("cost_centre", sa.String(), nullable=True),
        sa.Column("advance_cents", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("from_date", sa.String(), nullable=True),
        sa.Column("until_date", sa.String(), nullable=True),
        sa.Column("shown_on", sa.String(), nullable=True),
        sa.Column("due_cents", sa.BigInteger(), nullable=False),
        sa.Column("tax_free_cents", sa.BigInteger(), nullable=False),
        sa.Column("taxable_cents", sa.BigInteger(), nullable=False),
        sa.Column("expenses_cents", sa.BigInteger(), nullable=False),
        sa.Column("payee", sa.String(), nullable=False),
        sa.Column("submitted_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("paid_on", sa.String(), nullable=True),
        sa.Column("paid_by", sa.String(), nullable=True),
        sa.Column("edited", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("org", "id", name=op.f("pk_claim")),
    )
    op.create_index("ix_claim_org_person", "claim", ["org", "person", "shown_on"])
    op.create_index("ix_claim_org_shown_on", "claim", ["org", "shown_on"])
    op.create_index("ix_claim_org_status", "claim", ["org", "status", "shown_on"])
    op.create_table(
        "trip",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("until_date", sa.String(), nullable=True),
        sa.Column("start_at", sa.Integer(), nullable=True),
        sa.Column("end_at", sa.Integer(), nullable=True),
        sa.Column("shown_on", sa.String(), nullable=True),
        sa.Column("terms", sa.Text(), nullable=True),
        sa.Column("worked", sa.Text(), nullable=False),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.Column("due_cents", sa.BigInteger(), nullable=False),
        sa.Column("tax_free_cents", sa.BigInteger(), nullable=False),
        sa.Column("taxable_cents", sa.BigInteger(), nullable=False),
        sa.Column("edited", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("org", "id", name=op.f("pk_trip")),
    )
    op.create_index("ix_trip_org_claim", "trip", ["org", "claim"])
    op.create_index("ix_trip_org_person", "trip", ["org", "person", "start_at"])
    op.create_table(
        "receipt",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("trip", sa.String(), nullable=True),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("shown_on", sa.String(), nullable=True),
        sa.Column("worked", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("expense_cents", sa.BigInteger(), nullable=False),
        sa.Column("duplicate_of", sa.String(), nullable=True),
        sa.Column("edited", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("org", "id", name=op.f("pk_receipt")),
    )
    op.create_index("ix_receipt_org_claim", "receipt", ["org", "claim"])
    op.create_index("ix_receipt_org_person", "receipt", ["org", "person", "date"])
