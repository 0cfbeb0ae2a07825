"""Reminds people of a month that they have not sent, at somebody's word: once a day at the most."""

from typing import Any

from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tx import Tx
from leima.features.approvals import store
from leima.features.desk.outcome import Outcome
from leima.features.desk.schemas import RemindMonths
from leima.features.notices.store import tell
from leima.features.reminders.notices import RemindMonth
from leima.features.reminders.store import remember
from leima.web.errors import Forbidden, Invalid, NotFound

UNSENT = ("open", "returned")


def remind(tx: Tx, actor: Actor, form: RemindMonths) -> dict[str, Any]:
    """Tells those who have not sent the month. Others are named with the reason when they were asked for by name."""
    if not actor.may_see_team:
        raise Forbidden()
    if form.month >= today(tx)[:7]:
        raise Invalid("month_not_over")
    stored, closed = store.states(tx, form.month), store.closed_through(tx)
    found = store.people_of(tx, form.month, deciding="payroll" not in actor.roles)
    theirs = {one.id: one for one in found if one.id != actor.person}
    if form.people is not None and not set(form.people) <= set(theirs):
        raise NotFound()
    outcome, left = Outcome(actor.lang), store.leavers(tx)
    for person in theirs if form.people is None else form.people:
        row, name = stored.get(person), theirs[person].name
        status = "closed" if form.month <= closed.get(person, "") else row.status if row else "open"
        if status not in UNSENT:
            why = "is_sent"
        elif person in left:
            why = "has_left"
        else:
            why = "" if remember(tx, person, "month", f"{form.month} {today(tx)}") else "reminded_today"
        if not why:
            tell(tx, person, RemindMonth(form.month))
            outcome.did(person, name)
        elif form.people is not None or why == "reminded_today":
            outcome.refused(person, name, f"remind.{why}")
    return outcome.of(form.month)
