"""The ledger and the month rows: their only writer. Amounts are minutes, or hundredths of a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from leima.db.site import today
from leima.db.tx import Row, Tx
from leima.features.balances.reasons import working_of

DAY_ACCOUNTS = frozenset({"annual_holiday"})
"""Accounts kept in hundredths of a day."""
YEARLY = frozenset({"kiky"})
"""Accounts that exist once a year."""
IN_ORDER = ("bank", "annual_holiday")
"""Accounts in which what a date posts follows what earlier dates and lines have."""

_POST = (
    "INSERT INTO posting (org, id, person, account, year, date, kind, amount, pays, why, who, at, source, act,"
    " corrects)"
    " VALUES (:org, :id, :person, :account, :year, :date, :kind, :amount, :pays, :why, :who, :at, :source, :act,"
    " :corrects)"
)
_MOVE = (
    "INSERT INTO account_month (org, person, account, year, month, amount)"
    " VALUES (:org, :person, :account, :year, :month, :amount)"
    " ON CONFLICT (org, person, account, year, month)"
    " DO UPDATE SET amount = account_month.amount + excluded.amount"
)


@dataclass(frozen=True)
class NewPosting:
    """One line for the ledger."""

    person: str
    account: str
    year: int
    date: str
    kind: str
    amount: int
    why: str = ""
    source: str = ""
    pays: bool = False
    act: str | None = None
    corrects: str | None = None


def replaced(line: NewPosting, **columns: Any) -> NewPosting:
    """The line with some of its columns set."""
    return replace(line, **columns)


def move(tx: Tx, person: str, account: str, year: int, date: str, amount: int) -> None:
    """Adds `amount` to the account's month of `date`."""
    if amount:
        values = {"org": tx.org, "person": person, "account": account, "year": year, "month": date[:7]}
        tx.later(_MOVE, **values, amount=amount)


def post(tx: Tx, new: NewPosting, id: str | None = None) -> str:
    """Appends to the ledger; it is never changed afterwards. Answers the posting's id."""
    n = tx.memo["postings"] = tx.memo.get("postings", 0) + 1
    own = id or str(uuid5(NAMESPACE_URL, f"leima:{tx.org}:{new.person}:{new.account}:{tx.now}:{tx.op_id}:{n}"))
    tx.run(_POST, org=tx.org, id=own, who=tx.actor.person if tx.actor else None, at=tx.now, **vars(new))
    move(tx, new.person, new.account, new.year, new.date, new.amount)
    tx.changed("posting", own, owner=new.person, version=1)
    working = working_of(new.source, new.why)
    tx.audit("posting.made", "posting", own, None, vars(new) | {"why": working or new.why})
    _touch_followers(tx, new)
    return own


def _touch_followers(tx: Tx, new: NewPosting) -> None:
    """Days from the line's date on whose part in the account follows what it held before them: bank deposits stop at
    its limits, holiday days come from the oldest year, kiky stops at zero. An ended kiky year is closed again too."""
    if not new.amount:
        return
    if new.account in IN_ORDER:
        following = posted_from(tx, new.person, new.date, new.account)
    elif new.account == "kiky":
        following = kiky_days(tx, new.person, new.year, new.date)
    else:
        return
    for date in following:
        tx.touch(new.person, date, date)


def posted_from(tx: Tx, person: str, first: str, account: str) -> list[str]:
    """Dates from `first` on that post to an account."""
    rows = tx.rows(
        "SELECT DISTINCT date FROM day_posting WHERE org=:org AND person=:person AND date >= :first"
        " AND account=:account ORDER BY date",
        **{"org": tx.org, "person": person, "first": first, "account": account},
    )
    return [row.date for row in rows]


def openings(tx: Tx, person: str, account: str, year: int = 0) -> list[Row]:
    """The opening postings of an account, oldest first."""
    return tx.rows(
        "SELECT * FROM posting WHERE org=:org AND person=:person AND account=:account AND year=:year"
        " AND kind='opening' ORDER BY date, at, id",
        **{"org": tx.org, "person": person, "account": account, "year": year},
    )


def open_account(
    tx: Tx, person: str, account: str, year: int, date: str, amount: int, why: str, source: str = "import"
) -> bool:
    """Makes the account's opening `amount`, in place of what it was: only the difference is posted.

    Answers whether anything changed.
    """
    before = openings(tx, person, account, year)
    missing = amount - sum(row.amount for row in before)
    if not missing and (before or not amount):
        return False
    post(tx, NewPosting(person, account, year, date, "opening", missing, why, source))
    return True


