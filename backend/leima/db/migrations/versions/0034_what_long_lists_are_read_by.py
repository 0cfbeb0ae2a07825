"""What whole years and teams are read by, and the columns that each person chose of a list"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0028"


def upgrade() -> None:
    op.create_index("ix_day_result_hours", "day_result", ["org", "person", "date", "status", "worked", "begins", "ends"])
    op.drop_index("ix_team_member_org_team", table_name="team_member")
    op.create_index(
        "ix_team_member_org_team", "team_member", ["org", "team", "role", "person", "from_date", "until_date"]
    )
    op.create_table(
        "list_choice",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("list", sa.String(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("org", "person", "list", name=op.f("pk_list_choice")),
    )
