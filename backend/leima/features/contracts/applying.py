"""Contracts changed from a date: for each person what becomes of the rows, or why nothing does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements import terms
from leima.features.agreements.switches import in_rules
from leima.features.contracts.changing import FOREVER, Dated, begun, changed, cut, overlap, period_start
from leima.features.contracts.reading import dated
from leima.features.contracts.schemas import Wanted
from leima.features.people import store
from leima.rules.resolve import resolve
from leima.rules.rows import Agreement
from leima.rules.switches import Switch
from leima.rules.terms import Terms


@dataclass(frozen=True)
class Left:
    """A person whose contracts stay as they are."""

    person: str
    name: str
    reason: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Planned:
    """A person's rows before and after, and the first date that becomes different."""

    person: str
    name: str
    first: str
    before: tuple[Dated, ...]
    after: tuple[Dated, ...]
    later: tuple[str, ...]
    period: tuple[str, str] | None
    warnings: tuple[str, ...]
    was: Terms | None
    becomes: Terms | None


@dataclass(frozen=True)
class Asked:
    """A change, the name that its new rows are called by, and the agreements that there are."""

    wanted: Wanted
    name: str
    every: Mapping[str, Agreement]
    zone: str
    switches: tuple[Switch, ...]


def asked(tx: Tx, wanted: Wanted, name: str, every: Mapping[str, Agreement]) -> Asked:
    """A change with what every person's plan needs."""
    return Asked(wanted, name, every, store.organisation(tx).zone, in_rules(tx))


def plan_change(tx: Tx, ask: Asked, person: str, who: str) -> Planned | Left:
    """What becomes of one person's contracts."""
    rows = tuple(dated(row) for row in agreement_store.contracts_of(tx, person))
    wanted = ask.wanted
    if wanted.begins:
        return _begun(tx, ask, person, who, rows)
    standing = next((row for row in rows if row.from_ <= wanted.from_ <= row.last), None)
    if standing is None:
        return Left(person, who, "no_contract", {"date": wanted.from_})
    if overlapping := overlap(rows):
        return Left(person, who, "overlap", {"first": overlapping[0].from_, "second": overlapping[1].from_})
    pay = wanted.change.pay or standing.body.get("pay")
    if wanted.change.hourly_cents is not None and pay != "hourly":
        return Left(person, who, "monthly", {})
    period = period_start(standing, ask.every, wanted.from_) if wanted.change.moves_hours else None
    first = period[0] if period else wanted.from_
    if standing.body.get("pay") == "hourly" and wanted.change.lengthens and not wanted.hourly_too:
        return Left(person, who, "hourly", {})
    return _new_rows(ask, person, who, rows, first, period)


def _begun(tx: Tx, ask: Asked, person: str, who: str, rows: tuple[Dated, ...]) -> Planned | Left:
    """A contract where there was none on the date; it is not laid over another."""
    wanted = ask.wanted
    new = begun(wanted.change, person, ask.name, wanted.from_, wanted.until)
    for row in rows:
        if row.from_ <= new.last and new.from_ <= row.last:
            stands = row.from_ <= new.from_
            return Left(person, who, "has_contract" if stands else "begins_before", {"date": row.from_})
    after = (*rows, new)
    becomes = _terms(person, after, ask, new.from_)
    return Planned(person, who, new.from_, rows, after, (), None, _warnings(ask, becomes), None, becomes)


def _new_rows(
    ask: Asked, person: str, who: str, rows: tuple[Dated, ...], first: str, period: tuple[str, str, str] | None
) -> Planned | Left:
    last = ask.wanted.until or FOREVER
    after: list[Dated] = []
    later = []
    for row in rows:
        before, inside, rest = cut(row, first, last, ask.name)
        if inside is not None:
            was = _terms(person, rows, ask, max(first, row.from_))
            inside = inside if was is None else changed(inside, ask.wanted.change, was)
            later += [row.from_] if row.from_ > first else []
        after += [part for part in (before, inside, rest) if part is not None]
    was, becomes = (_terms(person, some, ask, first) for some in (rows, tuple(after)))
    if _content(person, rows, ask) == _content(person, tuple(after), ask):
        return Left(person, who, "same", {})
    warnings = _warnings(ask, becomes)
    stretch = period[1:] if period else None
    return Planned(person, who, first, rows, tuple(after), tuple(later), stretch, warnings, was, becomes)


def _warnings(ask: Asked, becomes: Terms | None) -> tuple[str, ...]:
    found = []
    if becomes is not None and becomes.pay == "hourly" and ask.wanted.change.lengthens:
        found.append("hourly")
    owed = becomes is not None and becomes.kiky is not None and becomes.kiky.accounted == "obligation"
    if owed and ask.wanted.change.lengthens:
        found.append("kiky_owed")
    one = ask.every.get(becomes.agreement) if becomes else None
    if one is not None and one.until is not None and one.until < ask.wanted.from_:
        found.append("agreement_ended")
    return tuple(found)


def _contracts(rows: tuple[Dated, ...]) -> list[Any]:
    return [terms.contract_from(row.id, row.from_, row.until, row.agreement, row.variant, row.body) for row in rows]


def _content(person: str, rows: tuple[Dated, ...], ask: Asked) -> list[Terms]:
    return resolve(person, _contracts(rows), ask.every, ask.zone, ask.switches)


def _terms(person: str, rows: tuple[Dated, ...], ask: Asked, on: str) -> Terms | None:
    found = _content(person, rows, ask)
    return next((one for one in found if one.from_ <= on and (one.until is None or on <= one.until)), None)


def write(tx: Tx, person: str, before: tuple[Dated, ...], after: tuple[Dated, ...]) -> None:
    """Stores the rows that differ, drops those that are gone, and works the person's terms out again."""
    stood = {row.id: row for row in before}
    for row in before:
        if row.id not in {one.id for one in after}:
            agreement_store.drop_contract(tx, row.id)
            tx.audit("contract.drop", "contract", row.id, _audited(person, row), None)
    for row in after:
        if stood.get(row.id) != row:
            old = stood.get(row.id)
            _put(tx, person, row)
            tx.audit(
                "contract.change", "contract", row.id, _audited(person, old) if old else None, _audited(person, row)
            )
    terms.rebuild(tx, person)


def _put(tx: Tx, person: str, row: Dated) -> None:
    agreement_store.add_contract(
        tx,
        person,
        from_date=row.from_,
        until_date=row.until,
        agreement=row.agreement,
        variant=row.variant,
        body=row.body,
        id=row.id,
    )


def _audited(person: str, row: Dated) -> dict[str, Any]:
    """A contract row as it is audited: it names the person, so that it is among the events about them."""
    return {**as_json(row), "person": person}


def as_json(row: Dated) -> dict[str, Any]:
    """A contract row as it is remembered."""
    own = {"id": row.id, "from": row.from_, "until": row.until, "agreement": row.agreement, "variant": row.variant}
    return {**own, "body": dict(row.body)}


def from_json(given: Mapping[str, Any]) -> Dated:
    """A remembered contract row."""
    return Dated(
        id=given["id"],
        from_=given["from"],
        until=given["until"],
        agreement=given["agreement"],
        variant=given["variant"],
        body=given["body"],
    )


def doing(tx: Tx, plans: list[Planned]) -> Callable[[], None]:
    """The work of all plans."""

    def work() -> None:
        for plan in plans:
            write(tx, plan.person, plan.before, plan.after)

    return work
