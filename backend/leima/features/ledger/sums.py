"""What accounts hold, read from the month rows and the ledger. Amounts are as the account is kept."""

from typing import NamedTuple

from leima.db.tx import Tx
from leima.features.ledger.kinds import place_of
from leima.features.ledger.reasons import BY_AGREEMENT, working_of

EARNING_ENDS = "04-01"
"""The month and day from which an earning year has ended (Annual Holidays Act 162/2005)."""


_LINES = (
    "SELECT p.id, p.person, p.account, p.year, p.date, p.kind, p.amount, p.pays, p.why, p.who, p.at, p.source, p.act,"
    " p.corrects, a.undone_at FROM posting p LEFT JOIN act a ON a.org = p.org AND a.id = p.act"
    " WHERE p.org=:org AND p.person=:person AND (CAST(:account AS TEXT) IS NULL OR p.account=:account)"
    " AND p.date BETWEEN :first AND :last ORDER BY p.date DESC, p.at DESC, p.id DESC LIMIT :limit"
)


class Line(NamedTuple):
    """A ledger line, and when its act was undone (epoch ms); the amount is as the account is kept."""

    id: str
    person: str
    account: str
    year: int
    date: str
    kind: str
    amount: int
    pays: bool
    why: str
    who: str | None
    at: int
    source: str
    act: str | None
    corrects: str | None
    undone_at: int | None


class Accrual(NamedTuple):
    """An accrual of a calendar year, and what it says of itself."""

    date: str
    amount: int
    why: str
    source: str


class _Month(NamedTuple):
    month: str
    amount: int


class _Held(NamedTuple):
    held: int
    grown: int


class _Year(NamedTuple):
    year: int
    amount: int


class _Holding(NamedTuple):
    account: str
    year: int
    amount: int


def total(tx: Tx, person: str, account: str, year: int = 0) -> int:
    """Everything that an account holds, lines to come included."""
    sql = "SELECT SUM(amount) FROM account_month WHERE org=:org AND person=:person AND account=:account AND year=:year"
    return tx.value(int, sql, org=tx.org, person=person, account=account, year=year) or 0


def lowest_from(tx: Tx, person: str, account: str, year: int, date: str) -> int:
    """The least that an account holds at the end of the date's month or of any later one."""
    rows = tx.rows(
        _Month,
        "SELECT month, amount FROM account_month"
        " WHERE org=:org AND person=:person AND account=:account AND year=:year ORDER BY month",
        org=tx.org,
        person=person,
        account=account,
        year=year,
    )
    held = sum(row.amount for row in rows if row.month <= date[:7])
    lowest = held
    for row in rows:
        if row.month > date[:7]:
            held += row.amount
            lowest = min(lowest, held)
    return lowest


def grown(tx: Tx, person: str, account: str, year: str) -> int:
    """Net growth of an account in a calendar year; what it opened with is not growth."""
    grown = tx.value(
        int,
        "SELECT SUM(amount) FROM account_month"
        " WHERE org=:org AND person=:person AND account=:account AND month BETWEEN :first AND :last",
        org=tx.org,
        person=person,
        account=account,
        first=f"{year}-01",
        last=f"{year}-12",
    )
    return (grown or 0) - _of_kind(tx, person, account, "opening", year)


def held_before(tx: Tx, person: str, account: str, date: str) -> tuple[int, int]:
    """What an account without years holds by ledger lines up to a date and days before it, and how much of that has
    grown in the date's calendar year; what it opened with is not growth."""
    row = tx.one(
        _Held,
        "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS held,"
        " CAST(COALESCE(SUM(CASE WHEN day >= :year THEN amount ELSE 0 END), 0) AS BIGINT) AS grown"
        " FROM (SELECT month AS day, amount FROM account_month WHERE org=:org AND person=:person"
        " AND account=:account AND month < :month UNION ALL SELECT date AS day, amount FROM posting WHERE org=:org"
        " AND person=:person AND account=:account AND date BETWEEN :first AND :date UNION ALL SELECT date AS day,"
        " amount FROM day_posting WHERE org=:org AND person=:person AND account=:account AND date >= :first"
        " AND date < :date) AS lines",
        org=tx.org,
        person=person,
        account=account,
        month=date[:7],
        first=f"{date[:7]}-01",
        date=date,
        year=date[:4],
    )
    opened = _of_kind(tx, person, account, "opening", date[:4], date)
    return (row.held, row.grown - opened) if row else (0, -opened)


def held_by_year(tx: Tx, person: str, account: str, date: str) -> list[tuple[int, int]]:
    """What each year of an account holds by ledger lines up to a date and days before it, oldest first."""
    rows = tx.rows(
        _Year,
        "SELECT year, CAST(SUM(amount) AS BIGINT) AS amount FROM (SELECT year, amount FROM account_month WHERE org=:org"
        " AND person=:person AND account=:account AND month < :month UNION ALL SELECT year, amount FROM posting"
        " WHERE org=:org AND person=:person AND account=:account AND date BETWEEN :first AND :date UNION ALL"
        " SELECT year, amount FROM day_posting WHERE org=:org AND person=:person AND account=:account"
        " AND date >= :first AND date < :date) AS lines GROUP BY year ORDER BY year",
        org=tx.org,
        person=person,
        account=account,
        month=date[:7],
        first=f"{date[:7]}-01",
        date=date,
    )
    return [(row.year, row.amount) for row in rows]


