"""Decisions on what came after a month was locked. The closed month stays; its difference goes to the open one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

import msgspec

from leima.db.door import may_see
from leima.db.operations import Applied, Conflicting, Operation, Rejected, asking
from leima.db.tx import Row, Tx
from leima.db.views import person_name
from leima.features.absences import ops as absences_ops
from leima.features.approvals.correcting import Deed, by_facts, closed_among, correct, keep_reports
from leima.features.approvals.service import may_decide
from leima.features.balances import requests
from leima.features.days.gather import gather
from leima.features.days.settle import settle, write_entries
from leima.features.hours import ops as hours_ops
from leima.features.hours import store as hours
from leima.features.hours.closed import other_words
from leima.features.hours.service import touch_reach
from leima.features.kiky import ops as kiky_ops
from leima.features.notices.store import tell
from leima.web.words import say

TYPES = {(one.type, one.v): one for one in (*hours_ops.OPS, *kiky_ops.OPS, *absences_ops.OPS)}
"""The operations that may wait as requests."""
CARRIED_OUT_AS = {"order.ask": "order.place"}
"""Who lets it count says it themselves."""


def decide(tx: Tx, op: Operation) -> Applied:
    """A word on a request. The first one wins; nobody decides on their own month or wish."""
    row, actor = requests.request(tx, op.entity_id), asking(tx)
    if row is None or not may_see(tx, actor, row.person):
        raise Rejected("not_found")
    if requests.author(row) == actor.person or not may_decide(tx, actor, row.person):
        raise Rejected("forbidden")
    status, reason = ("approved" if op.body.decision == "approve" else "rejected"), op.body.reason.strip()
    if row.status == status and row.decided_by == actor.person:
        return Applied(int(row.version))
    if row.status != "waiting" or row.version != op.body.seen_version:
        by = person_name(tx, row.decided_by)
        raise Conflicting({"status": row.status, "version": row.version, "by_name": by}, ["status"], "already_decided")
    if status == "rejected" and not reason:
        raise Rejected("reason_needed")
    posting = carry_out(tx, row, reason) if status == "approved" else None
    version = requests.decide(tx, row, status, reason, posting)
    if status == "approved":
        tx.touch(row.person, row.date, row.date)
    tell(tx, row.person, f"change_{status}", date=row.date, by=actor.name, reason=reason)
    return Applied(version)


def undo(tx: Tx, op: Operation) -> Applied:
    """Who rejected a request lets it wait again. One that was approved counts already: it is corrected, not undone."""
    row, actor = requests.request(tx, op.entity_id), asking(tx)
    if row is None or not may_see(tx, actor, row.person):
        raise Rejected("not_found")
    if requests.author(row) == actor.person or not may_decide(tx, actor, row.person):
        raise Rejected("forbidden")
    mine = row.decided_by == actor.person
    if mine and row.status == "waiting":
        return Applied(int(row.version))
    if not mine or row.status != "rejected" or row.version != op.body.seen_version:
        by = person_name(tx, row.decided_by)
        raise Conflicting({"status": row.status, "version": row.version, "by_name": by}, ["status"], "already_decided")
    version = requests.reopen(tx, row)
    tell(tx, row.person, "change_undone", date=row.date, by=actor.name)
    return Applied(version)


@contextmanager
def _unlocked(tx: Tx, person: str) -> Iterator[None]:
    """The facts of a person may change, by the hand of the one who decides."""
    actor = asking(tx)
    tx.memo["unlocked", person] = True
    tx.actor = replace(actor, acts_for=frozenset({person}))
    try:
        yield
    finally:
        tx.actor = actor
        tx.memo.pop(("unlocked", person), None)


def carry_out(tx: Tx, row: Row, reason: str) -> str | None:
    """Lets the fact count. Answers the act in the open month that carries the difference, if there is one."""
    settle(tx)
    keep_reports(tx, row.person, row.date)
    with _unlocked(tx, row.person):
        _let_count(tx, row)
        tx.touch(row.person, row.date, row.date)
        dates = closed_among(tx, row.person)
        after = by_facts(tx, row.person, dates)
        for date in sorted(dates):
            facts = gather(tx, row.person, date)
            if facts is not None:
                write_entries(tx, facts)
        settle(tx)
    found = correct(tx, row.person, _deed(tx, row, reason), after)
    return found.act if found is not None else None


def _let_count(tx: Tx, row: Row) -> None:
    if row.kind == "late_punch":
        for punch in hours.punches(tx, [row.fact]):
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


def _deed(tx: Tx, row: Row, reason: str) -> Deed:
    lang = tx.one("SELECT lang FROM person WHERE org=:org AND id=:id", org=tx.org, id=row.person)
    words = say(
        lang.lang if lang else "fi", "change.why" if reason else "change.why_bare", {"date": row.date, "reason": reason}
    )
    return Deed(str(uuid5(NAMESPACE_URL, f"leima:change:{tx.org}:{row.id}")), words, {"change": row.id})
