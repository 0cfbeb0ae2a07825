"""The ledger and the month rows: their only writer. Amounts are minutes, or hundredths of a day."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Protocol
from uuid import NAMESPACE_URL, uuid5

from leima.db.site import today
from leima.db.tables.ledger import Act, Posting
from leima.db.tx import Query, Tx
from leima.features.ledger.reasons import BY_AGREEMENT, working_of

DAY_ACCOUNTS = frozenset({"annual_holiday", "saved_leave"})
"""Accounts kept in hundredths of a day, by the earning year; saved leave is what was kept of them over years."""
YEARLY = frozenset({"kiky"})
"""Accounts that exist once a year."""
IN_ORDER = ("bank", "annual_holiday", "saved_leave")
"""Accounts in which what a date posts follows what earlier dates and lines have."""
TOLD = ("opening", "accrual")
"""Kinds of lines that say what was earned."""

_AS_TEXT = json.JSONEncoder(ensure_ascii=False).encode
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


class MonthSums(NamedTuple):
    """What an account held before a month, and what the month moved it by."""

    account: str
    year: int
    opening: int
    change: int


class AccountSum(NamedTuple):
    """The sum of an account and its year."""

    account: str
    year: int
    amount: int


class Correcting(Protocol):
    """A ledger line: the act that it is a leg of, and what it corrects."""

    @property
    def act(self) -> str | None: ...
    @property
    def corrects(self) -> str | None: ...


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
        tx.later(_MOVE, org=tx.org, person=person, account=account, year=year, month=date[:7], amount=amount)


def post(tx: Tx, new: NewPosting, id: str | None = None) -> str:
    """Appends to the ledger; it is never changed afterwards. Returns the posting's id."""
    n = tx.next_number("posting")
    own = id or str(uuid5(NAMESPACE_URL, f"leima:{tx.org}:{new.person}:{new.account}:{tx.now}:{tx.op_id}:{n}"))
    _append(tx, new, own, working_of(new.source, new.why), new.why)
    _touch_followers(tx, new)
    return own


def post_worked_out(tx: Tx, lines: Iterable[tuple[str, NewPosting, Mapping[str, Any]]]) -> None:
    """Appends lines of one account, kind and source of a person that the server has worked out, each with its id and
    its working, which becomes its `why`. What follows them is looked for once, from the earliest on."""
    posted = list[NewPosting]()
    for own, new, working in lines:
        tx.next_number("posting")
        posted.append(new)
        _append(tx, new, own, working, _AS_TEXT(working))
    if posted:
        _touch_followers(tx, min(posted, key=lambda one: one.date))


def _append(tx: Tx, new: NewPosting, id: str, working: Mapping[str, Any], why: str) -> None:
    columns = {**vars(new), "why": why}
    tx.later(_POST, org=tx.org, id=id, who=tx.actor.person if tx.actor else None, at=tx.now, **columns)
    move(tx, new.person, new.account, new.year, new.date, new.amount)
    tx.changed("posting", id, owner=new.person, version=1)
    tx.audit("posting.made", "posting", id, None, {**columns, "why": working or why})


def _touch_followers(tx: Tx, new: NewPosting) -> None:
    """Days from the line's date on whose part in the account follows what it held before them: bank deposits stop at
    its limits, holiday days come from the oldest year, kiky stops at zero. An ended kiky year is closed again too. What
    a person or an import tells of days that were earned is not earned again."""
    if not new.amount:
        return
    if new.account in DAY_ACCOUNTS and new.kind in TOLD and new.source != BY_AGREEMENT:
        tx.cache.told_leave[new.person] = True
        tx.touch(new.person, min(new.date, today(tx)), min(new.date, today(tx)))
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
    return tx.values(
        str,
        "SELECT DISTINCT date FROM day_posting WHERE org=:org AND person=:person AND date >= :first"
        " AND account=:account ORDER BY date",
        org=tx.org,
        person=person,
        first=first,
        account=account,
    )


def openings(tx: Tx, person: str, account: str, year: int = 0) -> list[Posting]:
    """The opening postings of an account, oldest first."""
    return tx.rows(
        Posting,
        "SELECT * FROM posting WHERE org=:org AND person=:person AND account=:account AND year=:year"
        " AND kind='opening' ORDER BY date, at, id",
        org=tx.org,
        person=person,
        account=account,
        year=year,
    )


def open_account(
    tx: Tx, person: str, account: str, year: int, date: str, amount: int, why: str, source: str = "import"
) -> bool:
    """Makes the account's opening `amount`, in place of what it was: only the difference is posted.

    Returns whether anything changed.
    """
    before = openings(tx, person, account, year)
    missing = amount - sum(row.amount for row in before)
    if not missing and (before or not amount):
        return False
    post(tx, NewPosting(person, account, year, date, "opening", missing, why, source))
    return True


