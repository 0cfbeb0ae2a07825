"""Since when nothing names a file"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("blob", sa.Column("unnamed_at", sa.BigInteger(), nullable=True))
