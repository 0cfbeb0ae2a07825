"""The sums of many people's accounts, one query a table. Amounts are minutes, or hundredths of a day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from leima.db.tx import Row, Tx
from leima.features.days.balances import Key, live_day, standing
from leima.features.reports.interval import Interval
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


Accounts = dict[str, dict[Key, Sums]]
_SPLIT = (
    "SUM(CASE WHEN date < :first THEN {what} ELSE 0 END) AS before,"
    " SUM(CASE WHEN date >= :first THEN {what} ELSE 0 END) AS within,"
    " SUM(CASE WHEN date >= :latest THEN {what} ELSE 0 END) AS latest"
)
_MONTHS = (
    "SELECT person, account, year, SUM(CASE WHEN month < :first_month THEN amount ELSE 0 END) AS opening,"
    " SUM(amount) AS closing FROM account_month WHERE org=:org AND person IN :people AND month < :last_month"
    " GROUP BY person, account, year"
)
_POSTINGS = (
    f"SELECT person, account, year, kind, {_SPLIT.format(what='amount')} FROM posting"
    " WHERE org=:org AND person IN :people AND date BETWEEN :begin AND :until GROUP BY person, account, year, kind"
)
_DAY_POSTINGS = (
    f"SELECT person, account, year, 'day' AS kind, {_SPLIT.format(what='amount')} FROM day_posting"
    " WHERE org=:org AND person IN :people AND date BETWEEN :begin AND :ended GROUP BY person, account, year"
)
_DAYS = (
    "SELECT person, substr(date, 1, 4) AS year, {flex}, {kiky} FROM day_result WHERE org=:org AND person IN :people"
    " AND date BETWEEN :begin AND :ended AND posted GROUP BY person, substr(date, 1, 4)"
)
_PENDING = (
    "SELECT person, COUNT(*) AS n FROM day_result WHERE org=:org AND person IN :people"
    " AND date BETWEEN :first AND :until AND status='pending' GROUP BY person"
)


def accounts(tx: Tx, people: Sequence[Row], over: Interval, ended: str) -> Accounts:
    """Every account of the people. Days count through `ended`, the last day that is over; the ledger through
    `over.until`."""
    found: Accounts = defaultdict(lambda: defaultdict(Sums))
    ids = tuple(person.id for person in people)
    dated = {
        **{"org": tx.org, "people": ids, "first": over.first, "until": over.until, "ended": ended},
        **{"begin": f"{over.first[:7]}-01", "latest": f"{over.until[:7]}-01"},
    }
    months = {"first_month": over.first[:7], "last_month": over.until[:7]}
    for row in tx.rows(_MONTHS, org=tx.org, people=ids, **months):
        one = found[row.person][row.account, int(row.year)]
        one.opening, one.closing = int(row.opening), int(row.closing)
    for row in [*_some(tx, _POSTINGS, dated, "until"), *_some(tx, _DAY_POSTINGS, dated, "ended")]:
        key = (row.account, int(row.year))
        found[row.person][key].add(row.kind, int(row.before), int(row.within), int(row.latest))
    for row in _some(tx, _days_sql(), dated, "ended"):
        flex = (int(row.flex_before), int(row.flex_within), int(row.flex_latest))
        kiky = (-int(row.kiky_before), -int(row.kiky_within), -int(row.kiky_latest))
        found[row.person]["flex", 0].add("day", *flex)
        found[row.person]["kiky", int(row.year)].add("day", *kiky)
    _not_turned(tx, people, over, ended, found)
    return found


def _some(tx: Tx, sql: str, dated: Mapping[str, object], end: str) -> list[Row]:
    wanted = {name: value for name, value in dated.items() if f":{name}" in sql or name == "org"}
    return tx.rows(sql, **wanted) if str(dated["begin"]) <= str(dated[end]) else []


def _days_sql() -> str:
    named = {}
    for what in ("flex", "kiky"):
        split = _SPLIT.format(what=what)
        for name in ("before", "within", "latest"):
            split = split.replace(f"AS {name}", f"AS {what}_{name}")
        named[what] = split
    return _DAYS.format(**named)


def _not_turned(tx: Tx, people: Sequence[Row], over: Interval, ended: str, found: Accounts) -> None:
    """Ended days that the server has not settled yet count here too, as they do on every card."""
    org = tx.one("SELECT turned_through FROM organisation WHERE id=:org", org=tx.org)
    if org is None or (org.turned_through or "") >= ended or not org.turned_through:
        return
    for person, date in _late(tx, people, ended):
        result = live_day(tx, person.id, date)
        if result is None or result.status != "done":
            continue
        before, within = (result.flex, 0) if date < over.first else (0, result.flex)
        found[person.id]["flex", 0].add("day", before, within, result.flex)
        before, within = (-result.kiky, 0) if date < over.first else (0, -result.kiky)
        found[person.id]["kiky", int(date[:4])].add("day", before, within, -result.kiky)


def _late(tx: Tx, people: Sequence[Row], ended: str) -> Iterator[tuple[Row, str]]:
    for person in people:
        for date in standing(tx, person.id, next_date(ended)).late:
            yield person, date


def pending(tx: Tx, people: Sequence[Row], over: Interval) -> dict[str, int]:
    """How many days of the interval wait for a word, by person."""
    ids = tuple(person.id for person in people)
    rows = tx.rows(_PENDING, org=tx.org, people=ids, first=over.first, until=over.until)
    return {row.person: int(row.n) for row in rows}
