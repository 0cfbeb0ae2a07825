"""Orders and overtime choices: their only writer."""

from collections.abc import Mapping
from typing import Any

from leima.db.door import units_on, units_over, visible
from leima.db.tx import Row, Tx

_ORDER = (
    "INSERT INTO work_order (org, id, person, unit, date, start_at, end_at, minutes, status, note, reason, asked_by,"
    " decided_by, deleted, version) VALUES (:org, :id, :person, :unit, :date, :start_at, :end_at, :minutes, :status,"
    " :note, :reason, :asked_by, :decided_by, :deleted, 1)"
)
_CHOICE = (
    "INSERT INTO overtime_choice (org, person, date, id, choice, consented_at, author, version)"
    " VALUES (:org, :person, :date, :id, :choice, :at, :author, 1)"
)


def order(tx: Tx, id: str) -> Row | None:
    return tx.one("SELECT * FROM work_order WHERE org=:org AND id=:id", org=tx.org, id=id)


def order_owner(tx: Tx, id: str) -> str | None:
    """Whose work an order is about."""
    row = order(tx, id)
    return row.person if row else None


def waiting_orders(tx: Tx) -> list[Row]:
    """What the people ask for whom the actor sees today, oldest first."""
    where, params = visible(tx)
    return tx.rows(
        f"SELECT * FROM work_order WHERE {where} AND status='waiting' AND NOT deleted ORDER BY date, id", **params
    )


def add_order(tx: Tx, id: str, person: str, values: Mapping[str, Any]) -> None:
    """A new order; instants are epoch ms."""
    units = _units(tx, person, values["date"])
    unit = next(iter(units), None)
    given = {"start_at": None, "end_at": None, "note": "", "reason": "", "decided_by": None, "deleted": False}
    tx.run(_ORDER, **{**given, **values, "org": tx.org, "id": id, "person": person, "unit": unit})
    tx.changed("work_order", id, owner=person, units=units, version=1)
    tx.audit("order.made", "work_order", id, None, {"person": person, **values})


def _units(tx: Tx, person: str, date: str) -> tuple[str, ...]:
    """Whose supervisors see an order, or see it go: those of its date, and those of today, who decide what is asked."""
    return (*units_over(tx, person, date, date), *units_on(tx, person))


def set_status(tx: Tx, row: Row, status: str, reason: str) -> int | None:
    """Moves an order on from the status that it was read with, once. Answers its version; None when it was too late."""
    by = tx.actor.person if tx.actor else None
    met = tx.run(
        "UPDATE work_order SET status=:status, reason=:reason, decided_by=:by, version=version+1"
        " WHERE org=:org AND id=:id AND version=:version",
        **{"org": tx.org, "id": row.id, "status": status, "reason": reason, "by": by, "version": row.version},
    )
    if not met:
        return None
    tx.changed("work_order", row.id, owner=row.person, units=_units(tx, row.person, row.date), version=row.version + 1)
    tx.audit(f"order.{status}", "work_order", row.id, {"status": row.status}, {"status": status, "reason": reason})
    return int(row.version) + 1


def choice(tx: Tx, person: str, date: str) -> Row | None:
    return tx.one(
        "SELECT * FROM overtime_choice WHERE org=:org AND person=:person AND date=:date",
        **{"org": tx.org, "person": person, "date": date},
    )


def choice_exists(tx: Tx, id: str) -> bool:
    return tx.one("SELECT id FROM overtime_choice WHERE org=:org AND id=:id", org=tx.org, id=id) is not None


def put_choice(tx: Tx, before: Row | None, id: str, person: str, date: str, chosen: str, at: int) -> int:
    """Stores the choice with who consented and when (epoch ms). Answers its version."""
    author = tx.actor.person if tx.actor else person
    values = {"org": tx.org, "person": person, "date": date, "choice": chosen, "at": at, "author": author}
    version = 1 if before is None else int(before.version) + 1
    if before is None:
        tx.run(_CHOICE, **values, id=id)
    else:
        tx.run(
            "UPDATE overtime_choice SET choice=:choice, consented_at=:at, author=:author, version=version+1"
            " WHERE org=:org AND person=:person AND date=:date",
            **values,
        )
    own = id if before is None else before.id
    tx.changed("overtime_choice", own, owner=person, version=version)
    old = None if before is None else {"choice": before.choice, "consented_at": before.consented_at}
    tx.audit("overtime.chosen", "overtime_choice", own, old, {"date": date, "choice": chosen, "consented_at": at})
    return version
