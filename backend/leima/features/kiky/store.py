"""Kiky marks: their only writer."""

from collections.abc import Mapping
from typing import Any

from leima.access.rows import visible
from leima.db.tables.hours import KikyMark
from leima.db.tx import Query, Tx


def marks_on(tx: Tx, person: str, date: str) -> list[KikyMark]:
    """The standing marks of one date, by id."""
    sql = "SELECT * FROM kiky_mark WHERE org=:org AND person=:person AND date=:date AND NOT deleted"
    return sorted(tx.rows(KikyMark, sql, org=tx.org, person=person, date=date), key=lambda one: one.id)


def waiting(tx: Tx) -> list[KikyMark]:
    """The marks that wait for a word, of the people whom the actor sees today, oldest first; those whose day has been
    punched count by the punches."""
    where, params = visible(tx)
    return tx.rows(
        KikyMark,
        f"SELECT * FROM kiky_mark WHERE {where} AND waits AND NOT deleted AND EXISTS (SELECT 1 FROM day_result d"
        " WHERE d.org = kiky_mark.org AND d.person = kiky_mark.person AND d.date = kiky_mark.date"
        " AND d.body LIKE :told) ORDER BY date, id",
        **params,
        told='%"kiky_waits"%',
    )


def planned_after(tx: Tx, person: str, date: str, until: str) -> list[KikyMark]:
    """The standing marks from `date` to `until`, both included."""
    return tx.all(planned_query(tx, person, date, until))


def planned_query(tx: Tx, person: str, date: str, until: str) -> Query[KikyMark]:
    """The query of `planned_after`."""
    return tx.query(
        KikyMark,
        "SELECT * FROM kiky_mark WHERE org=:org AND person=:person AND date BETWEEN :date AND :until"
        " AND NOT deleted AND status='planned'",
        org=tx.org,
        person=person,
        date=date,
        until=until,
    )


def length(mark: KikyMark, contract_day: int) -> int:
    """Minutes of a marked day: by the clock less its break, else the contract day."""
    if mark.start_at is None or mark.end_at is None:
        return contract_day
    return (mark.end_at - mark.start_at) // 60_000 - mark.break_min


def add(tx: Tx, id: str, person: str, values: Mapping[str, Any]) -> None:
    """A new planned mark; instants are epoch ms."""
    tx.insert(KikyMark(org=tx.org, id=id, person=person, **values))
    tx.changed("kiky_mark", id, owner=person, version=1)


def change(tx: Tx, row: KikyMark, values: Mapping[str, Any]) -> int:
    """Sets columns of a mark and returns its new version."""
    sets = ", ".join(f"{name}=:{name}" for name in values)
    sql = f"UPDATE kiky_mark SET {sets}, version=version+1 WHERE org=:org AND id=:id"
    tx.run(sql, **values, org=tx.org, id=row.id)
    deleted = bool(values.get("deleted", row.deleted))
    tx.changed("kiky_mark", row.id, owner=row.person, version=row.version + 1, deleted=deleted)
    return row.version + 1
