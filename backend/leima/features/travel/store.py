"""Claims, trips and receipts: their only writer. Of free words only the reason of a decision enters the audit trail."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlmodel import SQLModel

from leima.access.rows import visible_once_shown
from leima.access.teams import units_over
from leima.db.rows import table_of
from leima.db.site import local_date
from leima.db.tables.travel import Claim, Receipt, Trip
from leima.db.tx import Tx

TRACED: Mapping[str, tuple[str, ...]] = {
    "claim": ("cost_centre", "advance_cents", "status", "reason", "due_cents", "expenses_cents", "paid_on"),
    "trip": ("claim", "date", "until_date", "due_cents", "tax_free_cents", "taxable_cents"),
    "receipt": ("claim", "trip", "date", "expense_cents", "files"),
}
"""What the audit trail keeps of a row, old and new."""


ALIKE = ("date", "supplier", "gross_cents", "currency")
"""What two receipts for one and the same have in common."""


class _Named(NamedTuple):
    id: str
    name: str


class _Alike(NamedTuple):
    """A receipt's files, and what was told of it where it is of the same day: to read all of them takes too long."""

    id: str
    files: str
    same_day: str | None


_ALIKE = (
    "SELECT id, files, CASE WHEN date=:date THEN body END AS same_day FROM receipt"
    " WHERE org=:org AND person=:person AND NOT deleted AND id <> :but"
)

_IN_PAY_RUN = (
    "SELECT COUNT(*) FROM pay_row r JOIN pay_run p ON p.org = r.org AND p.id = r.run WHERE r.org=:org"
    " AND r.person=:person AND r.kind LIKE 'travel.%' AND p.from_date <= :date AND p.until_date >= :date"
)


class Sums(NamedTuple):
    """The first and last date of a claim's trips and receipts, and their sums in cents."""

    from_date: str | None
    until_date: str | None
    due_cents: int
    tax_free_cents: int
    taxable_cents: int
    expenses_cents: int


def claim(tx: Tx, id: str) -> Claim | None:
    return tx.get(Claim, id=id)


def in_pay_run(tx: Tx, row: Claim) -> bool:
    """Whether a locked pay run pays it: a run of the period in which it was approved, with claims of its person."""
    if row.status not in ("approved", "paid") or row.payee != "employee" or row.decided_at is None:
        return False
    date = local_date(tx, row.decided_at)
    return bool(tx.value(int, _IN_PAY_RUN, org=tx.org, person=row.person, date=date))


def claim_owner(tx: Tx, id: str) -> str | None:
    """Whose claim it is."""
    row = tx.get(Claim, id=id)
    return row.person if row else None


def page(tx: Tx, wheres: Sequence[str], params: Mapping[str, Any], limit: int) -> list[Claim]:
    """Claims that the actor sees and for which each condition on the row `t` holds, by id."""
    where, seen = visible_once_shown(tx, "t.person", "t.shown_on", payroll=True)
    both = " AND ".join([where, *wheres])
    sql = f"SELECT * FROM claim t WHERE t.org=:org AND NOT deleted AND {both} ORDER BY id LIMIT :limit"
    return tx.rows(Claim, sql, org=tx.org, limit=limit, **seen, **params)


def trips_in(tx: Tx, claims: Sequence[str]) -> list[Trip]:
    """The trips of some claims by their start."""
    sql = "SELECT * FROM trip WHERE org=:org AND claim IN :claims AND NOT deleted ORDER BY start_at, id"
    return tx.rows(Trip, sql, org=tx.org, claims=list(claims))


def receipts_in(tx: Tx, claims: Sequence[str]) -> list[Receipt]:
    """The receipts of some claims by their date."""
    sql = "SELECT * FROM receipt WHERE org=:org AND claim IN :claims AND NOT deleted ORDER BY date, id"
    return tx.rows(Receipt, sql, org=tx.org, claims=list(claims))


def learn_names(tx: Tx, people: Iterable[str | None]) -> None:
    """Reads the names of these people in one go: `person_name` knows them then."""
    unknown = sorted({person for person in people if person is not None} - set(tx.cache.names))
    for row in tx.rows(_Named, "SELECT id, name FROM person WHERE org=:org AND id IN :ids", org=tx.org, ids=unknown):
        tx.cache.names[row.id] = row.name


def sent(tx: Tx) -> list[Claim]:
    """The claims that wait for a decision among those that the actor sees, oldest first."""
    where, params = visible_once_shown(tx, "t.person", "t.shown_on", payroll=True)
    sql = (
        f"SELECT * FROM claim t WHERE t.org=:org AND status='submitted' AND NOT deleted AND {where}"
        " ORDER BY shown_on, id LIMIT 1000"
    )
    return tx.rows(Claim, sql, org=tx.org, **params)


def trips_of(tx: Tx, claim: str) -> list[Trip]:
    """The trips of a claim by their start."""
    return trips_in(tx, [claim])


