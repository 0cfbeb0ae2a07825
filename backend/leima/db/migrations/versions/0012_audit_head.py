"""The audit chain seals every column, and its head is kept apart so that a cut end shows"""

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0007"

AT_A_TIME = 2_000
SEALED_BEFORE = ("at", "who", "what", "entity", "entity_id", "old", "new")
BROKEN = "broken"
"""The new seal of an event where the old chain did not hold, so that it still does not."""


def upgrade() -> None:
    op.create_table(
        "audit_head",
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("org", name=op.f("pk_audit_head")),
    )
    connection = op.get_bind()
    orgs = connection.execute(sa.text("SELECT DISTINCT org FROM audit_event")).scalars().all()
    for org in orgs:
        n, seal = _seal_again(connection, org)
        head = sa.text("INSERT INTO audit_head (org, n, seal) VALUES (:org, :n, :seal)")
        connection.execute(head, {"org": org, "n": n, "seal": seal})


def _seal_again(connection: Any, org: str) -> tuple[int, str]:
    """Seals every event of an organisation anew; returns the last one's number and seal."""
    page = sa.text("SELECT * FROM audit_event WHERE org=:org AND n > :after ORDER BY n LIMIT :limit")
    write = sa.text("UPDATE audit_event SET seal=:seal WHERE org=:org AND n=:n")
    n, old, new = 0, "", ""
    while rows := connection.execute(page, {"org": org, "after": n, "limit": AT_A_TIME}).mappings().all():
        written = []
        for row in rows:
            follows = row["n"] == n + 1 and row["seal"] == _digest(old, row["n"], *(row[c] for c in SEALED_BEFORE))
            n, old = row["n"], row["seal"]
            everything = (org, *(row[column] for column in SEALED_BEFORE), row["person"])
            new = _digest(new, n, *everything) if follows else BROKEN
            written.append({"org": org, "n": n, "seal": new})
        connection.execute(write, written)
    return n, new


def _digest(before: str, n: int, *values: object) -> str:
    return hashlib.sha256(json.dumps([before, n, *values], ensure_ascii=False).encode()).hexdigest()
