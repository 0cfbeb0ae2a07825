"""What is left of kiky when a year has ended, or longer hours have: closed by lapse, carried on, or told."""

import json
from collections.abc import Mapping

from leima.db.site import today
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.kiky.notices import KikyLeft, KikyLeftPeople
from leima.features.kiky.openings import line_id, obligation_of
from leima.features.ledger import store as ledger
from leima.features.ledger import sums
from leima.features.ledger.acts import open_date
from leima.features.ledger.reasons import YEAR_END, YEAR_END_BEFORE
from leima.features.notices.store import tell
from leima.features.people.roles import active_with_role
from leima.rules.zone import next_date

NAMED = 5
"""People whom one notice to payroll names."""


def close_kiky(tx: Tx, person: str, year: int, date: str) -> int:
    """Closes an ended year's account as its scheme says; again after a late correction, by the difference.

    Longer hours leave no debt: what their days fell short of or went beyond lapses on the scheme's last day.
    Returns the minutes that stay for a person to decide on.
    """
    owed = obligation_of(tx, person, year)
    if owed is None:
        return 0
    ours = [row for row in ledger.year_postings(tx, person, "kiky", year) if row.source == YEAR_END]
    closed = sum(row.amount for row in ours)
    left = sums.total(tx, person, "kiky", year) - closed
    how = "lapse" if owed.accounted == "contract" else owed.year_end
    if how == "lapse" and left < 0 and owed.accounted == "obligation":
        how = "finding"
    if how not in ("lapse", "carry"):
        return left
    if closed != -left:
        on = min(date, owed.ends) if owed.accounted == "contract" else date
        _move(tx, person, year, open_date(tx, person, on), how, -left - closed)
    return 0


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
    """At the end of a date: the year's end for everyone, and the end of longer hours for those whose terms end or whose
    scheme does. The person hears of minutes that stay, and payroll of everybody's."""
    year = int(date[:4])
    if date.endswith("-12-31"):
        left = {person: close_kiky(tx, person, year, date) for person in people}
        _tell(tx, year, {person: minutes for person, minutes in left.items() if minutes})
        return
    for person in _ending_on(tx, people, date):
        owed = obligation_of(tx, person, year)
        if owed is not None and owed.accounted == "contract" and owed.ends == date:
            close_kiky(tx, person, year, date)


def _tell(tx: Tx, year: int, left: Mapping[str, int]) -> None:
    for person, minutes in left.items():
        tell(tx, person, KikyLeft(year, abs(minutes), over=minutes < 0))
    if not left:
        return
    names = sorted(person_name(tx, person) or "" for person in left)
    shown = ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
    for payer in active_with_role(tx, "payroll"):
        tell(tx, payer, KikyLeftPeople(year, len(left), shown))


def _ending_on(tx: Tx, people: list[str], date: str) -> list[str]:
    """Those of whose terms some end on a date: the contract, or the scheme within it."""
    return tx.values(
        str,
        "SELECT DISTINCT person FROM terms WHERE org=:org AND until_date=:date AND NOT deleted AND person IN :people",
        org=tx.org,
        date=date,
        people=people,
    )


def stopping_on(tx: Tx, people: list[str], date: str) -> list[str]:
    """Those whose terms end on a date and who have none on the next one: they leave, or come back later."""
    return tx.values(
        str,
        "SELECT t.person FROM terms t WHERE t.org=:org AND t.until_date=:date AND NOT t.deleted AND t.person IN :people"
        " AND NOT EXISTS (SELECT 1 FROM terms n WHERE n.org=t.org AND n.person=t.person AND NOT n.deleted"
        " AND n.from_date = :following)",
        org=tx.org,
        date=date,
        people=people,
        following=next_date(date),
    )


def close_again(tx: Tx, person: str, dates: set[str], *, ended: bool) -> None:
    """After a correction in a year that has ended: the difference, where the year is closed by lapse or carried.

    `ended`: the person's terms have changed, so that longer hours may have ended on a date of this year that is past.
    """
    now = today(tx)
    for year in sorted({int(date[:4]) for date in dates if date[:4] < now[:4]}):
        close_kiky(tx, person, year, f"{year}-12-31")
    owed = obligation_of(tx, person, int(now[:4])) if ended else None
    if owed is not None and owed.accounted == "contract" and owed.ends < now:
        close_kiky(tx, person, owed.year, owed.ends)
