"""Whether an entry was taken away by a person, or because its punches make another one"""

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
