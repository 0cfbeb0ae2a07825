"""Payroll opens closed months again: they are approved ones as before, and what they were frozen at is forgotten.

Only a person's last closed month, and only while nothing has corrected it: what corrects a closed month counts in the
open one already (decision 0007).
"""

import json
from typing import Any

import msgspec

from leima.db.actor import Actor
from leima.db.site import today
from leima.db.sync_sql import lock_people
from leima.db.tables.ledger import Act
from leima.db.tx import Tx
from leima.features.approvals import store
from leima.features.approvals.totals import bounds
from leima.features.desk.notices import MonthReopened
from leima.features.desk.outcome import Outcome
from leima.features.desk.schemas import ReopenMonths
from leima.features.ledger.store import add_act
from leima.features.months import corrections
from leima.features.months import store as months
from leima.features.notices.store import tell
from leima.features.reports.freezing import thaw
from leima.web.errors import Conflict, Forbidden, NotFound

KIND = "month_reopen"


def reopen(tx: Tx, actor: Actor, form: ReopenMonths) -> dict[str, Any]:
    """Opens what can be opened and returns what came of everybody. The same request again returns the same."""
    if "payroll" not in actor.roles:
        raise Forbidden()
    asked = msgspec.to_builtins(form)
    before = tx.get(Act, id=form.id)
    if before is not None:
        kept = json.loads(before.more)
        if before.kind != KIND or kept["asked"] != asked:
            raise Conflict("act_reused")
        answer: dict[str, Any] = kept["answer"]
        return answer
    known = {one.id: one.name for one in store.people_of(tx, form.month)}
    if not set(form.people) <= set(known):
        raise NotFound()
    lock_people(tx, sorted(form.people))
    outcome = Outcome(actor.lang)
    for person in dict.fromkeys(form.people):
        why = reason_against(tx, person, form.month)
        if why:
            outcome.refused(person, known[person], f"reopen.{why}")
        else:
            _reopen(tx, actor, person, form)
            outcome.did(person, known[person])
    answer = outcome.of(form.month)
    more = json.dumps({"asked": asked, "answer": answer}, sort_keys=True)
    add_act(tx, id=form.id, person=None, bulk=None, kind=KIND, date=today(tx), why=form.reason.strip(), more=more)
    return answer


def reason_against(tx: Tx, person: str, month: str) -> str:
    """Why a month cannot be opened again, as a words key after `reopen.`; empty when it can."""
    row = months.month_state(tx, person, month)
    if row is None or row.status != "closed":
        return "not_closed"
    if months.months_of(tx, person).closed_through > month:
        return "later_closed"
    return "corrected" if corrections.correcting(tx, person, *bounds(month)) else ""


def _reopen(tx: Tx, actor: Actor, person: str, form: ReopenMonths) -> None:
    row = months.month_state(tx, person, form.month)
    if row is not None:
        reason = form.reason.strip()
        forgotten: dict[str, Any] = {"closed_at": None, "closed_by": None, "totals": "{}"}
        months.change(tx, row, "approved", deed="reopened", reason=reason, **forgotten)
        thaw(tx, person, form.month)
        tell(tx, person, MonthReopened(form.month, by=actor.name, reason=reason))
