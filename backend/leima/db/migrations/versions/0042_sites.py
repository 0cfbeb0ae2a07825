"""Sites by name and street address, and which of them a team is at"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    op.create_table(
        "site",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("org", "id", name=op.f("pk_site")),
    )
    op.add_column("team", sa.Column("site", sa.String(), nullable=True))
