"""The site of a person, where it is another than the team's"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    op.add_column("person", sa.Column("site", sa.String(), nullable=True))
