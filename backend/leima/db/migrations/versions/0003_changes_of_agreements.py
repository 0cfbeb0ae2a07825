"""Changes of agreements' rules, so that they can be taken back"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "agreement_change",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(), nullable=True),
        sa.Column("from_date", sa.String(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("org", "agreement", "version", name=op.f("pk_agreement_change")),
    )
