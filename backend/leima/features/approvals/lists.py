"""Lists for those who decide: months that wait, how far everybody has come, what came late."""

from typing import Any

from leima.db.actor import Actor
from leima.db.site import instant, today
from leima.db.tables.months import MonthState
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.approvals import store
from leima.features.approvals.views import change_data, month_data
from leima.features.approvals.waiting import CHANGES, MONTHS
from leima.features.months.store import changed_since_approval
from leima.rules.zone import next_date
from leima.web.errors import Forbidden


def waiting(tx: Tx, actor: Actor) -> dict[str, Any]:
    """What waits for the actor's word. Raises Forbidden for those who decide on nobody."""
    if not actor.may_see_team:
        raise Forbidden()
    return {
        "as_of": instant(tx.now),
        "months": [month_data(tx, row) for row in MONTHS.rows(tx, actor)],
        "changes": [change_data(tx, row) for row in CHANGES.rows(tx, actor)],
    }


def months(tx: Tx, actor: Actor, month: str | None) -> dict[str, Any]:
    """How far each person's month has come. Last month when none is named."""
    if not actor.may_see_team:
        raise Forbidden()
    chosen = month or next_date(f"{today(tx)[:7]}-01", -1)[:7]
    stored, closed = store.states(tx, chosen), store.closed_through(tx)
    everyone = actor.may_see_everyone
    people = store.people_of(tx, chosen, deciding=not everyone)
    people = [row for row in people if everyone or row.id != actor.person or row.team in actor.supervises]
    late = [row for row in store.decidable_requests(tx, actor) if row.date[:7] <= chosen]
    left = store.leavers(tx)
    return {
        "as_of": instant(tx.now),
        "month": chosen,
        "over": chosen < today(tx)[:7],
        "people": [
            _line(tx, row, stored.get(row.id), chosen <= closed.get(row.id, "")) | {"left": row.id in left}
            for row in people
        ],
        "late": [change_data(tx, row) for row in late],
        "may_close": "payroll" in actor.roles,
    }


def _line(tx: Tx, person: store.Deciding, row: MonthState | None, closed: bool) -> dict[str, Any]:
    status = "closed" if closed else row.status if row is not None else "open"
    return {
        "person": person.id,
        "name": person.name,
        "team": person.team_name,
        "status": status,
        "version": row.version if row else 0,
        "sent_at": row.sent_at if row else None,
        "changed": row is not None and changed_since_approval(row),
        "decided_at": row.decided_at if row else None,
        "closed_at": row.closed_at if row else None,
        "decided_by_name": person_name(tx, row.decided_by) if row else None,
        "reason": row.reason if row else "",
    }
