"""One kiky opening a person, year and scheme: by share and months, adjusted later and never rewritten."""

import json
from collections.abc import Sequence
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from leima.db.site import today
from leima.db.tables.ledger import Posting
from leima.db.tx import Query, Tx
from leima.features.agreements.terms import parse_terms
from leima.features.ledger.acts import open_date
from leima.features.ledger.reasons import BY_SCHEME, working_of
from leima.features.ledger.store import NewPosting, post, year_postings
from leima.rules.kiky import Stint
from leima.rules.obligation import Obligation, changes_from, obligation


def open_kiky_years(tx: Tx, person: str) -> None:
    """Opens the obligation of each year from the first counted one to this one; years before that owe nothing."""
    counts_from = tx.value(str, "SELECT counts_from FROM person WHERE org=:org AND id=:id", org=tx.org, id=person)
    if counts_from is None:
        return
    this_year, counted = int(today(tx)[:4]), int(counts_from[:4])
    for year in range(this_year - 10, this_year + 1):
        open_kiky(tx, person, year, counts=counted <= year)


def obligation_of(tx: Tx, person: str, year: int) -> Obligation | None:
    """What a person owes for a year by the terms in force; None without a scheme that keeps account."""
    return obligation(year, [parse_terms(row.body) for row in tx.all(terms_query(tx, person, year))])


class _Terms(NamedTuple):
    body: str


def terms_query(tx: Tx, person: str, year: int) -> Query[_Terms]:
    """The query of `obligation_of`."""
    return tx.query(
        _Terms,
        "SELECT body FROM terms WHERE org=:org AND person=:person AND NOT deleted AND from_date <= :last"
        " AND (until_date IS NULL OR until_date >= :first) ORDER BY from_date",
        org=tx.org,
        person=person,
        first=f"{year}-01-01",
        last=f"{year}-12-31",
    )


def open_kiky(tx: Tx, person: str, year: int, *, counts: bool = True) -> None:
    """Posts the year's opening, or from its date the difference when the share has changed. A year that no longer
    `counts` owes nothing.

    An opening made by hand or imported stands in place of the automatic one: beside it only a line of 0 remembers what
    the share was, so that a later change of it posts its difference and nothing twice.
    """
    owed = obligation_of(tx, person, year) if counts else None
    posted = year_postings(tx, person, "kiky", year)
    ours = [row for row in posted if row.source == BY_SCHEME]
    if owed is None and not ours:
        return
    minutes = owed.minutes if owed else 0
    if not ours:
        by_hand = any(row.kind == "opening" for row in posted)
        _open(tx, person, owed, minutes if by_hand else 0)
        return
    known = sum(row.amount for row in ours) + sum(int(working_of(row.source, row.why)["base"]) for row in ours)
    if minutes != known:
        stints = owed.stints if owed else ()
        date = open_date(tx, person, changes_from(year, _stints_before(ours), stints))
        _post(tx, person, year, date, "adjustment", minutes - known, owed, 0)


def _open(tx: Tx, person: str, owed: Obligation | None, base: int) -> None:
    if owed is None or not (owed.minutes or base):
        return
    kind = "adjustment" if base else "opening"
    date = open_date(tx, person, owed.begins)
    _post(tx, person, owed.year, date, kind, owed.minutes - base, owed, base)


def _post(
    tx: Tx, person: str, year: int, date: str, kind: str, amount: int, owed: Obligation | None, base: int
) -> None:
    why = {
        "minutes": owed.minutes if owed else 0,
        "source": owed.source if owed else "",
        "stints": owed.stints if owed else [],
        "base": base,
    }
    line = NewPosting(person, "kiky", year, date, kind, amount, json.dumps(why, ensure_ascii=False), BY_SCHEME)
    post(tx, line, line_id(tx, person, year, BY_SCHEME))


def line_id(tx: Tx, person: str, year: int, source: str) -> str:
    """The id of the next line that `source` posts to a person's year."""
    n = sum(1 for row in year_postings(tx, person, "kiky", year) if row.source == source)
    return str(uuid5(NAMESPACE_URL, f"leima:{tx.org}:{person}:kiky:{year}:{source}:{n}"))


def _stints_before(ours: Sequence[Posting]) -> list[Stint]:
    """The stints of the line that was posted last."""
    last = max(ours, key=lambda row: (row.at, row.kind != "opening", row.date))
    found = working_of(last.source, last.why)["stints"]
    return [(int(minutes), float(share), first, until) for minutes, share, first, until in found]
