"""Changed rules of an agreement: tried first, then done from their own date on, and told."""

from collections.abc import Callable
from typing import Any

import msgspec

from leima.db.actor import Actor
from leima.db.sync_sql import lock_people
from leima.db.tables.agreements import Agreement as StoredRow
from leima.db.trial import trial
from leima.db.tx import Tx
from leima.features.agreements import changes as agreement_changes
from leima.features.agreements import service as agreements
from leima.features.agreements import store as agreement_store
from leima.features.agreements import terms
from leima.features.agreements.copies import checked
from leima.features.agreements.parsing.shapes import AgreementRow
from leima.features.contracts import notify
from leima.features.contracts.reading import shape
from leima.features.contracts.schemas import PersonChange, Rules, RulesOutcome
from leima.features.contracts.service import outcome_of
from leima.features.contracts.trial import Cause, Differences, carry_out
from leima.features.people import store
from leima.rules.rows import Row, chain_of, first_difference
from leima.rules.terms import Terms
from leima.web.errors import Conflict, Forbidden, NotFound

Stand = dict[str, list[Terms]]


def preview(tx: Tx, actor: Actor, key: str, form: Rules, people: list[str]) -> RulesOutcome:
    """What the rows would change for some of those who stand on the agreement, without changing it."""
    asked = _checked(tx, actor, key, form)
    with trial(tx):
        return _change(tx, actor, key, form.version, asked, people)


def people_of(tx: Tx, actor: Actor, key: str, form: Rules) -> list[str]:
    """Whom the rows may change. Raises what `do` would for rows that cannot stand."""
    _checked(tx, actor, key, form)
    return _people(tx, key)


def do(tx: Tx, actor: Actor, key: str, form: Rules) -> RulesOutcome:
    """The rows are the agreement's from now on. Closed months stay: their difference goes to the open ones."""
    asked = _checked(tx, actor, key, form)
    before = _content(tx, key)
    found = _change(tx, actor, key, form.version, asked)
    after = _content(tx, key)
    agreement_store.add_rules_change(tx, key, form.version + 1, found.first, {"before": before, "after": after})
    tx.audit("agreement.rules", "agreement", key, before["rows"], after["rows"])
    if found.outcome is not None and found.outcome.changed:
        notify.rules_changed(tx, actor, asked.name, found.outcome)
    return msgspec.structs.replace(found, agreement=agreements.one(tx, actor, key))


def undo(tx: Tx, actor: Actor, key: str, version: int) -> RulesOutcome:
    """Takes back the change that made `version`: the rules stand as before it, and the days are worked out again.

    Asked again it changes nothing. Raises Conflict where the rules have changed since.
    """
    if not actor.may_change_agreements:
        raise Forbidden()
    row, change = agreement_store.agreement(tx, key), agreement_store.rules_change(tx, key, version)
    if row is None or change is None:
        raise NotFound()
    if change.undone_at is not None:
        return RulesOutcome(agreements.one(tx, actor, key), change.from_date, None)
    body = msgspec.json.decode(change.body)
    if body["after"] != agreement_changes.content(row):
        raise Conflict("agreement_changed_since")
    found = _change(tx, actor, key, row.version, _as_it_was(row, body["before"]))
    agreement_store.mark_rules_undone(tx, key, version)
    tx.audit("agreement.undo", "agreement", key, body["after"]["rows"], body["before"]["rows"])
    if found.outcome is not None and found.outcome.changed:
        notify.rules_undone(tx, actor, body["before"]["name"], found.outcome)
    return msgspec.structs.replace(found, agreement=agreements.one(tx, actor, key))


def _content(tx: Tx, key: str) -> dict[str, Any]:
    row = agreement_store.agreement(tx, key)
    return agreement_changes.content(row) if row is not None else {}


def _as_it_was(row: StoredRow, before: dict[str, Any]) -> AgreementRow:
    name, until, source, rows = (before[part] for part in ("name", "until", "source", "rows"))
    return AgreementRow("", row.id, name, row.from_date, until, source, row.base, tuple(rows))


def _checked(tx: Tx, actor: Actor, key: str, form: Rules) -> AgreementRow:
    """The rows, each with its form, dates, value and source. Raises Invalid with each one's field and what to do."""
    if not actor.may_change_agreements:
        raise Forbidden()
    row = agreement_store.agreement(tx, key)
    if key in agreements.ready():
        raise Conflict("agreement_is_ready")
    if row is None:
        raise NotFound()
    if row.version != form.version:
        raise Conflict("agreement_changed_meanwhile")
    head = {"key": key, "name": form.name, "until": form.until, "source": form.source, "from": row.from_date}
    return checked({**head, "base": row.base, "rows": form.rows}, actor.lang)


def _change(
    tx: Tx, actor: Actor, key: str, version: int, asked: AgreementRow, some: list[str] | None = None
) -> RulesOutcome:
    before = agreements.known(tx)[key].rows
    agreement_store.change_agreement(
        tx, key, version, asked.rows, name=asked.name, until_date=asked.until or "", source=asked.source
    )
    first = first_difference(before, tuple(Row.from_json(one) for one in asked.rows))
    people = _people(tx, key) if some is None else some
    lock_people(tx, people)
    stood: Stand = {person: _terms(tx, person) for person in people}
    since = first or asked.from_
    cause = Cause(f"agreement:{key}:{version}", "change.rules", since)
    differ = carry_out(tx, people, since, _rebuilding(tx, people, first), cause)
    stands: Stand = {person: _terms(tx, person) for person in people}
    changed = [
        _person(tx, person, stood[person], stands[person], differ[person])
        for person in people
        if differ[person].changed_days or differ[person].closed or stood[person] != stands[person]
    ]
    outcome = outcome_of(tx, min((one.from_ for one in changed), default=first or asked.from_), None, changed, [])
    return RulesOutcome(agreements.one(tx, actor, key), first, outcome)


def _people(tx: Tx, key: str) -> list[str]:
    """Everyone who stands on the agreement, on its own or through one that is built on it."""
    every = agreements.known(tx)
    return agreement_store.people_of(tx, [one for one in every if any(a.key == key for a in chain_of(one, every))])


def _rebuilding(tx: Tx, people: list[str], first: str | None) -> Callable[[], None]:
    """Works everyone's terms out again; rows differ from `first` on."""

    def work() -> None:
        for person in people:
            terms.rebuild(tx, person)
            if first is not None:
                terms.touch_rated(tx, person, first)

    return work


def _terms(tx: Tx, person: str) -> list[Terms]:
    rows = [msgspec.json.decode(row.body) for row in agreement_store.terms_of(tx, person) if not row.deleted]
    return sorted((Terms.from_json(row) for row in rows), key=lambda one: one.from_)


def _person(tx: Tx, person: str, stood: list[Terms], stands: list[Terms], differ: Differences) -> PersonChange:
    """What the first date that differs had, and what it has."""
    first = min((start for start, _ in terms.differing(stood, stands)), default=stands[0].from_ if stands else "")
    row, every = store.person(tx, person), agreements.known(tx)
    was, becomes = (
        next((one for one in some if one.from_ <= first and (one.until is None or first <= one.until)), None)
        for some in (stood, stands)
    )
    return PersonChange(
        person=person,
        name=row.name if row else "",
        from_=first,
        before=shape(was, every) if was else None,
        after=shape(becomes, every) if becomes else None,
        **vars(differ),
    )
