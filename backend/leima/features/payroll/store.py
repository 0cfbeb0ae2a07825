"""Codes and runs: their only writer. What it reads of other rooms is for payroll alone."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from leima.db.tables.payroll import PayCode, PayRun
from leima.db.tx import Query, Tx
from leima.features.payroll.amounts import Correction
from leima.features.payroll.lines import Line


class Person(NamedTuple):
    """Somebody of the organisation; `number` is theirs in the payroll system."""

    id: str
    name: str
    number: str
    counts_from: str


class Frozen(NamedTuple):
    """What a closed day was frozen at, as JSON."""

    person: str
    date: str
    cells: str


class TermsOf(NamedTuple):
    """Terms of a person, as JSON."""

    person: str
    from_date: str
    until_date: str | None
    body: str


class AsTime(NamedTuple):
    """A date whose overtime somebody takes as leave or puts in the bank."""

    person: str
    date: str


class Paid(NamedTuple):
    """A ledger line that goes to pay: minutes, hundredths of a day, or cents. `kind` is the line's own."""

    person: str
    date: str
    account: str
    kind: str
    amount: int


class Approved(NamedTuple):
    """An employee's claim that was approved at an instant, in cents. `run` is the last one that has paid any of it."""

    id: str
    person: str
    decided_at: int
    tax_free: int
    taxable: int
    expenses: int
    advance: int
    paid: bool
    run: str | None


class Sent(NamedTuple):
    """A row of a locked run."""

    run: str
    person: str
    name: str
    number: str
    code: str
    kind: str
    percent: int | None
    hourly_cents: int | None
    correction: str
    minutes: int
    days: int
    cents: int | None
    dates: str

    def line(self) -> Line:
        """The row as one in the making."""
        return Line(*self[1:-1], msgspec.json.decode(self.dates, type=dict[str, int]))


class OfRun(NamedTuple):
    """Somebody's rows of a run together."""

    person: str
    number: str
    name: str
    lines: int
    minutes: int
    cents: int | None


class Stored(NamedTuple):
    """A row of a locked run with its place. `dates` is JSON."""

    n: int
    person: str
    name: str
    number: str
    code: str
    kind: str
    percent: int | None
    hourly_cents: int | None
    correction: str
    minutes: int
    hours: int
    days: int
    cents: int | None
    dates: str

    @property
    def by_date(self) -> dict[str, int]:
        return msgspec.json.decode(self.dates, type=dict[str, int])


_STORED = (
    "SELECT n, person, name, number, code, kind, percent, hourly_cents, correction, minutes, hours, days, cents, dates"
    " FROM pay_row WHERE org=:org AND run=:run"
)
_PEOPLE = (
    "SELECT person, MIN(number) AS number, MIN(name) AS name, COUNT(*) AS lines,"
    " CAST(SUM(minutes) AS BIGINT) AS minutes, CAST(SUM(cents) AS BIGINT) AS cents"
    " FROM pay_row WHERE org=:org AND run=:run GROUP BY person ORDER BY MIN(n)"
)
_FROZEN = (
    "SELECT person, date, cells FROM frozen_day WHERE org=:org AND person IN :people AND date BETWEEN :first AND :last"
    " ORDER BY person, date"
)
_CORRECTIONS = (
    "SELECT id, person, date, corrects, minutes FROM month_correction WHERE org=:org AND person IN :people"
    " AND (date BETWEEN :first AND :last OR corrects BETWEEN :first AND :last) ORDER BY person, at, id"
)
_TERMS = (
    "SELECT person, from_date, until_date, body FROM terms WHERE org=:org AND person IN :people AND NOT deleted"
    " ORDER BY person, from_date"
)
_AS_TIME = (
    "SELECT person, date FROM overtime_choice WHERE org=:org AND person IN :people AND choice IN ('leave', 'bank')"
)
_PAID = (
    "SELECT person, date, account, kind, amount FROM posting WHERE org=:org AND person IN :people AND pays"
    " AND date BETWEEN :first AND :last ORDER BY person, date, id"
)
_APPROVED = (
    "SELECT c.id, c.person, c.decided_at, c.tax_free_cents AS tax_free, c.taxable_cents AS taxable,"
    " c.expenses_cents AS expenses, c.advance_cents AS advance, c.status='paid' AS paid, p.run FROM claim c"
    " LEFT JOIN pay_claim p ON p.org = c.org AND p.claim = c.id WHERE c.org=:org AND c.person IN :people"
    " AND NOT c.deleted AND c.payee='employee' AND (c.status='approved' OR c.status='paid' AND p.run IS NOT NULL)"
    " AND c.decided_at >= :begins AND c.decided_at < :ends ORDER BY c.person, c.id"
)
_SENT = (
    "SELECT run, person, name, number, code, kind, percent, hourly_cents, correction, minutes, days, cents, dates"
    " FROM pay_row WHERE org=:org AND person IN :people AND run IN :runs ORDER BY person, run, n"
)
_ELSEWHERE = (
    "SELECT DISTINCT correction FROM pay_row WHERE org=:org AND person IN :people AND correction IN :corrections"
    " AND run NOT IN :runs"
)
_ADD_ROW = (
    "INSERT INTO pay_row (org, run, n, person, name, number, code, kind, percent, hourly_cents, correction, minutes,"
    " hours, days, cents, dates) VALUES (:org, :run, :n, :person, :name, :number, :code, :kind, :percent,"
    " :hourly_cents, :correction, :minutes, :hours, :days, :cents, :dates)"
)


