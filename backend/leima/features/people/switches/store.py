"""The company's switches of kiky: their only writer."""

import json
from collections.abc import Mapping
from typing import Any

from leima.db.tx import Row, Tx
from leima.rules.switches import Switch

_ADD = (
    "INSERT INTO kiky_switch (org, id, agreement, from_date, until_date, runs, scheme, reason, who, at)"
    " VALUES (:org, :id, :agreement, :from_date, :until_date, :runs, :scheme, :reason, :who, :at)"
)


def switches(tx: Tx) -> list[Row]:
    """Every decision that stands, the one that begins last first."""
    return tx.rows(
        "SELECT * FROM kiky_switch WHERE org=:org AND undone_at IS NULL ORDER BY from_date DESC, at DESC, id",
        org=tx.org,
    )


def switch(tx: Tx, id: str) -> Row | None:
    return tx.one("SELECT * FROM kiky_switch WHERE org=:org AND id=:id", org=tx.org, id=id)


def add(tx: Tx, id: str, values: Mapping[str, Any]) -> None:
    """One decision. Call `terms.rebuild` for those whom it concerns afterwards."""
    scheme = values["scheme"]
    written = None if scheme is None else json.dumps(scheme, ensure_ascii=False, sort_keys=True)
    who = tx.actor.person if tx.actor else None
    tx.run(_ADD, **{**values, "scheme": written, "org": tx.org, "id": id, "who": who, "at": tx.now})
    tx.audit("kiky.switched", "kiky_switch", id, None, dict(values))


def undo(tx: Tx, row: Row) -> None:
    """Takes a decision back, once."""
    if tx.run(
        "UPDATE kiky_switch SET undone_at=:now WHERE org=:org AND id=:id AND undone_at IS NULL",
        **{"now": tx.now, "org": tx.org, "id": row.id},
    ):
        old = {"agreement": row.agreement, "from_date": row.from_date, "runs": bool(row.runs)}
        tx.audit("kiky.switch_undone", "kiky_switch", row.id, old, None)


def in_rules(tx: Tx) -> tuple[Switch, ...]:
    """The decisions as the rules read them; read once in a unit of work."""
    key = ("switches", tx.org)
    if key not in tx.memo:
        tx.memo[key] = tuple(_switch(row) for row in switches(tx))
    found: tuple[Switch, ...] = tx.memo[key]
    return found


def _switch(row: Row) -> Switch:
    return Switch(
        from_=row.from_date,
        runs=bool(row.runs),
        reason=row.reason,
        until=row.until_date,
        agreement=row.agreement,
        scheme=None if row.scheme is None else json.loads(row.scheme),
        made=int(row.at),
    )
