"""Runs: worked out a few people at a time, so that others are served between, and locked in one unit of work."""

import hashlib
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from typing import Any

import msgspec

from leima.access.money import may_pay
from leima.db.actor import Actor
from leima.db.database import Database
from leima.db.sync_sql import lock_organisation, lock_people
from leima.db.tables.payroll import PayRun
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.agreements import store as agreements
from leima.features.payroll import store
from leima.features.payroll.claims import Moved, pay_claims, travelled
from leima.features.payroll.codes import CodeBook
from leima.features.payroll.kinds import in_words
from leima.features.payroll.lines import Line
from leima.features.payroll.making import LEFT_OUT, MONTH_OPEN, NO_CODE, Finding, Made, made
from leima.features.payroll.period import Period, period
from leima.features.payroll.schemas import LockRun, PayFinding, Preview, Run
from leima.features.payroll.totals import Totals, kept, told
from leima.features.reports.plain import hundredths
from leima.web.errors import Conflict, Forbidden, Invalid, NotFound
from leima.web.guard import as_actor
from leima.web.tokens import Claims
from leima.web.words import say

AT_A_TIME = 200
"""People worked out in one unit of reading."""
SHOWN = 200
"""Findings that an answer tells of."""


class NotReady(Conflict):
    """Findings stand in the way of a run; the preview names them."""

    code = "payroll_not_ready"


def refuse_others(actor: Actor) -> None:
    """Raises Forbidden for everybody but payroll."""
    if not may_pay(actor, "payroll"):
        raise Forbidden()


@dataclass(frozen=True)
class Asked:
    """A period as it is asked about."""

    first: str
    last: str
    pay_day: str | None


@dataclass
class Worked:
    """A run in the making. `packed` are its lines where they are kept."""

    over: Period
    names: Mapping[str, str]
    """Agreements' names by id."""
    totals: Totals = field(default_factory=Totals)
    findings: list[Finding] = field(default_factory=list)
    packed: list[bytes] = field(default_factory=list)
    claims: set[store.Approved] = field(default_factory=set)
    """The claims of these people that nobody has paid yet."""
    people: int = 0
    lines: int = 0
    hash: Any = field(default_factory=hashlib.sha256)

    def take(self, some: Made, *, keep: bool) -> None:
        """The next people's rows."""
        self.findings += some.findings
        self.claims.update(some.claims)
        self.lines += len(some.lines)
        self.people += len({line.person for line in some.lines})
        for line in some.lines:
            self.totals.add(line)
            self.hash.update(_content(line))
        if not self.over.runs:
            for one in some.unsent:
                self.totals.add_unsent(one.kind, one.quantity)
        if keep:
            self.packed.append(msgspec.msgpack.encode(some.lines))

    def kept_lines(self) -> list[Line]:
        """Its lines by name, each person's in their order."""
        lines = [line for some in self.packed for line in msgspec.msgpack.decode(some, type=list[Line])]
        return sorted(lines, key=attrgetter("name", "person"))


_Begun = tuple[list[store.Person], Period, CodeBook, Mapping[str, str]]


def _content(line: Line) -> bytes:
    """What a line says, whatever its person is called now."""
    told_of = (line.person, *line.key, line.minutes, line.days, line.cents, line.dates)
    return msgspec.json.encode(told_of)


async def worked(db: Database, claims: Claims, asked: Asked, *, keep: bool = False) -> Worked:
    """What a run of a period would hold now. Raises Forbidden, Invalid, PeriodsOverlap."""
    people, over, book, names = await db.read(as_actor(claims, partial(_begun, asked=asked)))
    found = Worked(over, names)
    async for some in _made(db, claims, people, over, book):
        found.take(some, keep=keep)
    return found


def _begun(tx: Tx, actor: Actor, asked: Asked) -> _Begun:
    refuse_others(actor)
    over = period(tx, asked.first, asked.last, asked.pay_day)
    names = {row.id: row.name for row in agreements.agreements(tx)}
    return store.everyone(tx), over, CodeBook(store.codes(tx)), names


async def _made(
    db: Database, claims: Claims, people: Sequence[store.Person], over: Period, book: CodeBook
) -> AsyncIterator[Made]:
    for at in range(0, len(people), AT_A_TIME):
        yield await db.read(as_actor(claims, partial(_next, people[at : at + AT_A_TIME], over, book)))


def _next(people: Sequence[store.Person], over: Period, book: CodeBook, tx: Tx, actor: Actor) -> Made:
    refuse_others(actor)
    return made(tx, people, over, book)


