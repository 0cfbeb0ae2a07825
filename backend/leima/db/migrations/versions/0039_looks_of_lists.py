"""How each person looks at the lists of the office, and what the audit log is searched by"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    op.create_table(
        "list_look",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("list", sa.String(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("tight", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("org", "person", "list", name=op.f("pk_list_look")),
    )
    for column in ("what", "who", "at"):
        op.create_index(f"ix_audit_event_org_{column}", "audit_event", ["org", column, "n"])
