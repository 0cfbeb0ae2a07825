"""Two-step sign-in: an authenticator's secret, recovery codes, and who has to have it"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    op.add_column("organisation", sa.Column("two_step", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "two_step",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("org", "person", name=op.f("pk_two_step")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("org", "person", "hash", name=op.f("pk_recovery_code")),
    )
