"""The sums of many people's accounts, one query a table. Amounts are minutes, or hundredths of a day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from leima.db.rows import R
from leima.db.tx import Tx
from leima.features.balances.standing import KIKY_GIVEN, Key, standing
from leima.features.days.live import live_day
from leima.features.reports.interval import Interval
from leima.features.reports.store import Reported
from leima.rules.zone import next_date


@dataclass
class Sums:
    """One account of one person: before the interval, changes in it by kind, and at its end, each from its own rows."""

    opening: int = 0
    closing: int = 0
    kinds: dict[str, int] = field(default_factory=dict)

    @property
    def change(self) -> int:
        return sum(self.kinds.values())

    def add(self, kind: str, before: int, within: int, latest: int) -> None:
        """Sums of one kind: dated before the interval in its first month, in it, and in its last month."""
        self.opening += before
        self.closing += latest
        if within:
            self.kinds[kind] = self.kinds.get(kind, 0) + within


class _Month(NamedTuple):
    person: str
    account: str
    year: int
    opening: int
    closing: int


class _Kind(NamedTuple):
    person: str
    account: str
    year: int
    kind: str
    before: int
    within: int
    latest: int


class _Days(NamedTuple):
    person: str
    year: int
    flex_before: int
    flex_within: int
    flex_latest: int
    kiky_before: int
    kiky_within: int
    kiky_latest: int


class _Pending(NamedTuple):
    person: str
    days: int


Accounts = dict[str, dict[Key, Sums]]
_SPLIT = (
    "CAST(SUM(CASE WHEN date < :first THEN {what} ELSE 0 END) AS BIGINT) AS {name}before,"
    " CAST(SUM(CASE WHEN date >= :first THEN {what} ELSE 0 END) AS BIGINT) AS {name}within,"
    " CAST(SUM(CASE WHEN date >= :latest THEN {what} ELSE 0 END) AS BIGINT) AS {name}latest"
)
_MONTHS = (
    "SELECT person, account, year,"
    " CAST(SUM(CASE WHEN month < :first_month THEN amount ELSE 0 END) AS BIGINT) AS opening,"
    " CAST(SUM(amount) AS BIGINT) AS closing"
    " FROM account_month WHERE org=:org AND person IN :people AND month < :last_month"
    " GROUP BY person, account, year"
)
_POSTINGS = (
    f"SELECT person, account, year, kind, {_SPLIT.format(what='amount', name='')} FROM posting"
    " WHERE org=:org AND person IN :people AND date BETWEEN :begin AND :until GROUP BY person, account, year, kind"
)
_DAY_POSTINGS = (
    f"SELECT person, account, year, 'day' AS kind, {_SPLIT.format(what='amount', name='')} FROM day_posting"
    " WHERE org=:org AND person IN :people AND date BETWEEN :begin AND :ended GROUP BY person, account, year"
)
_DAYS = (
    "SELECT person, CAST(substr(date, 1, 4) AS INTEGER) AS year,"
    f" {_SPLIT.format(what='flex', name='flex_')}, {_SPLIT.format(what='kiky', name='kiky_')}"
    " FROM day_result WHERE org=:org AND person IN :people"
    " AND date BETWEEN :begin AND :ended AND posted GROUP BY person, substr(date, 1, 4)"
)
_PENDING = (
    "SELECT person, COUNT(*) AS days FROM day_result WHERE org=:org AND person IN :people"
    " AND date BETWEEN :first AND :until AND status='pending' GROUP BY person"
)


def accounts(tx: Tx, people: Sequence[Reported], over: Interval, ended: str) -> Accounts:
    """Every account of the people. Days count through `ended`, the last day that is over; the ledger through
    `over.until`."""
    found: Accounts = defaultdict(lambda: defaultdict(Sums))
    ids = tuple(person.id for person in people)
    dated = {
        "org": tx.org,
        "people": ids,
        "first": over.first,
        "until": over.until,
        "ended": ended,
        "begin": f"{over.first[:7]}-01",
        "latest": f"{over.until[:7]}-01",
    }
    first, last = over.first[:7], over.until[:7]
    for month in tx.rows(_Month, _MONTHS, org=tx.org, people=ids, first_month=first, last_month=last):
        one = found[month.person][month.account, month.year]
        one.opening, one.closing = month.opening, month.closing
    for row in [*_some(tx, _Kind, _POSTINGS, dated, "until"), *_some(tx, _Kind, _DAY_POSTINGS, dated, "ended")]:
        found[row.person][row.account, row.year].add(row.kind, row.before, row.within, row.latest)
    for days in _some(tx, _Days, _DAYS, dated, "ended"):
        mine = found[days.person]
        mine["flex", 0].add("day", days.flex_before, days.flex_within, days.flex_latest)
        mine["kiky", days.year].add("day", -days.kiky_before, -days.kiky_within, -days.kiky_latest)
    _not_turned(tx, people, over, ended, found)
    return found


def _some(tx: Tx, row: type[R], sql: str, dated: Mapping[str, object], end: str) -> list[R]:
    wanted = {name: value for name, value in dated.items() if f":{name}" in sql or name == "org"}
    return tx.rows(row, sql, **wanted) if str(dated["begin"]) <= str(dated[end]) else []


def _not_turned(tx: Tx, people: Sequence[Reported], over: Interval, ended: str, found: Accounts) -> None:
    """Ended days that the server has not settled yet count here too, as they do on every card."""
    turned = tx.value(str, "SELECT turned_through FROM organisation WHERE id=:org", org=tx.org)
    if not turned or turned >= ended:
        return
    for person, date in _late(tx, people, ended):
        result = live_day(tx, person.id, date)
        if result is None or result.status != "done":
            continue
        before, within = (result.flex, 0) if date < over.first else (0, result.flex)
        found[person.id]["flex", 0].add("day", before, within, result.flex)
        before, within = (-result.kiky, 0) if date < over.first else (0, -result.kiky)
        found[person.id]["kiky", int(date[:4])].add("day", before, within, -result.kiky)


def _late(tx: Tx, people: Sequence[Reported], ended: str) -> Iterator[tuple[Reported, str]]:
    for person in people:
        for date in standing(tx, person.id, next_date(ended)).late:
            yield person, date


def pending(tx: Tx, people: Sequence[Reported], over: Interval) -> dict[str, int]:
    """How many days of the interval wait for a word, by person."""
    ids = tuple(person.id for person in people)
    rows = tx.rows(_Pending, _PENDING, org=tx.org, people=ids, first=over.first, until=over.until)
    return {row.person: row.days for row in rows}


def obliges(kind: str) -> bool:
    """Whether a kind of posting on a kiky account is part of what the year holds; the others settle it."""
    return kind in KIKY_GIVEN
