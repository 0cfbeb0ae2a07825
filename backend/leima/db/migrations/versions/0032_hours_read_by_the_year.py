"""The hours of a whole year are read without the bodies of its days, and a person's escalations without others'"""

from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.create_index(
        "ix_day_result_hours",
        "day_result",
        ["org", "person", "date", "status", "worked", "begins", "ends", "flex", "kiky"],
    )
    op.create_index("ix_escalation_org_person", "escalation", ["org", "person"])
