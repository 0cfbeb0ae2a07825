"""How many sign-ins were refused, and what a provider has said of whoever is not in yet"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0040"


def upgrade() -> None:
    counts = ("password", "code", "passkey", "company", "slowed", "told")
    op.create_table(
        "refused_sign_in",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in counts),
        sa.PrimaryKeyConstraint("org", "person", name=op.f("pk_refused_sign_in")),
    )
    op.create_index("ix_refused_sign_in_since", "refused_sign_in", ["since"])
    op.add_column("company_try", sa.Column("sub", sa.String(), nullable=True))
    op.add_column("company_try", sa.Column("named_values", sa.Text(), nullable=True))
