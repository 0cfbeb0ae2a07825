"""A closed month beside what has corrected it since: the frozen totals stand, the open month carries the rest."""

import json
from collections import Counter
from typing import Any, NamedTuple

from leima.db.site import instant
from leima.db.tables.months import MonthCorrection
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.absences.privacy import knows_kinds
from leima.features.approvals.totals import bounds
from leima.features.ledger.kinds import in_unit, unit_of_account
from leima.features.months import corrections
from leima.features.months import store as months
from leima.features.reports.working_time.away import without_kinds

_CORRECTIONS = (
    "SELECT p.account, p.year, p.amount, p.date, p.corrects, p.why, p.who, p.at FROM posting p"
    " LEFT JOIN act a ON a.org = p.org AND a.id = p.act"
    " WHERE p.org=:org AND p.person=:person AND p.corrects BETWEEN :first AND :last AND a.undone_at IS NULL"
    " ORDER BY p.at, p.corrects, p.account, p.year"
)


class _Line(NamedTuple):
    """A ledger line in an open month that corrects a closed day (`corrects`)."""

    account: str
    year: int
    amount: int
    date: str
    corrects: str
    why: str
    who: str | None
    at: int


def frozen_month(tx: Tx, person: str, month: str) -> dict[str, Any]:
    """What a month (YYYY-MM) was closed at, by whom and when, and each later correction of one of its days.

    Amounts of accounts are in their `unit`; `days` and `corrected` are worked time, classes of pay, supplements and
    absences in minutes. `totals`, minutes, is null while the month is not closed, and for one that
    was closed with a later month.
    """
    row = months.month_state(tx, person, month)
    closed = row if row is not None and row.status == "closed" else None
    totals = (json.loads(closed.totals) or None) if closed else None
    corrected = _corrections(tx, person, month)
    days = corrections.correcting(tx, person, *bounds(month))
    return {
        "as_of": instant(tx.now),
        "person": person,
        "person_name": person_name(tx, person),
        "month": month,
        "status": months.months_of(tx, person).of(f"{month}-01") if closed is None else "closed",
        "closed_at": closed.closed_at if closed else None,
        "totals": totals,
        "closed_by_name": person_name(tx, closed.closed_by) if closed else None,
        "accounts": _compared(totals, corrected) if totals else [],
        "corrections": [_line(tx, one) for one in corrected],
        "days": [_day(tx, one) for one in days],
        "corrected": _shown(tx, person, corrections.added_up(days)),
    }


def _day(tx: Tx, row: MonthCorrection) -> dict[str, Any]:
    """The minutes by which one closed day has been corrected, by the cells of the report."""
    return {
        "date": row.corrects,
        "posted": row.date,
        "minutes": _shown(tx, row.person, json.loads(row.minutes)),
        "why": row.why,
        "by_name": person_name(tx, row.who),
        "at": row.at,
    }


def _shown(tx: Tx, person: str, minutes: dict[str, int]) -> dict[str, int]:
    return minutes if knows_kinds(tx.actor, person) else without_kinds(minutes)


def _corrections(tx: Tx, person: str, month: str) -> list[_Line]:
    first, last = (f"{person}:{date}" for date in bounds(month))
    return tx.rows(_Line, _CORRECTIONS, org=tx.org, person=person, first=first, last=last)


def _line(tx: Tx, row: _Line) -> dict[str, Any]:
    return {
        "account": row.account,
        "year": row.year or None,
        "unit": unit_of_account(row.account),
        "amount": in_unit(row.amount, row.account),
        "posted": row.date,
        "date": row.corrects.rpartition(":")[2],
        "why": row.why,
        "by_name": person_name(tx, row.who),
        "at": row.at,
    }


def _compared(totals: dict[str, Any], corrected: list[_Line]) -> list[dict[str, Any]]:
    """Each account as it was frozen, what came later, and the two together."""
    later: Counter[tuple[str, int]] = Counter()
    for row in corrected:
        later[row.account, row.year] += row.amount
    found = {(one["account"], int(one["year"])): one for one in totals["accounts"]}
    return [_account(key, found.get(key, {}), later[key]) for key in [*found, *sorted(set(later) - set(found))]]


def _account(key: tuple[str, int], frozen: dict[str, int], corrected: int) -> dict[str, Any]:
    amounts = {name: frozen.get(name, 0) for name in ("opening", "change", "closing")}
    amounts |= {"corrected": corrected, "together": amounts["change"] + corrected}
    return {
        "account": key[0],
        "year": key[1] or None,
        "unit": unit_of_account(key[0]),
        **{name: in_unit(amount, key[0]) for name, amount in amounts.items()},
    }
