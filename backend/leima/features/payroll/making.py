"""The pay rows of some people for a period, and what stands in the way of them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

import msgspec

from leima.db.site import date_at, zone
from leima.db.tx import Tx
from leima.features.agreements.terms import rates_on, terms_on
from leima.features.balances.statement import still_open
from leima.features.ledger.exchange import KIND as EXCHANGE
from leima.features.payroll import store
from leima.features.payroll.amounts import Amount, Correction, Wage, of_correction, of_day
from leima.features.payroll.codes import CodeBook
from leima.features.payroll.kinds import TRAVEL
from leima.features.payroll.lines import Key, Line, Lines
from leima.features.payroll.period import Period
from leima.rules.pay.wage import wage_on
from leima.rules.zone import next_date

FindingKind = Literal["month_open", "no_code", "statement_open"]
MONTH_OPEN: Final = "month_open"
NO_CODE: Final = "no_code"
STATEMENT_OPEN: Final = "statement_open"
LEFT_OUT = (MONTH_OPEN, STATEMENT_OPEN)
"""Those with these may be left out of a run: a later one of the period has them."""


class Finding(NamedTuple):
    """What stands in the way of a person's rows: a month (YYYY-MM) that is open, a kind that has no code, or a final
    statement with lines that nobody has decided on (`about` is the last day)."""

    kind: FindingKind
    person: str
    name: str
    about: str
    agreement: str = ""


class Unsent(NamedTuple):
    """Quantities of a kind that is not sent."""

    kind: str
    quantity: int


class Made(NamedTuple):
    """Some people's rows; those of whom a finding tells have none. `claims` are those that nobody has paid yet."""

    lines: list[Line]
    findings: list[Finding]
    unsent: list[Unsent]
    claims: list[store.Approved]


class Part(NamedTuple):
    """A kind of travel that somebody is paid for what was approved on a date."""

    person: str
    kind: str
    date: str


class _Under(msgspec.Struct, frozen=True):
    agreement: str = ""


class _Stretch(NamedTuple):
    first: str
    last: str
    agreement: str


class _Of:
    """What was read of one person."""

    def __init__(self) -> None:
        self.frozen: dict[str, dict[str, Any]] = {}
        self.terms: list[_Stretch] = []
        self.as_time: set[str] = set()
        self.corrections: list[Correction] = []
        self.other: list[Amount] = []
        self.sent: list[Line] = []


def made(tx: Tx, people: Sequence[store.Person], over: Period, book: CodeBook) -> Made:
    """The rows of some people, in their order."""
    runs = [one.id for one in over.runs]
    facts = store.facts_of(tx, [one.id for one in people], (over.first, over.last), over.instants, runs)
    read = _by_person(tx, facts, over)
    found = Made([], [], [], [one for one in facts.claims if not one.paid])
    for one in people:
        of = read[one.id]
        if findings := [*_open_months(one, of, over), *_open_statement(tx, one, of, over)]:
            found.findings.extend(findings)
        else:
            _add(found, one, of, list(_amounts(tx, of)), book)
    return found


def _by_person(tx: Tx, facts: store.Facts, over: Period) -> dict[str, _Of]:
    found: dict[str, _Of] = defaultdict(_Of)
    decode = msgspec.json.Decoder(dict[str, Any]).decode
    for row in facts.frozen:
        found[row.person].frozen[row.date] = decode(row.cells)
    for terms in facts.terms:
        under = msgspec.json.decode(terms.body, type=_Under).agreement
        found[terms.person].terms.append(_Stretch(terms.from_date, terms.until_date or "9999-12-31", under))
    for choice in facts.as_time:
        found[choice.person].as_time.add(choice.date)
    for correction in facts.corrections:
        if _is_due(correction, over) and correction.id not in facts.elsewhere:
            found[correction.person].corrections.append(correction)
    for line in facts.paid:
        found[line.person].other.append(_of_line(tx, line))
    for row_sent in facts.sent:
        found[row_sent.person].sent.append(row_sent.line())
    paid = parts_paid(facts.sent)
    order = [run.id for run in over.runs]
    for claim in facts.claims:
        through = order[: order.index(claim.run) + 1] if claim.run in order else ()
        found[claim.person].other.extend(_of_claim(claim, zone(tx), {part for run in through for part in paid[run]}))
    return found


