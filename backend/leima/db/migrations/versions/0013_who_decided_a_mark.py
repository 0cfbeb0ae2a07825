"""Who confirmed or refused a kiky mark that waited for a word"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("kiky_mark", sa.Column("decided_by", sa.String(), nullable=True))
