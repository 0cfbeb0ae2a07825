"""The company's switches of kiky: their only writer."""

import json
from collections.abc import Mapping
from typing import Any

from leima.db.tables.agreements import KikySwitch
from leima.db.tx import Tx
from leima.rules.switches import Switch


def switches(tx: Tx) -> list[KikySwitch]:
    """Every decision that stands, the one that begins last first."""
    return tx.rows(
        KikySwitch,
        "SELECT * FROM kiky_switch WHERE org=:org AND undone_at IS NULL ORDER BY from_date DESC, at DESC, id",
        org=tx.org,
    )


def switch(tx: Tx, id: str) -> KikySwitch | None:
    return tx.get(KikySwitch, id=id)


def add(tx: Tx, id: str, values: Mapping[str, Any]) -> None:
    """One decision. Call `terms.rebuild` for those whom it concerns afterwards."""
    scheme = values["scheme"]
    written = None if scheme is None else json.dumps(scheme, ensure_ascii=False, sort_keys=True)
    who = tx.actor.person if tx.actor else None
    tx.insert(KikySwitch(**{**values, "scheme": written}, org=tx.org, id=id, who=who, at=tx.now))
    tx.audit("kiky.switched", "kiky_switch", id, None, dict(values))


def undo(tx: Tx, row: KikySwitch) -> None:
    """Takes a decision back, once."""
    sql = "UPDATE kiky_switch SET undone_at=:now WHERE org=:org AND id=:id AND undone_at IS NULL"
    if tx.met(sql, now=tx.now, org=tx.org, id=row.id):
        old = {"agreement": row.agreement, "from_date": row.from_date, "runs": row.runs}
        tx.audit("kiky.switch_undone", "kiky_switch", row.id, old, None)


def in_rules(tx: Tx) -> tuple[Switch, ...]:
    """The decisions as the rules read them; read once in a unit of work."""
    read = tx.cache.switches
    if tx.org not in read:
        read[tx.org] = tuple(_switch(row) for row in switches(tx))
    return read[tx.org]


def _switch(row: KikySwitch) -> Switch:
    return Switch(
        from_=row.from_date,
        runs=row.runs,
        reason=row.reason,
        until=row.until_date,
        agreement=row.agreement,
        scheme=None if row.scheme is None else json.loads(row.scheme),
        made=row.at,
    )
