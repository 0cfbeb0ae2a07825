"""Payroll closes months: approved ones are frozen with their totals, the others are named with the reason."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from leima.db.actor import Actor
from leima.db.site import today
from leima.db.sync_sql import lock_people
from leima.db.tables.ledger import Act
from leima.db.tx import Tx
from leima.features.approvals import store
from leima.features.approvals.notices import MonthClosed
from leima.features.approvals.schemas import CloseMonths
from leima.features.approvals.totals import bounds, pending, totals
from leima.features.ledger.store import add_act
from leima.features.months import requests
from leima.features.months import store as months
from leima.features.notices.store import tell
from leima.features.reports.freezing import freeze
from leima.rules.zone import next_date
from leima.web.errors import Conflict, Forbidden, Invalid, NotFound
from leima.web.words import say

Reason = tuple[str, dict[str, Any]]


def close(tx: Tx, actor: Actor, form: CloseMonths) -> dict[str, Any]:
    """Closes what can be closed and returns what came of everybody. The same request again returns the same."""
    if "payroll" not in actor.roles:
        raise Forbidden()
    asked = msgspec.to_builtins(form)
    before = tx.get(Act, id=form.id)
    if before is not None:
        kept = json.loads(before.more)
        if before.kind != "month_close" or kept["asked"] != asked:
            raise Conflict("act_reused")
        return _in_words(actor, form.month, kept["answer"])
    if form.month >= today(tx)[:7]:
        raise Invalid("month_not_over")
    answer = _close_all(tx, form.month, _chosen(tx, form), _reason(form))
    more = json.dumps({"asked": asked, "answer": answer}, sort_keys=True)
    add_act(tx, id=form.id, person=None, bulk=None, kind="month_close", date=today(tx), why=form.month, more=more)
    return _in_words(actor, form.month, answer)


def _reason(form: CloseMonths) -> str:
    """Why payroll closes what nobody has sent; empty when it does not. Raises Invalid for a blank one, or for many."""
    if form.reason is None:
        return ""
    if not form.reason.strip():
        raise Invalid("reason_needed")
    if form.people is None:
        raise Invalid("choose_people")
    return form.reason.strip()


def _chosen(tx: Tx, form: CloseMonths) -> list[store.Deciding]:
    """The people meant. Raises Invalid unless exactly one way of choosing is used, NotFound for an unknown id."""
    if sum((form.people is not None, form.team is not None, form.all)) != 1:
        raise Invalid("choose_people")
    people = store.people_of(tx, form.month, form.team)
    if form.people is None:
        if form.team is not None and not people:
            raise NotFound()
        return people
    wanted = set(form.people)
    if not wanted <= {row.id for row in people}:
        raise NotFound()
    return [row for row in people if row.id in wanted]


def _close_all(tx: Tx, month: str, people: Sequence[store.Deciding], reason: str) -> dict[str, list[dict[str, Any]]]:
    lock_people(tx, sorted(row.id for row in people))
    _compute_late_days(tx, month, people)
    answer: dict[str, list[dict[str, Any]]] = {"closed": [], "refused": []}
    for row in people:
        who, why = {"person": row.id, "name": row.name}, reason_against(tx, row.id, month, for_leaver=bool(reason))
        if why is None:
            if reason:
                _send_and_approve(tx, row.id, month, reason)
            _freeze(tx, row.id, month)
            answer["closed"].append(who)
        else:
            answer["refused"].append({**who, "code": why[0], "params": why[1]})
    return answer


def _compute_late_days(tx: Tx, month: str, people: Sequence[store.Deciding]) -> None:
    """Days that no midnight has turned yet are computed first, so that what is frozen is whole."""
    turned = store.turned_through(tx)
    last = months.last_date(month)
    if turned < last:
        for row in people:
            tx.touch(row.id, max(next_date(turned) if turned else "", bounds(month)[0]), last)
    tx.recompute()


def reason_against(tx: Tx, person: str, month: str, *, for_leaver: bool = False) -> Reason | None:
    """Why a month cannot be closed, as a words key after `close.` and its params; None when it can.

    With `for_leaver` a month that nobody has sent or approved can be, of somebody else who has left.
    """
    stand = months.months_of(tx, person)
    status = stand.of(f"{month}-01")
    if for_leaver and status in ("open", "sent"):
        if person == (tx.actor.person if tx.actor else None) or not store.has_left(tx, person):
            return "not_left", {}
    elif status != "approved":
        row = months.month_state(tx, person, month) if status in ("open", "sent") else None
        if row is not None and months.changed_since_approval(row):
            return "changed_after_approval", {}
        return (row.status if row and row.status == "returned" else f"is_{status}"), {}
    if days := pending(tx, person, month):
        return "pending", {"dates": ", ".join(f"{int(day[8:])}.{int(day[5:7])}." for day in days)}
    if requests.waiting(tx, person, month) or store.waiting_corrections(tx, person, *_nights(month)):
        return "changes_waiting", {}
    gap = next_month(stand.closed_through) if stand.closed_through else month
    return ("earlier_open", {"month": in_words(gap)}) if gap < month else None


def _nights(month: str) -> tuple[str, str]:
    """The dates on which somebody may clock out of a shift of the month: a night ends in the next one."""
    return bounds(month)[0], next_date(months.last_date(month))


def next_month(month: str) -> str:
    """The month after a month (YYYY-MM)."""
    return next_date(months.last_date(month))[:7]


def in_words(month: str) -> str:
    """A month as people write it: 11/2026."""
    return f"{int(month[5:7])}/{month[:4]}"


def _send_and_approve(tx: Tx, person: str, month: str, reason: str) -> None:
    """Sends and approves the month of a person who has left, for payroll; the trail names who and why at each step."""
    row = months.month_state(tx, person, month)
    if row is None:
        months.begin(tx, person, month, "sent")
    elif row.status in ("open", "returned"):
        months.change(tx, row, "sent", sent_at=tx.now)
    row = months.month_state(tx, person, month)
    if row is not None and row.status == "sent":
        by = tx.actor.person if tx.actor else None
        months.change(tx, row, "approved", decided_at=tx.now, decided_by=by, reason=reason)


def _freeze(tx: Tx, person: str, month: str) -> None:
    row = months.month_state(tx, person, month)
    by = tx.actor.person if tx.actor else None
    if row is not None:
        frozen = totals(tx, person, month)
        freeze(tx, person, month)
        months.change(tx, row, "closed", closed_at=tx.now, closed_by=by, totals=frozen)
        tell(tx, person, MonthClosed(month))


def _in_words(actor: Actor, month: str, answer: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    refused = [
        {**{name: one[name] for name in ("person", "name", "code")}, "detail": _why(actor, one)}
        for one in answer["refused"]
    ]
    return {"month": month, "closed": answer["closed"], "refused": refused}


def _why(actor: Actor, one: Mapping[str, Any]) -> str:
    return say(actor.lang, f"close.{one['code']}", one["params"])
