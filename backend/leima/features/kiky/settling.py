"""A word on what an ended year left, from a phone: the proposal is carried out as it was seen, or declined."""

import re

from leima.access.rights import may_keep, may_see
from leima.db.operations import Applied, Conflicting, Operation, Rejected, asking
from leima.db.sync_sql import lock_people
from leima.db.tables.people import Person
from leima.db.tx import Tx
from leima.features.kiky import proposals
from leima.features.kiky.schemas import Decided, KikyProposal
from leima.web.errors import Problem

_ID = re.compile(r"^(?P<person>.{1,64}):(?P<year>20\d\d)$")


def proposal_of(tx: Tx, id: str) -> KikyProposal | None:
    """What waits under `person:year`; None when nothing does."""
    named = _ID.match(id)
    row = tx.get(Person, id=named["person"]) if named is not None else None
    return proposals.proposal(tx, row, int(named["year"])) if named and row else None


def owner(tx: Tx, id: str) -> str | None:
    """Whose year it is."""
    named = _ID.match(id)
    return named["person"] if named is not None else None


def settle(tx: Tx, op: Operation) -> Applied:
    """Carries a proposal out, or says no to it; what was on the screen must still hold."""
    actor, person = asking(tx), owner(tx, op.entity_id)
    if person is None or person != op.subject or not may_see(tx, actor, person):
        raise Rejected("not_found")
    if not may_keep(tx, actor, person):
        raise Rejected("forbidden")
    lock_people(tx, [person])
    now = proposal_of(tx, op.entity_id)
    if now is None or now.minutes != op.body.seen_minutes:
        raise Conflicting({"minutes": now.minutes if now else 0}, ["minutes"], "changed_since")
    form = Decided(op.op_id, person, now.year, op.body.decision == "approve", now.minutes)
    try:
        proposals.carry_out(tx, actor, form, now, op.body.reason.strip())
    except Problem as problem:
        raise Rejected(problem.code, **problem.params) from problem
    return Applied(1)
