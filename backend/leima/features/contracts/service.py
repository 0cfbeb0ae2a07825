"""Changes of contracts: tried first, done once, told to those whom they concern, and undone while they can be."""

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from leima.access.rows import visible
from leima.db.actor import Actor
from leima.db.site import instant, today
from leima.db.sync_sql import lock_people
from leima.db.tables.agreements import ContractChange
from leima.db.trial import trial
from leima.db.tx import Tx
from leima.features.agreements import service as agreements
from leima.features.agreements import store as agreement_store
from leima.features.agreements.copies import bring
from leima.features.contracts import notify
from leima.features.contracts.applying import Left, Planned, as_json, asked, doing, from_json, plan_change, write
from leima.features.contracts.reading import Named, dated, shape, travel_shape
from leima.features.contracts.schemas import Changes, Deed, Outcome, PersonChange, PersonLeft, TravelShape, Wanted
from leima.features.contracts.trial import Cause, Differences, carry_out
from leima.features.months.store import months_of
from leima.features.people import store
from leima.features.people.payday import first_pay_day, left_until
from leima.web.errors import Conflict, Forbidden, Invalid, NotFound
from leima.web.words import say

SHOWN_CHANGES = 50


def preview(tx: Tx, actor: Actor, wanted: Wanted) -> Outcome:
    """What the change would do. Everything is worked out as if it were done, and taken back."""
    refuse(tx, actor, wanted)
    with trial(tx):
        return _carry_out(tx, wanted, "preview")[0]


def do(tx: Tx, actor: Actor, deed: Deed) -> Outcome:
    """Does the change and tells the doer, the people and payroll. The same deed again is answered, not done twice."""
    if not actor.may_change_contracts:
        raise Forbidden()
    request = msgspec.to_builtins(deed)
    before = agreement_store.change(tx, deed.id)
    if before is not None:
        if json.loads(before.body)["request"] != request:
            raise Conflict("id_taken")
        return _receipt(tx, before)
    refuse(tx, actor, deed)
    outcome, plans = _carry_out(tx, deed, deed.id)
    if not outcome.changed:
        raise Conflict("contracts_nobody_changes")
    rows = {plan.person: [[as_json(one) for one in some] for some in (plan.before, plan.after)] for plan in plans}
    kept = msgspec.to_builtins(_without_days(outcome))
    agreement_store.add_change(tx, deed.id, deed.from_, {"request": request, "outcome": kept, "rows": rows})
    tx.audit("contracts.change", "contract_change", deed.id, None, {"request": request, "people": sorted(rows)})
    notify.contracts_changed(tx, actor, outcome)
    return _receipt(tx, _stored(tx, deed.id), outcome)


def _without_days(outcome: Outcome) -> Outcome:
    people = [msgspec.structs.replace(one, days=[]) for one in outcome.changed]
    return msgspec.structs.replace(outcome, changed=people)


def refuse(tx: Tx, actor: Actor, wanted: Wanted) -> None:
    """What the form's own types cannot tell. Raises Invalid that names each field and says what to do."""
    if not actor.may_change_contracts:
        raise Forbidden()
    agreements.real_date(wanted.from_, "from")
    wrong: list[tuple[str, str, dict[str, Any]]] = []
    if wanted.until is not None and agreements.real_date(wanted.until, "until") < wanted.from_:
        wrong.append(("until", "end_before_start", {"start": wanted.from_, "end": wanted.until}))
    if wanted.change.period is not None:
        agreements.real_date(wanted.change.period.start, "change.period.start")
    every = agreements.known(tx)
    for name in ("agreement", "variant"):
        key = getattr(wanted.change, name)
        if key is not None and key not in every:
            wrong.append((f"change.{name}", "unknown_agreement", {"value": key}))
        elif key is not None and every[key].from_ > wanted.from_:
            wrong.append((f"change.{name}", "agreement_later", {"start": every[key].from_}))
    if all(value is None for value in msgspec.to_builtins(wanted.change).values()):
        wrong.append(("change", "nothing", {}))
    elif wanted.begins:
        lacking = [name for name in ("agreement", "form", "pay") if getattr(wanted.change, name) is None]
        wrong += [(f"change.{name}", "begins_without", {}) for name in lacking]
    if wanted.change.hourly_cents is not None and wanted.change.pay == "monthly":
        wrong.append(("change.hourly_cents", "wage_of_monthly", {}))
    wrong += _people(tx, wanted)
    if wrong:
        fields = [{"field": field, "message": say(actor.lang, f"contracts.wrong.{why}", p)} for field, why, p in wrong]
        raise Invalid("contracts_refused", fields=fields)


def _people(tx: Tx, wanted: Wanted) -> list[tuple[str, str, dict[str, Any]]]:
    found = _names(tx, wanted.people)
    wrong: list[tuple[str, str, dict[str, Any]]] = []
    for n, person in enumerate(wanted.people):
        if person not in found:
            wrong.append((f"people[{n}]", "unknown_person", {}))
        elif person in wanted.people[:n]:
            wrong.append((f"people[{n}]", "person_twice", {"name": found[person]}))
    return wrong


def _names(tx: Tx, people: list[str]) -> dict[str, str]:
    where, params = visible(tx, "id")
    rows = tx.rows(
        Named, f"SELECT id, name FROM person WHERE {where} AND id IN :people", people=tuple(people), **params
    )
    return {row.id: row.name for row in rows}