class Facts(NamedTuple):
    """What is read of some people for a period."""

    frozen: list[Frozen]
    corrections: list[Correction]
    terms: list[TermsOf]
    as_time: list[AsTime]
    paid: list[Paid]
    claims: list[Approved]
    sent: list[Sent]
    """The rows that earlier runs of the period hold."""
    elsewhere: frozenset[str]
    """The corrections that runs of other periods have paid."""


def everyone(tx: Tx) -> list[Person]:
    """The organisation's people by id, so that a run's rows have one order whatever people are called."""
    sql = "SELECT id, name, COALESCE(external_id, '') AS number, counts_from FROM person WHERE org=:org ORDER BY id"
    return tx.rows(Person, sql, org=tx.org)


def facts_of(
    tx: Tx, people: Sequence[str], over: tuple[str, str], instants: tuple[int, int], runs: Sequence[str]
) -> Facts:
    """All that the rows of some people are made of. `over` are the period's dates, `instants` its first one and the
    first after it, `runs` the ids of its earlier runs."""
    who = {"org": tx.org, "people": tuple(people)}
    dates = {**who, "first": over[0], "last": over[1]}
    corrections = tx.rows(Correction, _CORRECTIONS, **dates)
    return Facts(
        tx.rows(Frozen, _FROZEN, **dates),
        corrections,
        tx.rows(TermsOf, _TERMS, **who),
        tx.rows(AsTime, _AS_TIME, **who),
        tx.rows(Paid, _PAID, **dates),
        tx.rows(Approved, _APPROVED, **who, begins=instants[0], ends=instants[1]),
        sent(tx, people, runs),
        _elsewhere(tx, corrections, runs),
    )


def _elsewhere(tx: Tx, corrections: Sequence[Correction], runs: Sequence[str]) -> frozenset[str]:
    if not corrections:
        return frozenset()
    people = tuple({one.person for one in corrections})
    ids = tuple(one.id for one in corrections)
    return frozenset(tx.values(str, _ELSEWHERE, org=tx.org, people=people, corrections=ids, runs=tuple(runs) or ("",)))


def codes(tx: Tx) -> list[PayCode]:
    """The organisation's own codes that stand."""
    sql = "SELECT * FROM pay_code WHERE org=:org AND undone_at IS NULL ORDER BY kind, from_date, at, id"
    return tx.rows(PayCode, sql, org=tx.org)


def undone_codes(tx: Tx) -> list[PayCode]:
    """The organisation's own codes that were taken back, the last first."""
    sql = "SELECT * FROM pay_code WHERE org=:org AND undone_at IS NOT NULL ORDER BY undone_at DESC, id LIMIT 200"
    return tx.rows(PayCode, sql, org=tx.org)


def add_code(tx: Tx, row: PayCode) -> None:
    """A code from a date on."""
    tx.insert(row)
    told = {"kind": row.kind, "agreement": row.agreement, "from": row.from_date, "code": row.code}
    tx.audit("payroll.code", "pay_code", row.id, None, told)


def undo_code(tx: Tx, row: PayCode) -> None:
    """A code that does not stand any more; runs that were locked with it stay."""
    tx.run(
        "UPDATE pay_code SET undone_at=:now, undone_by=:who WHERE org=:org AND id=:id",
        now=tx.now,
        who=tx.actor.person if tx.actor else None,
        org=tx.org,
        id=row.id,
    )
    tx.audit("payroll.code_undone", "pay_code", row.id, {"kind": row.kind, "code": row.code}, None)


def runs(tx: Tx) -> list[PayRun]:
    """Every locked run, the newest period first."""
    return tx.rows(PayRun, "SELECT * FROM pay_run WHERE org=:org ORDER BY from_date DESC, number DESC", org=tx.org)


def add_run(tx: Tx, run: PayRun, rows: Sequence[dict[str, object]]) -> None:
    """A locked run with its rows, or nothing of it."""
    tx.insert(run)
    tx.many(_ADD_ROW, [{"org": tx.org, "run": run.id, "n": n, **row} for n, row in enumerate(rows, 1)])
    told = {"from": run.from_date, "until": run.until_date, "number": run.number, "hash": run.hash, "lines": run.lines}
    tx.audit("payroll.locked", "pay_run", run.id, None, told)


def people_of(tx: Tx, run: str) -> list[OfRun]:
    """Everybody who has rows in a run, in the run's order."""
    return tx.rows(OfRun, _PEOPLE, org=tx.org, run=run)


def claims_to_pay(tx: Tx, people: Sequence[str], instants: tuple[int, int]) -> list[Approved]:
    """The approved claims of some people that a period pays and that nobody has marked as paid."""
    who = {"org": tx.org, "people": tuple(people)}
    return [one for one in tx.rows(Approved, _APPROVED, **who, begins=instants[0], ends=instants[1]) if not one.paid]


def sent(tx: Tx, people: Sequence[str], runs: Sequence[str]) -> list[Sent]:
    """The rows of some people in runs."""
    if not people or not runs:
        return []
    return tx.rows(Sent, _SENT, org=tx.org, people=tuple(people), runs=tuple(runs))


def rows_of(tx: Tx, run: str, person: str) -> list[Stored]:
    """One person's rows of a run."""
    return tx.rows(Stored, f"{_STORED} AND person=:person ORDER BY n", org=tx.org, run=run, person=person)


def all_rows(tx: Tx, run: str) -> Query[Stored]:
    """A run's rows in their order, to be streamed: each person's are together."""
    return tx.query(Stored, f"{_STORED} ORDER BY n", org=tx.org, run=run)


def pay_day(tx: Tx) -> int:
    """The day of the following month on which a month is paid; 0 is the month's own last day."""
    return tx.value(int, "SELECT pay_day FROM organisation WHERE id=:org", org=tx.org) or 0
