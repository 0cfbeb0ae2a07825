"""The state of each month. In a closed month no date changes any more."""

from calendar import monthrange
from typing import Any, NamedTuple

from leima.access.rights import overrides
from leima.access.teams import units_over
from leima.db.operations import Rejected
from leima.db.tables.months import MonthState
from leima.db.tx import Query, Tx
from leima.features.months.notices import MonthChanged
from leima.features.notices.store import tell
from leima.rules.locks import LOCKED, Months
from leima.web.errors import Conflict

NEVER = "9999-12-31"
"""The starting date of balances for a person who does not exist: none of their days count."""
_STAND = (
    "SELECT p.counts_from, p.facts_from, m.month, m.status FROM person p"
    " LEFT JOIN month_state m ON m.org = p.org AND m.person = p.id AND m.status IN ('sent', 'approved', 'closed')"
    " AND m.month >= COALESCE((SELECT MAX(c.month) FROM month_state c"
    " WHERE c.org=:org AND c.person=:person AND c.status='closed'), '')"
    " WHERE p.org=:org AND p.id=:person"
)


class _Stand(NamedTuple):
    counts_from: str
    facts_from: str
    month: str | None
    status: str | None


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
    if person not in tx.cache.months:
        tx.cache.months[person] = _months(tx.all(stand_of(tx, person)))
    return tx.cache.months[person]


def stand_of(tx: Tx, person: str) -> Query[Any]:
    """The query of `months_of`."""
    return tx.query(_Stand, _STAND, org=tx.org, person=person)


def with_months(tx: Tx, person: str, *queries: Query[Any]) -> tuple[list[Any], ...]:
    """Every row of each of some queries. What `months_of` tells of the person is read with them."""
    if person in tx.cache.months:
        return tx.together(*queries)
    *found, stand = tx.together(*queries, stand_of(tx, person))
    tx.cache.months[person] = _months(stand)
    return tuple(found)


def _months(rows: list[_Stand]) -> Months:
    begun = {row.month: row.status for row in rows if row.month is not None and row.status is not None}
    closed = max((month for month, status in begun.items() if status == "closed"), default="")
    facts_from = rows[0].facts_from if rows else ""
    return Months(rows[0].counts_from if rows else NEVER, closed, begun, facts_from)


def month_state(tx: Tx, person: str, month: str) -> MonthState | None:
    """The stored state of a month (YYYY-MM); None while nobody has sent it."""
    return tx.get(MonthState, person=person, month=month)


def is_closed(tx: Tx, person: str, date: str) -> bool:
    """Whether the month of a date is closed for a person, itself or with a later one."""
    return months_of(tx, person).of(date) == "closed"


def is_locked(tx: Tx, person: str, date: str) -> bool:
    """Whether an edit of this date must be asked for: its month is approved or closed."""
    return not overrides(tx.actor, person) and months_of(tx, person).of(date) in LOCKED


def refuse_if_locked(tx: Tx, person: str, *dates: str) -> None:
    """For operations that cannot become a request. Raises Rejected when a date's month is approved or closed."""
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


def by_id(tx: Tx, id: str) -> MonthState | None:
    """The stored month that devices know under `id`."""
    return tx.get(MonthState, id=id)


def begin(tx: Tx, person: str, month: str, status: str) -> int:
    """Stores a month's first state. Returns its version."""
    id, units = month_id(person, month), units_of_month(tx, person, month)
    unit = next(iter(units), None)
    sent = tx.now if status == "sent" else None
    tx.insert(MonthState(org=tx.org, person=person, month=month, id=id, unit=unit, status=status, sent_at=sent))
    _announce(tx, id, person, units, 1)
    tx.audit(f"month.{status}", "month", id, {"status": "open"}, {"person": person, "month": month, "status": status})
    return 1


def change(tx: Tx, row: MonthState, status: str, *, deed: str = "", **columns: Any) -> int:
    """Moves a month on, guarded by the version that was read. Returns the new version; raises LookupError if stale.

    The trail calls it by its status, or by `deed`.
    """
    units = units_of_month(tx, row.person, row.month)
    given = {"status": status, "unit": next(iter(units), None), **columns}
    sets = ", ".join(f"{name}=:{name}" for name in given)
    met = tx.met(
        f"UPDATE month_state SET {sets}, version=version+1"
        " WHERE org=:org AND person=:person AND month=:month AND version=:seen",
        **given,
        org=tx.org,
        person=row.person,
        month=row.month,
        seen=row.version,
    )
    if not met:
        raise LookupError(f"month {row.id} has moved on")
    _announce(tx, row.id, row.person, units, row.version + 1)
    if status != row.status:
        new = {"person": row.person, "month": row.month, "status": status, "reason": columns.get("reason", "")}
        tx.audit(f"month.{deed or status}", "month", row.id, {"status": row.status}, new)
    return row.version + 1


def _announce(tx: Tx, id: str, person: str, units: tuple[str, ...], version: int) -> None:
    tx.cache.months.pop(person, None)
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
    if row.status == "sent" or ended or overrides(tx.actor, person):
        change(tx, row, row.status)
        return
    change(tx, row, "sent")
    tell(tx, person, MonthChanged(row.month, date))


def changed_since_approval(row: MonthState) -> bool:
    """Whether a month was approved and waits again because one of its days changed. Sending it forgets decisions."""
    return row.status == "sent" and row.decided_at is not None
