"""When each day's hours begin and end, beside its body"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    for name in ("worked", "begins", "ends"):
        op.add_column("day_result", sa.Column(name, sa.Integer(), nullable=True))
