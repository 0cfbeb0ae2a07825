"""How far months have come. What is closed is frozen: nothing that is dated in it moves any more."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leima.db.door import units_over
from leima.db.operations import Rejected
from leima.db.tx import Row, Tx
from leima.features.notices.store import tell
from leima.web.errors import Conflict

NEVER = "9999-12-31"
"""Since when nothing counts: of somebody who is not there."""
LOCKED = ("approved", "closed")
"""The statuses in which an edit becomes a request."""
_STAND = (
    "SELECT p.counts_from, m.month, m.status FROM person p"
    " LEFT JOIN month_state m ON m.org = p.org AND m.person = p.id AND m.status IN ('sent', 'approved', 'closed')"
    " AND m.month >= COALESCE((SELECT MAX(c.month) FROM month_state c"
    " WHERE c.org=:org AND c.person=:person AND c.status='closed'), '')"
    " WHERE p.org=:org AND p.id=:person"
)


@dataclass(frozen=True)
class Months:
    """A person's months: since when balances count, the last closed one, and the later ones that were sent."""

    counts_from: str
    closed_through: str = ""
    """YYYY-MM; what lies before it is closed with it. Empty when nothing is closed."""
    status: Mapping[str, str] | None = None

    def of(self, date: str) -> str:
        """open, sent, approved or closed."""
        month = date[:7]
        return "closed" if month <= self.closed_through else (self.status or {}).get(month, "open")


def month_id(person: str, month: str) -> str:
    """The id under which devices know a month."""
    return f"{person}:{month}"


def last_date(month: str) -> str:
    """The last date of a month (YYYY-MM)."""
    year, number = int(month[:4]), int(month[5:7])
    return f"{month}-{monthrange(year, number)[1]:02d}"


def units_of_month(tx: Tx, person: str, month: str) -> tuple[str, ...]:
    """The team that decides on a month (YYYY-MM): that of its last day, or the last one in it of who has left."""
    return units_over(tx, person, f"{month}-01", f"{month}-31")


def months_of(tx: Tx, person: str) -> Months:
    """How a person's months stand; read once in a unit of work."""
    key = ("months", person)
    if key not in tx.memo:
        rows = tx.rows(_STAND, org=tx.org, person=person)
        begun = {row.month: row.status for row in rows if row.month is not None}
        closed = max((month for month, status in begun.items() if status == "closed"), default="")
        tx.memo[key] = Months(rows[0].counts_from if rows else NEVER, closed, begun)
    found: Months = tx.memo[key]
    return found


def month_state(tx: Tx, person: str, month: str) -> Row | None:
    """The stored state of a month (YYYY-MM); None while nobody has sent it."""
    return tx.one(
        "SELECT * FROM month_state WHERE org=:org AND person=:person AND month=:month",
        **{"org": tx.org, "person": person, "month": month},
    )


def is_closed(tx: Tx, person: str, date: str) -> bool:
    """Whether the month of a date is closed for a person, itself or with a later one."""
    return months_of(tx, person).of(date) == "closed"


def is_locked(tx: Tx, person: str, date: str) -> bool:
    """Whether an edit of this date must be asked for: its month is approved or closed."""
    return ("unlocked", person) not in tx.memo and months_of(tx, person).of(date) in LOCKED


def refuse_if_locked(tx: Tx, person: str, *dates: str) -> None:
    """For operations that cannot wait for a word. Raises Rejected when a date's month is approved or closed."""
    if any(is_locked(tx, person, date) for date in dates):
        raise Rejected("period_locked")


class PeriodClosed(Conflict):
    """An office act is dated in a closed month: it must be dated in the open one."""

    code = "period_closed"


def refuse_if_closed(tx: Tx, person: str, *dates: str) -> None:
    """For acts at a desk. Raises PeriodClosed, which names the month, when a date's month is closed."""
    for date in dates:
        if is_closed(tx, person, date):
            raise PeriodClosed(month=f"{int(date[5:7])}/{date[:4]}")


_ADD = (
    "INSERT INTO month_state (org, person, month, id, unit, status, sent_at, reason, totals, version)"
    " VALUES (:org, :person, :month, :id, :unit, :status, :sent_at, '', '{}', 1)"
)


def by_id(tx: Tx, id: str) -> Row | None:
    """The stored month that devices know under `id`."""
    return tx.one("SELECT * FROM month_state WHERE org=:org AND id=:id", org=tx.org, id=id)


def begin(tx: Tx, person: str, month: str, status: str) -> int:
    """The first word about a month. Answers its version."""
    id, units = month_id(person, month), units_of_month(tx, person, month)
    unit = next(iter(units), None)
    sent = tx.now if status == "sent" else None
    values = {"org": tx.org, "person": person, "month": month, "id": id, "unit": unit, "status": status}
    tx.run(_ADD, **values, sent_at=sent)
    _told(tx, id, person, units, 1)
    tx.audit(f"month.{status}", "month", id, {"status": "open"}, {"person": person, "month": month, "status": status})
    return 1


def change(tx: Tx, row: Row, status: str, **columns: Any) -> int:
    """Moves a month on, guarded by the version that was read. Answers the new version; raises LookupError if stale."""
    units = units_of_month(tx, row.person, row.month)
    given = {"status": status, "unit": next(iter(units), None), **columns}
    sets = ", ".join(f"{name}=:{name}" for name in given)
    met = tx.run(
        f"UPDATE month_state SET {sets}, version=version+1"
        " WHERE org=:org AND person=:person AND month=:month AND version=:seen",
        **{**given, "org": tx.org, "person": row.person, "month": row.month, "seen": row.version},
    )
    if not met:
        raise LookupError(f"month {row.id} has moved on")
    _told(tx, row.id, row.person, units, row.version + 1)
    if status != row.status:
        new = {"person": row.person, "month": row.month, "status": status, "reason": columns.get("reason", "")}
        tx.audit(f"month.{status}", "month", row.id, {"status": row.status}, new)
    return int(row.version) + 1


def _told(tx: Tx, id: str, person: str, units: tuple[str, ...], version: int) -> None:
    tx.memo.pop(("months", person), None)
    tx.changed("month", id, owner=person, units=units, version=version)


def day_changed(tx: Tx, person: str, date: str, *, ended: bool = False) -> None:
    """A day of a sent month came out otherwise: what a supervisor saw is no longer what stands.

    An approved month waits again and its person is told, unless the change itself was approved just now, or the day
    has only `ended`: then nobody has said anything new.
    """
    if months_of(tx, person).of(date) not in ("sent", "approved"):
        return
    row = month_state(tx, person, date[:7])
    if row is None:
        return
    if row.status == "sent" or ended or ("unlocked", person) in tx.memo:
        change(tx, row, row.status)
        return
    change(tx, row, "sent")
    tell(tx, person, "month_changed", month=row.month, date=date)


def changed_since_approval(row: Row) -> bool:
    """Whether a month was approved and waits again because one of its days changed. Sending it forgets decisions."""
    return bool(row.status == "sent" and row.decided_at is not None)
