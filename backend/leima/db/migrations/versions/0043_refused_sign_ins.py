"""How many sign-ins were refused, what a provider has said of whoever is not in yet, and which sessions began by it"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"


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
    op.add_column("session_family", sa.Column("by_company", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE session_family SET by_company = TRUE WHERE EXISTS (SELECT 1 FROM company_link l"
        " WHERE l.org = session_family.org AND l.person = session_family.person"
        " AND l.used_at = session_family.signed_in_at)"
    )
    op.add_column("company_try", sa.Column("sub", sa.String(), nullable=True))
    op.add_column("company_try", sa.Column("named_values", sa.Text(), nullable=True))