def _carry_out(tx: Tx, wanted: Wanted, name: str) -> tuple[Outcome, list[Planned]]:
    """Plans each one, does what can be done, and says what became of everyone."""
    lock_people(tx, sorted(wanted.people))
    for key in (wanted.change.agreement, wanted.change.variant):
        bring(tx, key)
    ask, names = asked(tx, wanted, name, agreements.known(tx)), _names(tx, wanted.people)
    made = [plan_change(tx, ask, person, names[person]) for person in wanted.people]
    plans = [one for one in made if isinstance(one, Planned)]
    first = min((one.first for one in plans), default=wanted.from_)
    cause = Cause(f"contracts:{name}", "change.contract", first)
    differ = carry_out(tx, [one.person for one in plans], first, doing(tx, plans), cause)
    changed = [_person(tx, one, differ[one.person]) for one in plans]
    left = [PersonLeft(one.person, one.name, one.reason, dict(one.params)) for one in made if isinstance(one, Left)]
    return outcome_of(tx, first, wanted.until, changed, left), plans


def outcome_of(tx: Tx, first: str, until: str | None, changed: list[PersonChange], left: list[PersonLeft]) -> Outcome:
    """The whole of it, with the first pay day that it touches."""
    paid = first_pay_day(tx, first)
    return Outcome(
        from_=first,
        until=until,
        changed=changed,
        left=left,
        first_pay_day=paid,
        pay_day=left_until(paid, today(tx))[1],
        days_recomputed=sum(one.recomputed for one in changed),
        days_changed=sum(one.changed_days for one in changed),
        flex_change=sum(one.flex[1] - one.flex[0] for one in changed),
    )


def together(tx: Tx, first: str, until: str | None, parts: Sequence[Outcome]) -> Outcome:
    """Several outcomes of one change as one; without anybody who changes it begins at `first`."""
    changed = [one for part in parts for one in part.changed]
    left = [one for part in parts for one in part.left]
    return outcome_of(tx, min((part.from_ for part in parts if part.changed), default=first), until, changed, left)


def _person(tx: Tx, plan: Planned, differ: Differences) -> PersonChange:
    every = agreements.known(tx)
    approved = ["approved_month"] if _approved(tx, plan.person, plan.first) else []
    return PersonChange(
        person=plan.person,
        name=plan.name,
        from_=plan.first,
        before=shape(plan.was, every) if plan.was else None,
        after=shape(plan.becomes, every) if plan.becomes else None,
        later=list(plan.later),
        period=plan.period,
        warnings=[*plan.warnings, *approved],
        travel=_travel(plan),
        **vars(differ),
    )


def _travel(plan: Planned) -> tuple[TravelShape, TravelShape] | None:
    """What is said of travel before and after, on the first date that differs; None where it stays."""
    before, after = (
        travel_shape(next((row.body for row in rows if row.from_ <= plan.first <= row.last), {}))
        for rows in (plan.before, plan.after)
    )
    return None if before == after else (before, after)


def _approved(tx: Tx, person: str, first: str) -> bool:
    months = months_of(tx, person).status or {}
    return any(status == "approved" and month >= first[:7] for month, status in months.items())


def _stored(tx: Tx, id: str) -> ContractChange:
    row = agreement_store.change(tx, id)
    if row is None:
        raise NotFound()
    return row


def _receipt(tx: Tx, row: ContractChange, whole: Outcome | None = None) -> Outcome:
    """A change as it was made, and whether it can still be taken back."""
    body = json.loads(row.body)
    outcome = whole or msgspec.convert(body["outcome"], Outcome)
    who = store.person(tx, row.who) if row.who else None
    undone = row.undone_at is not None
    return msgspec.structs.replace(
        outcome,
        id=row.id,
        at=instant(row.at),
        by=who.name if who else None,
        undone=undone,
        may_undo=not undone and not _in_the_way(tx, body),
    )


def changes(tx: Tx, actor: Actor) -> Changes:
    """The latest changes, newest first."""
    if not actor.may_change_contracts:
        raise Forbidden()
    return Changes([_receipt(tx, row) for row in agreement_store.changes(tx, SHOWN_CHANGES)])


def _in_the_way(tx: Tx, body: dict[str, Any]) -> list[tuple[str, str]]:
    """Who keeps a change from being taken back, and why: contracts changed since."""
    found = []
    for person, (_, after) in body["rows"].items():
        stored = [as_json(dated(row)) for row in agreement_store.contracts_of(tx, person)]
        if sorted(stored, key=lambda one: str(one["id"])) != sorted(after, key=lambda one: str(one["id"])):
            found.append((person, "changed_since"))
    return found


def undo(tx: Tx, actor: Actor, id: str) -> Outcome:
    """Takes a change back for everyone: the contracts stand as before, and the days are worked out again."""
    if not actor.may_change_contracts:
        raise Forbidden()
    row = _stored(tx, id)
    body = json.loads(row.body)
    if row.undone_at is not None:
        return _receipt(tx, row)
    lock_people(tx, sorted(body["rows"]))
    if kept := _in_the_way(tx, body):
        names = _names(tx, [person for person, _ in kept])
        fields = [{"field": names[who], "message": say(actor.lang, f"contracts.kept.{why}")} for who, why in kept]
        raise Conflict("contracts_not_undone", fields=fields)
    agreement_store.mark_undone(tx, id)

    def work() -> None:
        for person, (before, after) in body["rows"].items():
            write(tx, person, *(tuple(from_json(one) for one in some) for some in (after, before)))

    first = body["outcome"]["from"]
    carry_out(tx, sorted(body["rows"]), first, work, Cause(f"undo:{id}", "change.contract_undone", first))
    tx.audit("contracts.undo", "contract_change", id, {"people": sorted(body["rows"])}, None)
    notify.contracts_undone(tx, actor, msgspec.convert(body["outcome"], Outcome))
    return _receipt(tx, _stored(tx, id))