def sums_on(tx: Tx, person: str, on: str) -> Query[AccountSum]:
    """Asks for each account's sum: the months before that of `on`, and its ledger lines up to `on`."""
    return tx.query(
        AccountSum,
        "SELECT account, year, CAST(SUM(amount) AS BIGINT) AS amount FROM ("
        "SELECT account, year, amount FROM account_month"
        " WHERE org=:org AND person=:person AND month < :month UNION ALL SELECT account, year, amount FROM posting"
        " WHERE org=:org AND person=:person AND date >= :first AND date <= :on UNION ALL"
        " SELECT account, year, amount FROM day_posting"
        " WHERE org=:org AND person=:person AND date >= :first AND date < :on) AS lines GROUP BY account, year",
        org=tx.org,
        person=person,
        month=on[:7],
        first=f"{on[:7]}-01",
        on=on,
    )


def sums_of_month(tx: Tx, person: str, month: str) -> list[MonthSums]:
    """Each account's sum before a month (`opening`) and within it (`change`), in order of account and year."""
    return tx.rows(
        MonthSums,
        "SELECT account, year, CAST(SUM(CASE WHEN month < :month THEN amount ELSE 0 END) AS BIGINT) AS opening,"
        " CAST(SUM(CASE WHEN month = :month THEN amount ELSE 0 END) AS BIGINT) AS change FROM account_month"
        " WHERE org=:org AND person=:person AND month <= :month GROUP BY account, year ORDER BY account, year",
        org=tx.org,
        person=person,
        month=month,
    )


def postings_between(tx: Tx, person: str, first: str, last: str) -> list[Posting]:
    """The ledger's lines dated from `first` to `last`, both included, in order."""
    return tx.rows(
        Posting,
        "SELECT * FROM posting WHERE org=:org AND person=:person AND date BETWEEN :first AND :last"
        " ORDER BY date, at, id",
        org=tx.org,
        person=person,
        first=first,
        last=last,
    )


def add_up(rows: Iterable[Posting]) -> dict[tuple[str, int], int]:
    """Postings added up by (account, year)."""
    found: dict[tuple[str, int], int] = {}
    for row in rows:
        key = (row.account, row.year)
        found[key] = found.get(key, 0) + row.amount
    return found


def year_postings(tx: Tx, person: str, account: str, year: int) -> list[Posting]:
    """Every ledger line of a yearly account."""
    return tx.all(year_query(tx, person, account, year))


def year_query(tx: Tx, person: str, account: str, year: int) -> Query[Posting]:
    """The query of `year_postings`."""
    return tx.query(
        Posting,
        "SELECT * FROM posting WHERE org=:org AND person=:person AND account=:account AND year=:year ORDER BY date, at",
        org=tx.org,
        person=person,
        account=account,
        year=year,
    )


def add_act(tx: Tx, **columns: Any) -> None:
    """A new act's row: id, person, bulk, kind, date, why and more (JSON)."""
    tx.insert(Act(org=tx.org, who=tx.actor.person if tx.actor else None, at=tx.now, **columns))


def mark_undone(tx: Tx, id: str) -> None:
    """Remembers who undid an act, and when."""
    tx.run(
        "UPDATE act SET undone_at=:at, undone_by=:who WHERE org=:org AND id=:id AND undone_at IS NULL",
        org=tx.org,
        id=id,
        at=tx.now,
        who=tx.actor.person if tx.actor else None,
    )


def acts_of_bulk(tx: Tx, bulk: str) -> list[Act]:
    """The parts of a bulk act, oldest first."""
    return tx.rows(Act, "SELECT * FROM act WHERE org=:org AND bulk=:bulk ORDER BY at, id", org=tx.org, bulk=bulk)


def act_postings(tx: Tx, act: str) -> list[Posting]:
    """Every ledger line of an act, those that undid it too."""
    return tx.rows(Posting, "SELECT * FROM posting WHERE org=:org AND act=:act ORDER BY at, id", org=tx.org, act=act)


def undoes(row: Correcting) -> bool:
    """Whether a ledger line is the opposite of another line of its own act."""
    return row.act is not None and row.corrects is not None and ":" not in row.corrects


def kiky_days(tx: Tx, person: str, year: int, first: str) -> list[str]:
    """Stored dates of a year from `first` on that hold kiky, or whose kiky stopped at zero; the last day of a year
    that has ended is one of them, stored or not, since the year is closed on it."""
    last = f"{year}-12-31"
    dates = tx.values(
        str,
        "SELECT date FROM day_result WHERE org=:org AND person=:person AND date BETWEEN :first AND :last"
        " AND (kiky <> 0 OR body LIKE :stopped)",
        org=tx.org,
        person=person,
        first=max(first, f"{year}-01-01"),
        last=last,
        stopped="%kiky_stops_at_zero%",
    )
    return sorted(set(dates) | ({last} if last < today(tx)[:4] else set()))
