"""Who took a pay code back, and which run has paid a travel claim"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.add_column("pay_code", sa.Column("undone_by", sa.String(), nullable=True))
    op.create_table(
        "pay_claim",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("run", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("org", "claim", name=op.f("pk_pay_claim")),
    )
    op.create_index("ix_pay_claim_org_run", "pay_claim", ["org", "run"])
