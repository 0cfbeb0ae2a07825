"""Orders and overtime choices: their only writer."""

from collections.abc import Mapping
from typing import Any

from leima.access.rows import visible
from leima.access.teams import units_on, units_over
from leima.db.tables.hours import OvertimeChoice, WorkOrder
from leima.db.tx import Tx

_RECHOSEN = (
    "UPDATE overtime_choice SET choice=:choice, consented_at=:at, author=:author, version=version+1"
    " WHERE org=:org AND person=:person AND date=:date"
)


def order_owner(tx: Tx, id: str) -> str | None:
    """Whose work an order is about."""
    row = tx.get(WorkOrder, id=id)
    return row.person if row else None


def waiting_orders(tx: Tx) -> list[WorkOrder]:
    """What the people ask for whom the actor sees today, oldest first."""
    where, params = visible(tx)
    sql = f"SELECT * FROM work_order WHERE {where} AND status='waiting' AND NOT deleted ORDER BY date, id"
    return tx.rows(WorkOrder, sql, **params)


def add_order(tx: Tx, id: str, person: str, values: Mapping[str, Any]) -> None:
    """A new order; instants are epoch ms."""
    units = _units(tx, person, values["date"])
    tx.insert(WorkOrder(org=tx.org, id=id, person=person, unit=next(iter(units), None), **values))
    tx.changed("work_order", id, owner=person, units=units, version=1)
    tx.audit("order.made", "work_order", id, None, {"person": person, **values})


def _units(tx: Tx, person: str, date: str) -> tuple[str, ...]:
    """Whose supervisors see an order, or see it go: those of its date, and those of today, who decide what is asked."""
    return (*units_over(tx, person, date, date), *units_on(tx, person))


def set_status(tx: Tx, row: WorkOrder, status: str, reason: str) -> int | None:
    """Moves an order on from the status that it was read with, once. Returns its version; None when it was too late."""
    by = tx.actor.person if tx.actor else None
    met = tx.met(
        "UPDATE work_order SET status=:status, reason=:reason, decided_by=:by, version=version+1"
        " WHERE org=:org AND id=:id AND version=:version",
        org=tx.org,
        id=row.id,
        status=status,
        reason=reason,
        by=by,
        version=row.version,
    )
    if not met:
        return None
    tx.changed("work_order", row.id, owner=row.person, units=_units(tx, row.person, row.date), version=row.version + 1)
    tx.audit(f"order.{status}", "work_order", row.id, {"status": row.status}, {"status": status, "reason": reason})
    return row.version + 1


def choice_exists(tx: Tx, id: str) -> bool:
    return tx.value(str, "SELECT id FROM overtime_choice WHERE org=:org AND id=:id", org=tx.org, id=id) is not None


def put_choice(tx: Tx, before: OvertimeChoice | None, id: str, person: str, date: str, chosen: str, at: int) -> int:
    """Stores the choice with who consented and when (epoch ms). Returns its version."""
    author = tx.actor.person if tx.actor else person
    version = 1 if before is None else before.version + 1
    if before is None:
        tx.insert(
            OvertimeChoice(org=tx.org, person=person, date=date, id=id, choice=chosen, consented_at=at, author=author)
        )
    else:
        tx.run(_RECHOSEN, choice=chosen, at=at, author=author, org=tx.org, person=person, date=date)
    own = id if before is None else before.id
    tx.changed("overtime_choice", own, owner=person, version=version)
    old = None if before is None else {"choice": before.choice, "consented_at": before.consented_at}
    tx.audit("overtime.chosen", "overtime_choice", own, old, {"date": date, "choice": chosen, "consented_at": at})
    return version
