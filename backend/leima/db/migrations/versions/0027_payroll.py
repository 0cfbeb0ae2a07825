"""Payroll: codes, and locked runs with their rows"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "pay_code",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=True),
        sa.Column("from_date", sa.String(), nullable=False),
        sa.Column("until_date", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("who", sa.String(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("org", "id", name=op.f("pk_pay_code")),
    )
    op.create_index("ix_pay_code_org_kind", "pay_code", ["org", "kind", "from_date"])
    op.create_table(
        "pay_run",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("from_date", sa.String(), nullable=False),
        sa.Column("until_date", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("pay_day", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("totals", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("org", "id", name=op.f("pk_pay_run")),
    )
    op.create_index("ix_pay_run_org_period", "pay_run", ["org", "from_date", "number"], unique=True)
    op.create_table(
        "pay_row",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("hourly_cents", sa.BigInteger(), nullable=True),
        sa.Column("correction", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=True),
        sa.Column("dates", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("org", "run", "n", name=op.f("pk_pay_row")),
    )
    op.create_index("ix_pay_row_org_person", "pay_row", ["org", "person", "run"])
