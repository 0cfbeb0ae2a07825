"""What a work type or a cost centre was merged into, and since when"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    for table in ("work_type", "cost_centre"):
        for column in ("merged_into", "merged_on"):
            op.add_column(table, sa.Column(column, sa.String(), nullable=True))
