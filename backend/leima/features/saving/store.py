"""Wishes to save leave: their only writer."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from leima.access.rows import own_or_supervised
from leima.access.teams import units_on
from leima.db.actor import Actor
from leima.db.tables.saving import Saving
from leima.db.tx import Tx


class Posted(NamedTuple):
    """Hundredths of days that an earning year has given, and that are saved of it."""

    earned: int
    saved: int


def wish(tx: Tx, id: str) -> Saving | None:
    """The wish of this id."""
    return tx.get(Saving, id=id)


def owner(tx: Tx, id: str) -> str | None:
    """Who asked."""
    row = wish(tx, id)
    return row.person if row else None


def add(tx: Tx, id: str, person: str, earning_year: int, days: int, note: str) -> None:
    """Stores a new wish."""
    tx.insert(
        Saving(org=tx.org, id=id, person=person, earning_year=earning_year, days=days, note=note, asked_at=tx.now)
    )
    tx.changed("saving", id, owner=person, units=units_on(tx, person), version=1)
    tx.audit("saving.requested", "saving", id, None, {"person": person, "earning_year": earning_year, "days": days})


def change(tx: Tx, row: Saving, what: str, values: Mapping[str, Any]) -> int:
    """Sets columns of a wish as it was read. Returns its new version; raises LookupError when somebody was first."""
    sets = ", ".join(f"{name}=:{name}" for name in values)
    sql = f"UPDATE saving SET {sets}, version=version+1 WHERE org=:org AND id=:id AND version=:seen"
    if not tx.met(sql, **values, org=tx.org, id=row.id, seen=row.version):
        raise LookupError(f"wish {row.id} has changed")
    tx.changed("saving", row.id, owner=row.person, units=units_on(tx, row.person), version=row.version + 1)
    now = {"person": row.person, "status": values["status"], "earning_year": row.earning_year, "days": row.days}
    tx.audit(f"saving.{what}", "saving", row.id, {"status": row.status}, now)
    return row.version + 1


def waiting(tx: Tx, actor: Actor) -> list[Saving]:
    """What the actor may decide today, oldest first: of the teams they supervise; payroll of everybody."""
    where, params = ("TRUE", {}) if "payroll" in actor.roles else own_or_supervised(tx, "t.person")
    sql = (
        "SELECT * FROM saving t WHERE t.org=:org AND t.status='requested' AND t.person <> :me"
        f" AND {where} ORDER BY asked_at, id LIMIT 1000"
    )
    return tx.rows(Saving, sql, **params, org=tx.org, me=actor.person)


def asked(tx: Tx, person: str, earning_year: int, but: str) -> int:
    """Days of an earning year that wait for a word, but for one wish's."""
    sql = (
        "SELECT SUM(days) FROM saving WHERE org=:org AND person=:person AND earning_year=:year"
        " AND status='requested' AND id <> :but"
    )
    return tx.value(int, sql, org=tx.org, person=person, year=earning_year, but=but) or 0


def posted(tx: Tx, person: str, earning_year: int) -> Posted:
    """What the ledger says of an earning year: what it gave, and what is saved of it."""
    found = tx.one(
        Posted,
        "SELECT CAST(COALESCE(SUM(CASE WHEN kind IN ('opening', 'accrual') THEN amount ELSE 0 END), 0) AS BIGINT)"
        " AS earned, CAST(COALESCE(SUM(CASE WHEN kind='saving' THEN -amount ELSE 0 END), 0) AS BIGINT) AS saved"
        " FROM posting WHERE org=:org AND person=:person AND account='annual_holiday' AND year=:year",
        org=tx.org,
        person=person,
        year=earning_year,
    )
    return found or Posted(0, 0)