def holiday_year(tx: Tx, person: str, date: str, amount: int, account: str = "annual_holiday") -> int:
    """The earning year that a line of an account of days belongs to, named by the 31 March on which it ended.

    A line that takes comes from the oldest year that still has as much, else from the newest; one that gives belongs
    to the year that ended last.
    """
    if amount >= 0:
        return _ended_by(date)
    held = held_by_year(tx, person, account, date)
    enough = [year for year, days in held if days >= -amount]
    return enough[0] if enough else held[-1][0] if held else _ended_by(date)


def holiday_shares(tx: Tx, person: str, date: str, days: int, account: str) -> dict[int, int]:
    """From which earning years so many hundredths of an account of days are taken on a date: the oldest that has any
    gives first. What no year has is owed to the newest one, or to the one that ended last when there is none."""
    held, shares = held_by_year(tx, person, account, date), dict[int, int]()
    for year, has in held:
        part = min(days, max(0, has))
        if part:
            shares[year] = part
            days -= part
    if days:
        newest = held[-1][0] if held else _ended_by(date)
        shares[newest] = shares.get(newest, 0) + days
    return shares


def _ended_by(date: str) -> int:
    return int(date[:4]) - (date[5:] < EARNING_ENDS)


def accrued(tx: Tx, person: str, account: str, year: str) -> int:
    """What an account has accrued of a calendar year."""
    return sum(row.amount for row in accruals(tx, person, account, year))


def accruals(tx: Tx, person: str, account: str, year: str) -> list[Accrual]:
    """The accruals of a calendar year: a line that says its month belongs to that month's, however late it came."""
    rows = tx.rows(
        Accrual,
        "SELECT date, amount, why, source FROM posting WHERE org=:org AND person=:person AND account=:account"
        " AND kind='accrual' AND date >= :first ORDER BY date, at, id",
        org=tx.org,
        person=person,
        account=account,
        first=f"{year}-01-01",
    )
    return [row for row in rows if _earned_in(row)[:4] == year]


def _earned_in(row: Accrual) -> str:
    return str(working_of(row.source, row.why)["month"]) if row.source == BY_AGREEMENT else row.date


def _of_kind(tx: Tx, person: str, account: str, kind: str, year: str, last: str = "") -> int:
    """What the lines of a kind amount to in a calendar year; up to `last` where a date is given."""
    found = tx.value(
        int,
        "SELECT SUM(amount) FROM posting WHERE org=:org AND person=:person"
        " AND account=:account AND kind=:kind AND date BETWEEN :first AND :last",
        org=tx.org,
        person=person,
        account=account,
        kind=kind,
        first=f"{year}-01-01",
        last=last or f"{year}-12-31",
    )
    return found or 0


def settled_from(tx: Tx, person: str, account: str) -> int:
    """Returns what kiky settlements that stand have taken from an account, as the account is kept."""
    taken = tx.value(
        int,
        "SELECT SUM(amount) FROM posting WHERE org=:org AND person=:person AND account=:account AND kind='settlement'",
        org=tx.org,
        person=person,
        account=account,
    )
    return -(taken or 0)


def flex_to_bank(tx: Tx, person: str, first: str, last: str) -> int:
    """Net minutes moved from flex to the bank between two dates, both included."""
    moved = tx.value(
        int,
        "SELECT SUM(b.amount) FROM posting b WHERE b.org=:org AND b.person=:person"
        " AND b.account='bank' AND b.kind='transfer' AND b.date BETWEEN :first AND :last AND EXISTS (SELECT 1"
        " FROM posting f WHERE f.org = b.org AND f.act = b.act AND f.account='flex' AND f.amount < 0)"
        " AND EXISTS (SELECT 1 FROM posting i WHERE i.org = b.org AND i.act = b.act AND i.account='bank'"
        " AND i.amount > 0 AND i.corrects IS NULL)",
        org=tx.org,
        person=person,
        first=first,
        last=last,
    )
    return moved or 0


def lines(tx: Tx, person: str, account: str | None, first: str, last: str, limit: int) -> list[Line]:
    """A person's ledger lines between two dates with what became of their acts, newest first; of one account or all."""
    return tx.rows(Line, _LINES, org=tx.org, person=person, account=account, first=first, last=last, limit=limit)


def holdings(tx: Tx, person: str) -> list[tuple[tuple[str, int], int]]:
    """Every account of a person with all that it holds, in the order in which accounts are shown."""
    rows = tx.rows(
        _Holding,
        "SELECT account, year, CAST(SUM(amount) AS BIGINT) AS amount FROM account_month"
        " WHERE org=:org AND person=:person GROUP BY account, year",
        org=tx.org,
        person=person,
    )
    found = [((row.account, row.year), row.amount) for row in rows]
    return sorted(found, key=lambda one: (place_of(one[0][0]), *one[0]))
