"""Minutes of days by what they were booked on, and choices of reports that people keep"""

import json
from collections import Counter
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0035"
AT_A_TIME = 2000


def upgrade() -> None:
    op.create_table(
        "day_share",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("work_type", sa.String(), nullable=False),
        sa.Column("cost_centre", sa.String(), nullable=False),
        sa.Column("remote", sa.Boolean(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            *("org", "kind", "date", "person", "work_type", "cost_centre", "remote"), name=op.f("pk_day_share")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "kept_report",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("monthly", sa.Boolean(), nullable=False),
        sa.Column("told_month", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("org", "person", "id", name=op.f("pk_kept_report")),
    )
    _fill(op.get_bind())


def _fill(connection: Any) -> None:
    """The shares of the days that are stored already."""
    page = sa.text(
        "SELECT org, person, date, body FROM day_result WHERE (org, person, date) > (:org, :person, :date)"
        " AND status IN ('done', 'pending') ORDER BY org, person, date LIMIT :limit"
    )
    write = sa.text(
        "INSERT INTO day_share (org, kind, date, person, work_type, cost_centre, remote, minutes)"
        " VALUES (:org, :kind, :date, :person, :work_type, :cost_centre, :remote, :minutes)"
    )
    after = {"org": "", "person": "", "date": ""}
    while rows := connection.execute(page, {**after, "limit": AT_A_TIME}).mappings().all():
        written = [share for row in rows for share in _shares(row)]
        if written:
            connection.execute(write, written)
        after = {name: rows[-1][name] for name in after}


def _shares(row: Any) -> list[dict[str, Any]]:
    told = json.loads(row["body"])
    worked = told.get("worked", 0)
    found = Counter({("target", "", "", False): told.get("target", 0), ("rest", "", "", False): worked})
    for span in told.get("spans", ()) if worked else ():
        minutes = span["end"] - span["start"]
        if span["kind"] == "work" and minutes > 0:
            found["work", span.get("work_type") or "", span.get("cost_centre") or "", span.get("remote", False)] += (
                minutes
            )
            found["ordered", "", "", False] += minutes if span.get("ordered") else 0
            found["rest", "", "", False] -= minutes
    whose = {name: row[name] for name in ("org", "person", "date")}
    return [
        {
            **whose,
            "kind": kind,
            "work_type": work_type,
            "cost_centre": cost_centre,
            "remote": remote,
            "minutes": minutes,
        }
        for (kind, work_type, cost_centre, remote), minutes in found.items()
        if minutes
    ]
