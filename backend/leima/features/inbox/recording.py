"""Every operation that decides leaves behind what was decided, and on what."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from leima.db.operations import Applied, Operation, OperationType, asking
from leima.db.tables.inbox import Decision
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.db.waiting import About, Settled, Waiting
from leima.features.inbox import store
from leima.features.inbox.listing import title_of
from leima.features.inbox.notices import DecisionReopened
from leima.features.notices.store import tell
from leima.features.people import store as people
from leima.features.people.signing import stood_in_for

Apply = Callable[[Tx, Operation], Applied]
_BY_TYPE = {"month.approve": "approve", "month.return": "return"}
"""The decision that an operation is; others say it in their body."""


def recorded(ops: Iterable[OperationType], kinds: Iterable[Waiting[Any]]) -> tuple[OperationType, ...]:
    """Returns the operations; those that decide on what waits, or take that back, keep it for those who look later."""
    kinds = tuple(kinds)
    found = [kind for kind in kinds if kind.find is not None]
    deciding = {type: kind for kind in found for type in kind.decided_by}
    by_entity = {kind.kind for kind in found}

    settling = {type: [kind for kind in kinds if type in kind.settled_by] for kind in kinds for type in kind.settled_by}

    def of(one: OperationType) -> OperationType:
        if one.type in settling:
            return replace(one, apply=_settles(settling[one.type], one.apply))
        if one.type in deciding:
            return replace(one, apply=_decides(deciding[one.type], one.apply))
        if one.entity in by_entity and one.type.endswith(".undo"):
            return replace(one, apply=_undoes(one.entity, one.apply))
        return one

    return tuple(of(one) for one in ops)


def _decides(kind: Waiting[Any], apply: Apply) -> Apply:
    find = kind.find
    assert find is not None

    def work(tx: Tx, op: Operation) -> Applied:
        row = find(tx, op.entity_id)
        totals = kind.totals(tx, [row]).get(op.entity_id, {}) if row is not None else {}
        done = apply(tx, op)
        # A change of a closed month may be held back as a request: then it waits on, and nothing was decided.
        if row is not None and find(tx, op.entity_id) is None:
            _keep(tx, op, kind.kind, kind.about(row), totals)
        elif row is None and _moved(tx, kind.kind, op):
            _decided_anew(tx, op, kind.kind, done.version)
        return done

    return work


def _settles(kinds: Sequence[Waiting[Any]], apply: Apply) -> Apply:
    """Keeps each decision of an operation that makes many at once."""

    def work(tx: Tx, op: Operation) -> Applied:
        done = apply(tx, op)
        for kind in kinds:
            changed = dict.fromkeys(one.id for one in tx.changes if one.type == kind.kind)
            for id in changed:
                if (made := kind.settled(tx, id)) is not None:
                    place = str(uuid5(NAMESPACE_URL, f"leima:decision:{op.op_id}:{id}"))
                    _add(tx, place, kind.kind, made)
        return done

    return work


def _keep(tx: Tx, op: Operation, kind: str, about: About, totals: Mapping[str, int]) -> None:
    _add(tx, op.op_id, kind, Settled(about, totals, _BY_TYPE.get(op.type) or op.body.decision))


def _add(tx: Tx, id: str, kind: str, made: Settled) -> None:
    actor, about = asking(tx), made.about
    stead = stood_in_for(tx, actor, about.person, *stretch(kind, about))
    store.add(tx, id, store.Seen(kind, about, made.totals, made.decision, actor.person, stead))
    if stead is not None:
        tx.audit("substitute.decided", kind, about.id, None, {"person": about.person, "stood_in_for": stead})


def _decided_anew(tx: Tx, op: Operation, kind: str, version: int) -> None:
    """Another decision in place of one that stood, such as the return of an approved month: both are kept."""
    before = _taken_back(tx, op, kind)
    if before is not None:
        about = About(before.entity_id, before.person, before.date, version - 1, before.what)
        _keep(tx, op, kind, about, json.loads(before.totals))


def _moved(tx: Tx, kind: str, op: Operation) -> bool:
    """Whether the operation has changed the thing; the same word once more does not."""
    return any((one.type, one.id) == (kind, op.entity_id) for one in tx.changes)


def stretch(kind: str, about: About) -> tuple[str, ...]:
    """The dates whose team decides: a month's own, the one that a claim is shown on; none is today."""
    if kind == "month":
        return about.date, f"{about.date[:7]}-31"
    return (about.date,) if kind == "claim" else ()


def _undoes(kind: str, apply: Apply) -> Apply:
    def work(tx: Tx, op: Operation) -> Applied:
        done = apply(tx, op)
        if _moved(tx, kind, op):
            _taken_back(tx, op, kind)
        return done

    return work


def _taken_back(tx: Tx, op: Operation, kind: str) -> Decision | None:
    """The decision that stood, and stands no more. Another than the one who takes it back hears of it."""
    actor, stood, why = asking(tx), store.standing(tx, kind, op.entity_id), op.body.reason.strip()
    if stood is None:
        return None
    store.undo(tx, stood, actor.person, why)
    decider = people.person(tx, stood.decided_by)
    if decider is not None and decider.id != actor.person:
        title = title_of(decider.lang, kind, stood.what, stood.date)
        name = person_name(tx, stood.person) or ""
        tell(tx, decider.id, DecisionReopened(title, name, actor.name, why))
    return stood
