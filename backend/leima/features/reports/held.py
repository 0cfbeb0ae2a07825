"""What the terms of many people give them: which accounts, and the minutes of kiky that is planned."""

from collections.abc import Sequence
from typing import NamedTuple

from leima.db.tx import Tx
from leima.features.agreements.terms import parse_terms
from leima.features.days.gather import MINUTE


class _Marked(NamedTuple):
    id: str
    person: str
    start_at: int | None
    end_at: int | None
    break_min: int
    body: str


class _TermsOf(NamedTuple):
    person: str
    body: str


def planned_kiky(tx: Tx, people: Sequence[str], after: str) -> dict[str, int]:
    """Minutes of extension days marked after a date up to the year's end; without clock times the contract day's."""
    marks = tx.rows(
        _Marked,
        "SELECT k.id, k.person, k.start_at, k.end_at, k.break_min, t.body FROM kiky_mark k"
        " JOIN terms t ON t.org = k.org AND t.person = k.person AND NOT t.deleted"
        " AND t.from_date <= k.date AND (t.until_date IS NULL OR t.until_date >= k.date)"
        " WHERE k.org=:org AND k.person IN :people AND k.date > :after AND k.date <= :until AND NOT k.deleted"
        " AND k.status='planned' ORDER BY t.from_date",
        org=tx.org,
        people=tuple(people),
        after=after,
        until=f"{after[:4]}-12-31",
    )
    found: dict[str, int] = {}
    for row in {row.id: row for row in marks}.values():
        terms = parse_terms(row.body)
        if terms.kiky is None:
            continue
        minutes = terms.contract_day
        if row.start_at is not None and row.end_at is not None:
            minutes = (row.end_at - row.start_at) // MINUTE - row.break_min
        found[row.person] = found.get(row.person, 0) + max(0, minutes)
    return found


def accounts_held(tx: Tx, people: Sequence[str], on: str) -> dict[str, frozenset[str]]:
    """Which of flex and kiky the terms of a date give each person."""
    rows = tx.rows(
        _TermsOf,
        "SELECT person, body FROM terms WHERE org=:org AND person IN :people AND NOT deleted AND from_date <= :on"
        " AND (until_date IS NULL OR until_date >= :on)",
        org=tx.org,
        people=tuple(people),
        on=on,
    )
    found: dict[str, frozenset[str]] = {}
    for row in rows:
        terms = parse_terms(row.body)
        owes = terms.kiky is not None and terms.kiky.accounted in ("obligation", "contract")
        has = {"flex": terms.flex is not None, "kiky": owes}
        found[row.person] = frozenset(name for name, yes in has.items() if yes)
    return found
