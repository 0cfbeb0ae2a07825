"""Decisions on what came after a month was locked. The closed month stays; its difference goes to the open one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

import msgspec

from leima.access.rights import may_approve, may_see, takes_back
from leima.db.actor import Override
from leima.db.operations import Applied, Conflicting, Operation, Rejected, asking
from leima.db.tables.months import ChangeRequest
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.absences import ops as absences_ops
from leima.features.approvals.correcting import Deed, by_facts, closed_among, correct, keep_reports
from leima.features.approvals.notices import CHANGE_DECIDED, ChangeUndone
from leima.features.days.entries import write_entries
from leima.features.days.gather import gather
from leima.features.hours import ops as hours_ops
from leima.features.hours import store as hours
from leima.features.hours.closed import other_words
from leima.features.hours.service import touch_reach
from leima.features.kiky import ops as kiky_ops
from leima.features.months import requests
from leima.features.notices.store import tell
from leima.features.people.signing import signature
from leima.web.words import say

TYPES = {(one.type, one.v): one for one in (*hours_ops.OPS, *kiky_ops.OPS, *absences_ops.OPS)}
"""The operations that may wait as requests."""
CARRIED_OUT_AS = {"order.ask": "order.place"}
"""Who lets it count says it themselves."""


def decide(tx: Tx, op: Operation) -> Applied:
    """Decides a request. The first decision holds; nobody decides on their own month or request."""
    row, actor = tx.get(ChangeRequest, id=op.entity_id), asking(tx)
    if row is None or not may_see(tx, actor, row.person):
        raise Rejected("not_found")
    if requests.author(row) == actor.person or not may_approve(tx, actor, row.person):
        raise Rejected("forbidden")
    status, reason = ("approved" if op.body.decision == "approve" else "rejected"), op.body.reason.strip()
    if row.status == status and row.decided_by == actor.person:
        return Applied(row.version)
    if row.status != "waiting" or row.version != op.body.seen_version:
        by = person_name(tx, row.decided_by)
        raise Conflicting({"status": row.status, "version": row.version, "by_name": by}, ["status"], "already_decided")
    if status == "rejected" and not reason:
        raise Rejected("reason_needed")
    posting = carry_out(tx, row, reason) if status == "approved" else None
    version = requests.decide(tx, row, status, reason, posting)
    if status == "approved":
        tx.touch(row.person, row.date, row.date)
    tell(tx, row.person, CHANGE_DECIDED[status](row.date, signature(tx, actor, row.person), reason))
    return Applied(version)


def undo(tx: Tx, op: Operation) -> Applied:
    """Reopens a request that was rejected; another's word with a reason. An approved one already counts: it is
    corrected, not undone."""
    row, actor = tx.get(ChangeRequest, id=op.entity_id), asking(tx)
    if row is None or not may_see(tx, actor, row.person):
        raise Rejected("not_found")
    if requests.author(row) == actor.person or not may_approve(tx, actor, row.person):
        raise Rejected("forbidden")
    if row.decided_by == actor.person and row.status == "waiting":
        return Applied(row.version)
    reason = op.body.reason.strip()
    if not takes_back(actor, row.decided_by, reason) or row.status != "rejected" or row.version != op.body.seen_version:
        by = person_name(tx, row.decided_by)
        raise Conflicting({"status": row.status, "version": row.version, "by_name": by}, ["status"], "already_decided")
    version = requests.reopen(tx, row)
    tell(tx, row.person, ChangeUndone(row.date, signature(tx, actor, row.person), reason))
    return Applied(version)


@contextmanager
def overriding(tx: Tx, person: str) -> Iterator[None]:
    """The facts of a person may change, by the hand of the one who decides."""
    actor = asking(tx)
    tx.actor = replace(actor, override=Override(person, actor.person))
    try:
        yield
    finally:
        tx.actor = actor


def carry_out(tx: Tx, row: ChangeRequest, reason: str) -> str | None:
    """Lets the fact count. Returns the act in the open month that carries the difference, if there is one."""
    keep_reports(tx, row.person, row.date)
    with overriding(tx, row.person):
        _let_count(tx, row)
        tx.touch(row.person, row.date, row.date)
        dates = closed_among(tx, row.person)
        after = by_facts(tx, row.person, dates)
        for date in sorted(dates):
            facts = gather(tx, row.person, date)
            if facts is not None:
                write_entries(tx, facts)
        tx.recompute()
    found = correct(tx, row.person, _deed(tx, row, reason), after)
    return found.act if found is not None else None


def _let_count(tx: Tx, row: ChangeRequest) -> None:
    if row.kind == "late_punch":
        for punch in hours.punches(tx, [row.fact] if row.fact else []):
            hours.supersede(tx, punch, None)
            touch_reach(tx, row.person, punch.at)
            for other in other_words(tx, punch):
                hours.supersede(tx, other, punch.id)
                touch_reach(tx, row.person, other.at)
        return
    sealed, _ = requests.operation(row)
    how = TYPES.get((CARRIED_OUT_AS.get(sealed["type"], sealed["type"]), sealed["v"]))
    if how is None:
        raise Rejected("not_found")
    body = msgspec.convert(sealed["body"], how.body)
    how.apply(tx, Operation(**{**sealed, "body": body, "clock_offset": None}))


def _deed(tx: Tx, row: ChangeRequest, reason: str) -> Deed:
    lang = tx.value(str, "SELECT lang FROM person WHERE org=:org AND id=:id", org=tx.org, id=row.person)
    words = say(lang or "fi", "change.why" if reason else "change.why_bare", {"date": row.date, "reason": reason})
    return Deed(str(uuid5(NAMESPACE_URL, f"leima:change:{tx.org}:{row.id}")), words, {"change": row.id})
