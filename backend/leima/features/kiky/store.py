"""Kiky marks: their only writer."""

from collections.abc import Mapping
from typing import Any

from leima.db.tx import Row, Tx

_MARK = (
    "INSERT INTO kiky_mark (org, id, person, date, start_at, end_at, break_min, status, waits, note, deleted,"
    " version) VALUES (:org, :id, :person, :date, :start_at, :end_at, :break_min, 'planned', :waits, :note, :deleted,"
    " 1)"
)


def mark(tx: Tx, id: str) -> Row | None:
    return tx.one("SELECT * FROM kiky_mark WHERE org=:org AND id=:id", org=tx.org, id=id)


def marks_on(tx: Tx, person: str, date: str) -> list[Row]:
    """The standing marks of one date."""
    return tx.rows(
        "SELECT * FROM kiky_mark WHERE org=:org AND person=:person AND date=:date AND NOT deleted ORDER BY id",
        **{"org": tx.org, "person": person, "date": date},
    )


def planned_after(tx: Tx, person: str, date: str, until: str) -> list[Row]:
    """The standing marks from `date` to `until`, both included."""
    return tx.rows(
        "SELECT * FROM kiky_mark WHERE org=:org AND person=:person AND date BETWEEN :date AND :until"
        " AND NOT deleted AND status='planned'",
        **{"org": tx.org, "person": person, "date": date, "until": until},
    )


def add(tx: Tx, id: str, person: str, values: Mapping[str, Any]) -> None:
    tx.run(_MARK, **{"org": tx.org, "id": id, "person": person, "deleted": False, "waits": False, **values})
    tx.changed("kiky_mark", id, owner=person, version=1)


def change(tx: Tx, row: Row, values: Mapping[str, Any]) -> int:
    """Sets columns of a mark and answers its new version."""
    sets = ", ".join(f"{name}=:{name}" for name in values)
    tx.run(
        f"UPDATE kiky_mark SET {sets}, version=version+1 WHERE org=:org AND id=:id",
        **{**values, "org": tx.org, "id": row.id},
    )
    deleted = bool(values.get("deleted", row.deleted))
    tx.changed("kiky_mark", row.id, owner=row.person, version=row.version + 1, deleted=deleted)
    return int(row.version) + 1
