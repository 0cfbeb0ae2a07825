"""Absences: their only writer. What they say of somebody's health never enters the audit trail."""

from collections.abc import Mapping
from typing import Any

from leima.access.teams import units_over
from leima.db.tables.absences import Absence
from leima.db.tx import Tx

_OVERLAPPING = (
    "SELECT COUNT(*) FROM absence WHERE org=:org AND person=:person AND from_date <= :last AND until_date >= :first"
    " AND NOT deleted AND id <> :but"
)
_TRACED = ("from_date", "until_date", "minutes", "kind")


def overlapping(tx: Tx, person: str, first: str, last: str, but: str) -> bool:
    """Whether another standing absence meets these dates."""
    return bool(tx.value(int, _OVERLAPPING, org=tx.org, person=person, first=first, last=last, but=but))


def add(tx: Tx, id: str, person: str, author: str, values: Mapping[str, Any]) -> None:
    units = units_over(tx, person, values["from_date"], values["until_date"])
    unit = next(iter(units), None)
    tx.insert(Absence(org=tx.org, id=id, person=person, unit=unit, author=author, **values))
    tx.changed("absence", id, owner=person, units=units, version=1)
    tx.audit("absence.recorded", "absence", id, None, {"person": person, **_traced(values)})


def change(tx: Tx, row: Absence, values: Mapping[str, Any]) -> int:
    """Sets columns of an absence and returns its new version."""
    sets = ", ".join(f"{name}=:{name}" for name in values)
    sql = f"UPDATE absence SET {sets}, version=version+1 WHERE org=:org AND id=:id"
    tx.run(sql, **values, org=tx.org, id=row.id)
    deleted = bool(values.get("deleted", row.deleted))
    now = {"from_date": row.from_date, "until_date": row.until_date, **values}
    units = (
        *units_over(tx, row.person, now["from_date"], now["until_date"]),
        *units_over(tx, row.person, row.from_date, row.until_date),
    )
    tx.changed("absence", row.id, owner=row.person, units=units, version=row.version + 1, deleted=deleted)
    old = {name: getattr(row, name) for name in _TRACED}
    tx.audit("absence.cancelled" if deleted else "absence.changed", "absence", row.id, old, _traced(values) or None)
    return row.version + 1


def _traced(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in _TRACED if name in values}
