"""Absences: their only writer. What they say of somebody's health never enters the audit trail."""

from collections.abc import Mapping
from typing import Any

from leima.db.door import units_over
from leima.db.tx import Row, Tx

_ABSENCE = (
    "INSERT INTO absence (org, id, person, unit, from_date, until_date, minutes, kind, note, reason, author, deleted,"
    " version) VALUES (:org, :id, :person, :unit, :from_date, :until_date, :minutes, :kind, :note, :reason, :author,"
    " :deleted, 1)"
)
_TRACED = ("from_date", "until_date", "minutes", "kind")


def absence(tx: Tx, id: str) -> Row | None:
    return tx.one("SELECT * FROM absence WHERE org=:org AND id=:id", org=tx.org, id=id)


def overlapping(tx: Tx, person: str, first: str, last: str, but: str) -> bool:
    """Whether another standing absence meets these dates."""
    return (
        tx.one(
            "SELECT id FROM absence WHERE org=:org AND person=:person AND from_date <= :last AND until_date >= :first"
            " AND NOT deleted AND id <> :but LIMIT 1",
            **{"org": tx.org, "person": person, "first": first, "last": last, "but": but},
        )
        is not None
    )


def add(tx: Tx, id: str, person: str, author: str, values: Mapping[str, Any]) -> None:
    units = units_over(tx, person, values["from_date"], values["until_date"])
    unit = next(iter(units), None)
    who = {"org": tx.org, "id": id, "person": person, "unit": unit, "author": author}
    tx.run(_ABSENCE, **who, **values, deleted=False)
    tx.changed("absence", id, owner=person, units=units, version=1)
    tx.audit("absence.recorded", "absence", id, None, {"person": person, **_traced(values)})


def change(tx: Tx, row: Row, values: Mapping[str, Any]) -> int:
    """Sets columns of an absence and answers its new version."""
    sets = ", ".join(f"{name}=:{name}" for name in values)
    tx.run(
        f"UPDATE absence SET {sets}, version=version+1 WHERE org=:org AND id=:id",
        **{**values, "org": tx.org, "id": row.id},
    )
    deleted = bool(values.get("deleted", row.deleted))
    now = {"from_date": row.from_date, "until_date": row.until_date, **values}
    units = (
        *units_over(tx, row.person, now["from_date"], now["until_date"]),
        *units_over(tx, row.person, row.from_date, row.until_date),
    )
    tx.changed("absence", row.id, owner=row.person, units=units, version=row.version + 1, deleted=deleted)
    old = {name: getattr(row, name) for name in _TRACED}
    tx.audit("absence.cancelled" if deleted else "absence.changed", "absence", row.id, old, _traced(values) or None)
    return int(row.version) + 1


def _traced(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in _TRACED if name in values}