def _of_line(tx: Tx, line: store.Paid) -> Amount:
    """A ledger line that is paid out, or pay that became time in the bank: that is taken off at the wage in force."""
    if line.kind != EXCHANGE:
        return Amount(f"payout.{line.account}", line.date, -line.amount)
    hourly = wage_on(terms_on(tx, line.person, line.date), line.date)
    return Amount("to_bank", line.date, -line.amount, percent=None if hourly is None else 100, hourly_cents=hourly)


def _is_due(one: Correction, over: Period) -> bool:
    """A correction is paid with the date on which it counts; once its own period is locked, also with a difference of
    that period."""
    return over.first <= one.date <= over.last or bool(over.runs)


def _of_claim(claim: store.Approved, where: str, sent: Collection[Part]) -> Iterator[Amount]:
    """The parts of a claim. Of one that is paid, runs have paid what they have sent, and a hand the rest."""
    for part, cents in parts_of_claim(claim, where):
        if not claim.paid or part in sent:
            yield Amount(part.kind, part.date, cents)


def parts_of_claim(claim: store.Approved, where: str) -> list[tuple[Part, int]]:
    """What a claim comes to, in cents; an advance is below 0."""
    cents = (claim.tax_free, claim.taxable, claim.expenses, -claim.advance)
    date = date_at(claim.decided_at, where)
    told = zip(TRAVEL, cents, strict=True)
    return [(Part(claim.person, f"travel.{kind}", date), amount) for kind, amount in told if amount]


def parts_paid(sent: Sequence[store.Sent]) -> Mapping[str, set[Part]]:
    """What of claims runs have paid, by run. What was approved on one date had one code."""
    found: dict[str, set[Part]] = defaultdict(set)
    for row in sent:
        if row.kind.startswith("travel."):
            found[row.run].update(Part(row.person, row.kind, date) for date in row.line().dates)
    return found


def _open_months(person: store.Person, of: _Of, over: Period) -> Iterator[Finding]:
    """The months with a date that should have been frozen and is not."""
    if len(of.frozen) == over.days:
        return
    told: set[str] = set()
    for stretch in of.terms:
        date = max(stretch.first, over.first, person.counts_from)
        while date <= min(stretch.last, over.last):
            if date not in of.frozen and date[:7] not in told:
                told.add(date[:7])
                yield Finding(MONTH_OPEN, person.id, person.name, date[:7])
            date = next_date(date)


def _open_statement(tx: Tx, person: store.Person, of: _Of, over: Period) -> Iterator[Finding]:
    """Whose last day lies in the period: each account of theirs is decided before the final pay."""
    last = max((stretch.last for stretch in of.terms), default="")
    if over.first <= last <= over.last and not over.runs and still_open(tx, person.id):
        yield Finding(STATEMENT_OPEN, person.id, person.name, last)


def _amounts(tx: Tx, of: _Of) -> Iterator[Amount]:
    for date, cells in of.frozen.items():
        yield from of_day(date, cells, date in of.as_time)
    for one in of.corrections:
        told = msgspec.json.decode(one.minutes, type=dict[str, int])
        yield from of_correction(one, told, _wage(tx, one), one.corrects in of.as_time)
    yield from of.other


def _wage(tx: Tx, one: Correction) -> Wage | None:
    """The wage of a corrected date, with its supplements."""
    hourly = wage_on(terms_on(tx, one.person, one.corrects), one.corrects)
    if hourly is None:
        return None
    rates = rates_on(tx, one.person, one.corrects)
    agreed = () if rates is None else rates.supplements
    return Wage(hourly, {rule.name.removeprefix("supplement_"): rule.percent for rule in agreed})


def _add(found: Made, person: store.Person, of: _Of, amounts: Sequence[Amount], book: CodeBook) -> None:
    lines, unsent = Lines(person.id, person.name, person.number), []
    missing: dict[tuple[str, str], None] = {}
    for one in amounts:
        agreement = _agreement(of.terms, one.date)
        code = book.of(one.kind, agreement, one.date)
        if code is None:
            missing[one.kind, agreement] = None
        elif code.code is None:
            unsent.append(Unsent(one.kind, one.quantity))
        else:
            key = Key(code.code, one.kind, one.percent, one.hourly_cents, one.correction)
            lines.add(key, one.date, one.quantity, one.days)
    if missing:
        found.findings.extend(Finding(NO_CODE, person.id, person.name, *one) for one in missing)
        return
    found.lines.extend(lines.less(of.sent))
    found.unsent.extend(unsent)


def _agreement(terms: Sequence[_Stretch], date: str) -> str:
    """The agreement in force on a date; after a contract's end the last one."""
    under = ""
    for one in terms:
        if one.first <= date:
            under = one.agreement
        if date <= one.last:
            break
    return under
