"""Whose word it is: an entry taken away by a person or by its punches, a kiky mark that waits for a supervisor"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_BY_MACHINE = (
    "UPDATE entry SET unpaired = TRUE WHERE deleted AND source = 'punch' AND overrides = '{}' AND NOT EXISTS"
    " (SELECT 1 FROM audit_event a WHERE a.org = entry.org AND a.entity = 'entry' AND a.entity_id = entry.id"
    " AND a.what = 'entry.deleted')"
)


def upgrade() -> None:
    op.add_column("entry", sa.Column("unpaired", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(_BY_MACHINE)
    op.add_column("kiky_mark", sa.Column("waits", sa.Boolean(), nullable=False, server_default=sa.false()))
