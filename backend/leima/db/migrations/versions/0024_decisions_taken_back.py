"""What a decision on leave was about, and who took a decision back and why"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.add_column("leave_request", sa.Column("decided_was", sa.String(), nullable=True))
    op.add_column("decision", sa.Column("undone_by", sa.String(), nullable=True))
    op.add_column("decision", sa.Column("undone_why", sa.Text(), nullable=True))
