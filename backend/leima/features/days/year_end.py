"""What is left of kiky when a year has ended, or longer hours have: closed by lapse, carried on, or told."""

import json

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.balances import store as ledger
from leima.features.balances import sums
from leima.features.balances.acts import open_date
from leima.features.balances.reasons import YEAR_END, YEAR_END_BEFORE
from leima.features.days.openings import line_id, obligation_of
from leima.features.notices.store import tell


def close_kiky(tx: Tx, person: str, year: int, date: str, told: bool = False) -> None:
    """Closes an ended year's account as its scheme says; again after a late correction, by the difference.

    Longer hours leave no debt: what their days fell short of or went beyond lapses. With `told` the person hears of
    minutes that stay.
    """
    owed = obligation_of(tx, person, year)
    if owed is None:
        return
    ours = [row for row in ledger.year_postings(tx, person, "kiky", year) if row.source == YEAR_END]
    closed = sum(int(row.amount) for row in ours)
    left = sums.total(tx, person, "kiky", year) - closed
    how = "lapse" if owed.accounted == "contract" else owed.year_end
    if how == "lapse" and left < 0 and owed.accounted == "obligation":
        how = "finding"
    if how in ("lapse", "carry") and closed != -left:
        _move(tx, person, year, open_date(tx, person, date), how, -left - closed)
    elif how in ("finding", "propose") and left and told:
        tell(tx, person, "kiky_left", year=year, minutes=abs(left), over=left < 0)


def _move(tx: Tx, person: str, year: int, date: str, how: str, amount: int) -> None:
    """Posts what closes the year; carried minutes stand on the next year's account from its first day."""
    why = json.dumps({"year": year, "how": how})
    kind = "lapse" if how == "lapse" else "transfer"
    line = ledger.NewPosting(person, "kiky", year, date, kind, amount, why, YEAR_END)
    ledger.post(tx, line, line_id(tx, person, year, YEAR_END))
    if how == "carry":
        first = open_date(tx, person, f"{year + 1}-01-01")
        line = ledger.NewPosting(person, "kiky", year + 1, first, kind, -amount, why, YEAR_END_BEFORE)
        ledger.post(tx, line, line_id(tx, person, year + 1, YEAR_END_BEFORE))


def close_ended(tx: Tx, people: list[str], date: str) -> None:
    """At the end of a date: the year's end for everyone, and the end of longer hours for those whose terms end."""
    if date.endswith("-12-31"):
        for person in people:
            close_kiky(tx, person, int(date[:4]), date, told=True)
        return
    for person in leaving_on(tx, people, date):
        owed = obligation_of(tx, person, int(date[:4]))
        if owed is not None and owed.accounted == "contract":
            close_kiky(tx, person, int(date[:4]), date)


def leaving_on(tx: Tx, people: list[str], date: str) -> list[str]:
    """Those whose terms end on a date and who have none after it."""
    rows = tx.rows(
        "SELECT t.person FROM terms t WHERE t.org=:org AND t.until_date=:date AND NOT t.deleted AND t.person IN :people"
        " AND NOT EXISTS (SELECT 1 FROM terms n WHERE n.org=t.org AND n.person=t.person AND NOT n.deleted"
        " AND n.from_date > :date)",
        **{"org": tx.org, "date": date, "people": people},
    )
    return [row.person for row in rows]


def close_again(tx: Tx, person: str, dates: set[str]) -> None:
    """After a correction in a year that has ended: the difference, where the year is closed by lapse or carried."""
    for year in sorted({int(date[:4]) for date in dates if date[:4] < today(tx)[:4]}):
        close_kiky(tx, person, year, f"{year}-12-31")
