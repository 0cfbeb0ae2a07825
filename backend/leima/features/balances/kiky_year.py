"""How a person's kiky year was settled: opening, each settlement, extension days done and planned, changes, what is
left; by line and by month."""

import msgspec

from leima.db.site import today
from leima.db.tables.ledger import Act, Posting
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.balances.standing import KIKY_GIVEN
from leima.features.days import store
from leima.features.days.gather import terms_on
from leima.features.days.live import live_day
from leima.features.kiky import store as kiky
from leima.features.kiky.openings import obligation_of
from leima.features.ledger import store as ledger
from leima.features.ledger.reasons import reason_of
from leima.rules.terms import Terms


class YearLine(msgspec.Struct, frozen=True):
    """One line of the year. `kind`: a ledger line's own, `day` for kiky done on a day, `planned` for a mark to come.

    `minutes` as they move the account: a settlement and a day are negative. `accounts` are the other legs of its act.
    """

    date: str
    kind: str
    minutes: int
    why: str = ""
    who_name: str | None = None
    act: str | None = None
    accounts: dict[str, int] = {}


class YearMonth(msgspec.Struct, frozen=True):
    """A month's part, and what was left at its end; planned minutes are not in `left`."""

    month: str
    given: int
    settled: int
    done: int
    lapsed: int
    planned: int
    left: int


class KikyYear(msgspec.Struct, frozen=True):
    """The year in all. `opening` holds what was given, with its adjustments; `left` is what is owed now."""

    person: str
    year: int
    today: str
    accounted: str
    source: str
    opening: int
    settled: int
    done: int
    lapsed: int
    planned: int
    left: int
    lines: list[YearLine]
    months: list[YearMonth]


def kiky_year(tx: Tx, person: str, year: int) -> KikyYear:
    """The year as it stands now, today's open kiky included."""
    now = today(tx)
    owed = obligation_of(tx, person, year)
    terms = terms_on(tx, person, min(now, f"{year}-12-31"))
    lines = [*_ledger(tx, person, year), *_days(tx, person, year, now), *_marks(tx, person, year, now, terms)]
    lines.sort(key=lambda line: (line.date, line.kind != "opening", line.kind in ("lapse", "transfer")))
    within = terms is not None and terms.kiky is not None and terms.kiky.accounted == "none"
    months = _months(year, lines)
    return KikyYear(
        person=person,
        year=year,
        today=now,
        accounted=owed.accounted if owed else "none" if within else "",
        source=owed.source if owed else "",
        opening=sum(month.given for month in months),
        settled=sum(month.settled for month in months),
        done=sum(month.done for month in months),
        lapsed=sum(month.lapsed for month in months),
        planned=sum(month.planned for month in months),
        left=months[-1].left,
        lines=lines,
        months=months,
    )


def _ledger(tx: Tx, person: str, year: int) -> list[YearLine]:
    rows = [row for row in ledger.year_postings(tx, person, "kiky", year) if row.amount]
    undone = {row.act for row in rows if row.act and _is_undone(tx, row.act)}
    return [_line(tx, row) for row in rows if row.act not in undone]


def _is_undone(tx: Tx, act: str) -> bool:
    row = tx.get(Act, id=act)
    return row is not None and row.undone_at is not None


def _line(tx: Tx, row: Posting) -> YearLine:
    others = ledger.act_postings(tx, row.act) if row.act else []
    return YearLine(
        date=row.date,
        kind=row.kind,
        minutes=row.amount,
        why=reason_of(row),
        who_name=person_name(tx, row.who),
        act=row.act,
        accounts={leg.account: leg.amount for leg in others if leg.account != "kiky"},
    )


def _days(tx: Tx, person: str, year: int, now: str) -> list[YearLine]:
    stored = store.results(tx, person, f"{year}-01-01", f"{year}-12-31")
    lines = [YearLine(row.date, "day", -row.kiky) for row in stored if row.posted and row.kiky]
    live = live_day(tx, person, now) if now[:4] == str(year) else None
    if live is not None and live.kiky and all(line.date != now for line in lines):
        lines.append(YearLine(now, "day", -live.kiky))
    return lines


def _marks(tx: Tx, person: str, year: int, now: str, terms: Terms | None) -> list[YearLine]:
    if terms is None:
        return []
    marks = kiky.planned_after(tx, person, max(now, f"{year}-01-01"), f"{year}-12-31")
    return [YearLine(mark.date, "planned", -kiky.length(mark, terms.contract_day)) for mark in marks]


def _months(year: int, lines: list[YearLine]) -> list[YearMonth]:
    months, left = [], 0
    for number in range(1, 13):
        name = f"{year}-{number:02d}"
        mine = [line for line in lines if line.date[:7] == name or (number == 12 and line.date[:4] > str(year))]
        of = {kind: sum(line.minutes for line in mine if line.kind == kind) for kind in {line.kind for line in mine}}
        given = sum(of.get(kind, 0) for kind in KIKY_GIVEN)
        settled = -(of.get("settlement", 0) + of.get("kiky_leaver", 0))
        done, lapsed, planned = -of.get("day", 0), -of.get("lapse", 0), -of.get("planned", 0)
        left += given - settled - done - lapsed
        months.append(YearMonth(name, given, settled, done, lapsed, planned, left))
    return months
