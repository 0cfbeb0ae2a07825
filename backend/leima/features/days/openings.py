"""One kiky opening a person, year and scheme: by share and months, adjusted later and never rewritten."""

import json

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.balances.store import NewPosting, post, year_postings
from leima.features.days.gather import parse_terms
from leima.rules.kiky import Stint, year_total

AUTOMATIC = "scheme"
"""The `source` of what this module posts."""


def open_kiky_years(tx: Tx, person: str) -> None:
    """Opens the obligation of each year from the first counted one to this one."""
    row = tx.one("SELECT counts_from FROM person WHERE org=:org AND id=:id", org=tx.org, id=person)
    if row is None:
        return
    this_year = int(today(tx)[:4])
    for year in range(max(int(row.counts_from[:4]), this_year - 10), this_year + 1):
        open_kiky(tx, person, year)


def obligation(tx: Tx, person: str, year: int) -> tuple[int, str, str] | None:
    """The year's minutes by the terms in force, the date they begin and their source; None without a scheme."""
    rows = tx.rows(
        "SELECT body FROM terms WHERE org=:org AND person=:person AND NOT deleted AND from_date <= :last"
        " AND (until_date IS NULL OR until_date >= :first) ORDER BY from_date",
        **{"org": tx.org, "person": person, "first": f"{year}-01-01", "last": f"{year}-12-31"},
    )
    stints: list[Stint] = []
    begins, source = "", ""
    for row in rows:
        terms = parse_terms(row.body)
        scheme = terms.kiky
        if scheme is None or scheme.accounted != "obligation":
            continue
        first = max(terms.from_, scheme.from_, f"{year}-01-01")
        ends = [until for until in (terms.until, scheme.until) if until is not None]
        last = min([*ends, f"{year}-12-31"])
        if first > last:
            continue
        stints.append((scheme.year_minutes, terms.share, first, last))
        begins, source = begins or first, source or terms.sources.get("kiky", "")
    return (year_total(year, stints), begins, source) if begins else None


def open_kiky(tx: Tx, person: str, year: int) -> None:
    """Posts the opening, or the difference when the share has changed. An opening made by hand stands as it is."""
    owed = obligation(tx, person, year)
    posted = year_postings(tx, person, "kiky", year)
    if any(row.kind == "opening" and row.source != AUTOMATIC for row in posted):
        return
    ours = [row for row in posted if row.source == AUTOMATIC]
    minutes, begins, source = owed or (0, f"{year}-01-01", "")
    missing = minutes - sum(row.amount for row in ours)
    if not missing:
        return
    kind = "adjustment" if ours else "opening"
    date = today(tx) if ours else begins
    why = json.dumps({"minutes": minutes, "source": source})
    post(tx, NewPosting(person, "kiky", year, date, kind, missing, why, AUTOMATIC))