def sums_on(tx: Tx, person: str, on: str) -> dict[tuple[str, int], int]:
    """Each account's sum by (account, year): the months before that of `on`, and its ledger lines up to `on`."""
    rows = tx.rows(
        "SELECT account, year, SUM(amount) AS amount FROM (SELECT account, year, amount FROM account_month"
        " WHERE org=:org AND person=:person AND month < :month UNION ALL SELECT account, year, amount FROM posting"
        " WHERE org=:org AND person=:person AND date >= :first AND date <= :on UNION ALL"
        " SELECT account, year, amount FROM day_posting"
        " WHERE org=:org AND person=:person AND date >= :first AND date < :on) AS lines GROUP BY account, year",
        **{"org": tx.org, "person": person, "month": on[:7], "first": f"{on[:7]}-01", "on": on},
    )
    return {(row.account, int(row.year)): int(row.amount) for row in rows}


def sums_of_month(tx: Tx, person: str, month: str) -> list[Row]:
    """Each account's sum before a month (`opening`) and within it (`change`), in order of account and year."""
    return tx.rows(
        "SELECT account, year, SUM(CASE WHEN month < :month THEN amount ELSE 0 END) AS opening,"
        " SUM(CASE WHEN month = :month THEN amount ELSE 0 END) AS change FROM account_month"
        " WHERE org=:org AND person=:person AND month <= :month GROUP BY account, year ORDER BY account, year",
        **{"org": tx.org, "person": person, "month": month},
    )


def postings_between(tx: Tx, person: str, first: str, last: str) -> list[Row]:
    """The ledger's lines dated from `first` to `last`, both included, in order."""
    return tx.rows(
        "SELECT * FROM posting WHERE org=:org AND person=:person AND date BETWEEN :first AND :last"
        " ORDER BY date, at, id",
        **{"org": tx.org, "person": person, "first": first, "last": last},
    )


def add_up(rows: Iterable[Row]) -> dict[tuple[str, int], int]:
    """Postings added up by (account, year)."""
    found: dict[tuple[str, int], int] = {}
    for row in rows:
        key = (row.account, int(row.year))
        found[key] = found.get(key, 0) + int(row.amount)
    return found


def year_postings(tx: Tx, person: str, account: str, year: int) -> list[Row]:
    """Every ledger line of a yearly account."""
    return tx.rows(
        "SELECT * FROM posting WHERE org=:org AND person=:person AND account=:account AND year=:year ORDER BY date, at",
        **{"org": tx.org, "person": person, "account": account, "year": year},
    )


def act(tx: Tx, id: str) -> Row | None:
    """The stored act of an id."""
    return tx.one("SELECT * FROM act WHERE org=:org AND id=:id", org=tx.org, id=id)


def add_act(tx: Tx, **columns: Any) -> None:
    """A new act's row: id, person, bulk, kind, date, why and more (JSON)."""
    tx.run(
        "INSERT INTO act (org, id, person, bulk, kind, date, why, more, who, at)"
        " VALUES (:org, :id, :person, :bulk, :kind, :date, :why, :more, :who, :at)",
        **{"org": tx.org, "who": tx.actor.person if tx.actor else None, "at": tx.now, **columns},
    )


def mark_undone(tx: Tx, id: str) -> None:
    """Remembers who undid an act, and when."""
    tx.run(
        "UPDATE act SET undone_at=:at, undone_by=:who WHERE org=:org AND id=:id AND undone_at IS NULL",
        **{"org": tx.org, "id": id, "at": tx.now, "who": tx.actor.person if tx.actor else None},
    )


def acts_of_bulk(tx: Tx, bulk: str) -> list[Row]:
    """The parts of a bulk act, oldest first."""
    return tx.rows("SELECT * FROM act WHERE org=:org AND bulk=:bulk ORDER BY at, id", org=tx.org, bulk=bulk)


def act_postings(tx: Tx, act: str) -> list[Row]:
    """Every ledger line of an act, those that undid it too."""
    return tx.rows("SELECT * FROM posting WHERE org=:org AND act=:act ORDER BY at, id", org=tx.org, act=act)


def undoes(row: Row) -> bool:
    """Whether a ledger line is the opposite of another line of its own act."""
    return row.act is not None and row.corrects is not None and ":" not in row.corrects


def kiky_days(tx: Tx, person: str, year: int, first: str) -> list[str]:
    """Stored dates of a year from `first` on that hold kiky, or whose kiky stopped at zero; the last day of a year
    that has ended is one of them, stored or not, since the year is closed on it."""
    last = f"{year}-12-31"
    rows = tx.rows(
        "SELECT date FROM day_result WHERE org=:org AND person=:person AND date BETWEEN :first AND :last"
        " AND (kiky <> 0 OR body LIKE :stopped)",
        **{"org": tx.org, "person": person, "first": max(first, f"{year}-01-01"), "last": last},
        stopped="%kiky_stops_at_zero%",
    )
    return sorted({row.date for row in rows} | ({last} if last < today(tx)[:4] else set()))
