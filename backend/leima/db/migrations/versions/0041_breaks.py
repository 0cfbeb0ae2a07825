"""The last break that somebody clocked is found without reading their other punches"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"

_BREAK = sa.text("kind = 'break_start'")


def upgrade() -> None:
    op.create_index("ix_punch_break", "punch", ["org", "person", "at"], sqlite_where=_BREAK, postgresql_where=_BREAK)
