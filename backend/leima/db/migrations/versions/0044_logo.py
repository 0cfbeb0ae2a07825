"""The organisation's logo"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    op.create_table(
        "logo",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("png", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("org", name=op.f("pk_logo")),
    )
    op.add_column("organisation", sa.Column("logo", sa.String(), nullable=True))
