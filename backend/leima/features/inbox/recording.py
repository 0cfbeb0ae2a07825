"""Every operation that decides leaves behind what was decided, and on what."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from leima.db.operations import Applied, Operation, OperationType, asking
from leima.db.tx import Tx
from leima.db.waiting import About, Waiting
from leima.features.inbox import store
from leima.features.people.signing import stood_in_for

Apply = Callable[[Tx, Operation], Applied]
_BY_TYPE = {"month.approve": "approve", "month.return": "return"}
"""The decision that an operation is; others say it in their body."""


def recorded(ops: Iterable[OperationType], kinds: Iterable[Waiting[Any]]) -> tuple[OperationType, ...]:
    """Returns the operations; those that decide on what waits, or take that back, keep it for those who look later."""
    found = [kind for kind in kinds if kind.find is not None]
    deciding = {type: kind for kind in found for type in kind.decided_by}
    by_entity = {kind.kind for kind in found}

    def of(one: OperationType) -> OperationType:
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
            about, actor = kind.about(row), asking(tx)
            decision = _BY_TYPE.get(op.type) or op.body.decision
            stead = stood_in_for(tx, actor, about.person, *stretch(kind.kind, about))
            store.add(tx, op.op_id, store.Seen(kind.kind, about, totals, decision, actor.person, stead))
            if stead is not None:
                tx.audit(
                    "substitute.decided", kind.kind, about.id, None, {"person": about.person, "stood_in_for": stead}
                )
        return done

    return work


def stretch(kind: str, about: About) -> tuple[str, ...]:
    """The dates whose team decides: a month's own, the one that a claim is shown on; none is today."""
    if kind == "month":
        return about.date, f"{about.date[:7]}-31"
    return (about.date,) if kind == "claim" else ()


def _undoes(kind: str, apply: Apply) -> Apply:
    def work(tx: Tx, op: Operation) -> Applied:
        done = apply(tx, op)
        store.undo(tx, kind, op.entity_id)
        return done

    return work