def previewed(found: Worked, lang: str) -> Preview:
    """A run in the making as the wire shows it."""
    over = found.over
    before = () if over.runs else over.before
    return Preview(
        from_=over.first,
        until=over.last,
        pay_day=over.pay_day,
        number=len(over.runs) + 1,
        seen=found.hash.hexdigest(),
        people=found.people,
        lines=found.lines,
        totals=told(found.totals.stored(), before),
        findings=[
            _finding(one, lang, found.names) for one in sorted(found.findings, key=attrgetter("name", "person"))[:SHOWN]
        ],
        found=len(found.findings),
        only_open=all(one.kind in LEFT_OUT for one in found.findings),
        before_from=before[0].from_date if before else None,
        before_until=before[0].until_date if before else None,
    )


def _finding(one: Finding, lang: str, names: Mapping[str, str]) -> PayFinding:
    about = f"{int(one.about[5:7])}/{one.about[:4]}" if one.kind == MONTH_OPEN else one.about
    about = in_words(about, lang) if one.kind == NO_CODE else about
    under = names.get(one.agreement, one.agreement)
    detail = say(lang, f"payroll.finding.{one.kind}", {"name": one.name, "about": about, "agreement": under})
    return PayFinding(one.kind, one.person, one.name, one.about, one.agreement, detail)


async def locked(db: Database, claims: Claims, form: LockRun) -> Run:
    """Locks what was seen; the same form again returns the same run.

    Raises Moved where something else would be locked now, NotReady where findings stand in the way.
    """
    before = await db.read(as_actor(claims, lambda tx, actor: _before(tx, actor, form)))
    if before is not None:
        return before
    found = await worked(db, claims, Asked(form.from_, form.until, form.pay_day), keep=True)
    if found.findings and not (form.without_open and all(one.kind in LEFT_OUT for one in found.findings)):
        raise NotReady(n=len(found.findings))
    if found.hash.hexdigest() != form.seen:
        raise Moved()
    if not found.lines:
        raise Invalid("payroll_empty")
    rows = _rows(found.kept_lines())
    return await db.write(as_actor(claims, partial(_lock, form=form, found=found, rows=rows)))


def _before(tx: Tx, actor: Actor, form: LockRun) -> Run | None:
    """The run that this form has locked already. Raises Conflict for an id that is another run's."""
    refuse_others(actor)
    run = tx.get(PayRun, id=form.id)
    if run is None:
        return None
    if (run.from_date, run.until_date, run.pay_day, run.hash) != (form.from_, form.until, form.pay_day, form.seen):
        raise Conflict("act_reused")
    return shown(tx, run)


def _lock(tx: Tx, actor: Actor, form: LockRun, found: Worked, rows: list[dict[str, object]]) -> Run:
    """The run, where no other was locked since its rows were worked out: until the commit nobody locks another, nor
    decides on a claim of those whose travel it pays."""
    refuse_others(actor)
    lock_people(tx, sorted(travelled(rows)))
    lock_organisation(tx)
    before = _before(tx, actor, form)
    if before is not None:
        return before
    over = found.over
    if [one.id for one in store.runs(tx)] != over.known:
        raise Moved()
    run = PayRun(
        org=tx.org,
        id=form.id,
        from_date=over.first,
        until_date=over.last,
        number=len(over.runs) + 1,
        pay_day=over.pay_day,
        note=form.note,
        hash=form.seen,
        totals=msgspec.json.encode(found.totals.stored()).decode(),
        people=found.people,
        lines=found.lines,
        who=actor.person,
        at=tx.now,
    )
    store.add_run(tx, run, rows)
    pay_claims(tx, run, found.over, found.claims)
    return shown(tx, run)


def _rows(lines: Sequence[Line]) -> list[dict[str, object]]:
    """The rows as they are stored. Hours are worked out once, by the largest remainder within each code."""
    by_code: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        by_code[line.code].append(line.minutes)
    hours = {code: iter(hundredths(minutes)) for code, minutes in by_code.items()}
    return [_row(line, next(hours[line.code])) for line in lines]


def _row(line: Line, hours: int) -> dict[str, object]:
    own = {name: getattr(line, name) for name in Line.__struct_fields__}
    return own | {"hours": hours, "dates": msgspec.json.encode(line.dates).decode()}


def shown(tx: Tx, run: PayRun) -> Run:
    """A locked run as the wire shows it."""
    return Run(
        id=run.id,
        from_=run.from_date,
        until=run.until_date,
        number=run.number,
        pay_day=run.pay_day,
        note=run.note,
        hash=run.hash,
        people=run.people,
        lines=run.lines,
        by_name=person_name(tx, run.who),
        at=run.at,
        totals=told(kept(run)),
    )


def run_of(tx: Tx, actor: Actor, id: str) -> PayRun:
    """A locked run. Raises Forbidden, NotFound."""
    refuse_others(actor)
    run = tx.get(PayRun, id=id)
    if run is None:
        raise NotFound()
    return run