def receipts_of(tx: Tx, claim: str) -> list[Receipt]:
    """The receipts of a claim by their date."""
    return receipts_in(tx, [claim])


def knows_centre(tx: Tx, id: str) -> bool:
    """Whether the organisation has a cost centre, offered or no longer."""
    return tx.value(str, "SELECT id FROM cost_centre WHERE org=:org AND id=:id", org=tx.org, id=id) is not None


def overlaps(tx: Tx, person: str, start: int | None, end: int | None, but: str) -> bool:
    """Whether another trip of the person is under way between two epoch minutes."""
    if start is None or end is None:
        return False
    sql = (
        "SELECT COUNT(*) FROM trip WHERE org=:org AND person=:person AND start_at < :last AND end_at > :first"
        " AND NOT deleted AND id <> :but"
    )
    return bool(tx.value(int, sql, org=tx.org, person=person, first=start, last=end, but=but))


def look_alike(tx: Tx, person: str, told: Mapping[str, Any], but: str) -> str | None:
    """Another receipt of the person with one of these files, or with the same date, supplier and sum."""
    alike = tx.rows(_Alike, _ALIKE, org=tx.org, person=person, but=but, date=told["date"])
    for row in sorted(alike, key=lambda one: one.id):
        if any(sha256 in row.files for sha256 in told["files"]):
            return row.id
        other = json.loads(row.same_day) if told["supplier"] and row.same_day else None
        if other is not None and all(told[name] == other[name] for name in ALIKE):
            return row.id
    return None


_SUMS = (
    "SELECT MIN(first) AS from_date, MAX(last) AS until_date, CAST(COALESCE(SUM(due), 0) AS BIGINT) AS due_cents,"
    " CAST(COALESCE(SUM(free), 0) AS BIGINT) AS tax_free_cents,"
    " CAST(COALESCE(SUM(taxed), 0) AS BIGINT) AS taxable_cents,"
    " CAST(COALESCE(SUM(spent), 0) AS BIGINT) AS expenses_cents FROM ("
    "SELECT date AS first, COALESCE(until_date, date) AS last, due_cents AS due, tax_free_cents AS free,"
    " taxable_cents AS taxed, 0 AS spent FROM trip WHERE org=:org AND claim=:id AND NOT deleted"
    " UNION ALL SELECT date, date, 0, 0, 0, expense_cents FROM receipt"
    " WHERE org=:org AND claim=:id AND NOT deleted) AS items"
)


def sums(tx: Tx, id: str) -> Sums:
    """What a claim's trips and receipts come to."""
    found = tx.one(Sums, _SUMS, org=tx.org, id=id)
    assert found is not None
    return found


def write_claim(tx: Tx, id: str, person: str, before: Claim | None, what: str = "", **values: Any) -> int:
    """Makes a claim or changes it. Returns its version."""
    return _write(tx, Claim(org=tx.org, id=id, person=person), before, what, values)


def write_trip(tx: Tx, id: str, person: str, before: Trip | None, what: str = "", **values: Any) -> int:
    """Makes a trip or changes it. Returns its version."""
    new = Trip(org=tx.org, id=id, person=person, claim="", body="", worked="")
    return _write(tx, new, before, what, values)


def write_receipt(tx: Tx, id: str, person: str, before: Receipt | None, what: str = "", **values: Any) -> int:
    """Makes a receipt or changes it. Returns its version."""
    new = Receipt(org=tx.org, id=id, person=person, claim="", body="", worked="")
    return _write(tx, new, before, what, values)


def _write(tx: Tx, new: Claim | Trip | Receipt, before: Any, what: str, values: Mapping[str, Any]) -> int:
    """Inserts the row, or sets columns of the one that was read; tells devices, and the audit trail what it was."""
    kind = table_of(type(new))[0]
    version = 1 if before is None else before.version + 1
    if values.get("edited"):
        values = {**values, "edited": version}
    if before is None:
        _insert(tx, new, values)
    else:
        sets = ", ".join(f"{name}=:{name}" for name in values)
        tx.run(
            f"UPDATE {kind} SET {sets}, version=:version WHERE org=:org AND id=:id",
            **values,
            version=version,
            org=tx.org,
            id=before.id,
        )
    old = None if before is None else {name: getattr(before, name) for name in TRACED[kind]}
    now = {name: values.get(name, getattr(before or new, name)) for name in TRACED[kind]}
    shown = [values.get("shown_on"), None if before is None else before.shown_on]
    units = [unit for date in shown if date is not None for unit in units_over(tx, new.person, date, date)]
    deleted = bool(values.get("deleted", before is not None and before.deleted))
    tx.changed(kind, new.id, owner=new.person, units=units, version=version, deleted=deleted)
    if what:
        tx.audit(f"{kind}.{what}", kind, new.id, old, None if deleted else now)
    return version


def _insert(tx: Tx, new: SQLModel, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(new, name, value)
    tx.insert(new)
