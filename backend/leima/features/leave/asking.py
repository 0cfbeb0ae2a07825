"""A person asks for leave, changes or takes back what they asked, or asks to have it cancelled."""

from datetime import date as Date
from typing import Any

from leima.access.rights import require_right
from leima.db.operations import Applied, Conflicting, Operation, Rejected, asking
from leima.db.site import reach
from leima.db.tables.absences import Absence
from leima.db.tables.leave import LeaveRequest
from leima.db.tx import Tx
from leima.features.leave import store
from leima.features.leave.counting import flags
from leima.features.leave.notices import LeaveAsked, LeaveCancelAsked, LeaveKept
from leima.features.leave.views import leave_data
from leima.features.months.store import refuse_if_locked
from leima.features.notices.store import take_back, tell, tell_once
from leima.rules.leave.leave import HOLIDAYS
from leima.rules.zone import FIRST_DATE, calendar_date, next_date

LONGEST = 366
"""Dates of one request at the most; a longer one is asked for in parts."""
STALE = ["from_date", "until_date", "kind"]
_NAMES = ("from_date", "until_date", "minutes", "kind", "note", "reason")


def _values(tx: Tx, op: Operation) -> dict[str, Any]:
    body = op.body
    try:
        first, last = (Date.fromisoformat(calendar_date(one)) for one in (body.from_date, body.until_date))
    except ValueError as error:
        raise Rejected("bad_date") from error
    earliest, latest = reach(tx)
    if not earliest <= body.from_date <= latest:
        raise Rejected("date_too_far", first=max(earliest, FIRST_DATE), last=latest)
    if not 0 <= (last - first).days < LONGEST:
        raise Rejected("bad_leave_span")
    if body.kind in HOLIDAYS and body.minutes is not None:
        raise Rejected("holiday_in_days")
    refuse_locked(tx, op.subject, body.from_date, body.until_date)
    return {name: getattr(body, name) for name in _NAMES}


def refuse_locked(tx: Tx, person: str, first: str, last: str) -> None:
    """Raises Rejected when a month of the stretch is approved or closed."""
    dates, date = [last], first
    while date <= last:
        dates.append(date)
        date = f"{next_date(f'{date[:7]}-28', 4)[:7]}-01"
    refuse_if_locked(tx, person, *dates)


def _own(tx: Tx, op: Operation) -> str:
    """Nobody asks for leave in somebody else's name: a supervisor records it."""
    if asking(tx).person != op.subject:
        raise Rejected("forbidden")
    return op.subject


def _standing(tx: Tx, op: Operation) -> LeaveRequest:
    person, row = _own(tx, op), store.request(tx, op.entity_id)
    if row is None or row.person != person:
        raise Rejected("not_found")
    return row


def ask(tx: Tx, op: Operation) -> Applied:
    """Stores a request and tells those who decide; what is more than is left, or overlaps, is stored and flagged."""
    person = _own(tx, op)
    require_right(tx, person, op.body.from_date, op.body.until_date)
    values = _values(tx, op)
    if store.request(tx, op.entity_id) is not None or tx.get(Absence, id=op.entity_id) is not None:
        raise Rejected("entity_exists")
    store.add(tx, op.entity_id, person, values)
    _tell(tx, person, LeaveAsked(asking(tx).name, op.body.from_date, op.body.until_date))
    return Applied(1, _flags(tx, op))


def change(tx: Tx, op: Operation) -> Applied:
    """Other dates, kind or words for a request that waits; what was decided is asked for anew."""
    row = _standing(tx, op)
    _refuse_decided(tx, row, "requested")
    if op.base is None or op.base < row.version:
        raise Conflicting(leave_data(tx, row), STALE)
    values = _values(tx, op)
    done = write(tx, row, "changed", {**values, "asked_at": tx.now})
    return Applied(done.version, _flags(tx, op))


def withdraw(tx: Tx, op: Operation) -> Applied:
    """Takes a request back as long as nobody has decided on it."""
    row = _standing(tx, op)
    if row.status == "withdrawn":
        return Applied(row.version)
    _refuse_decided(tx, row, "requested")
    return write(tx, row, "withdrawn", {"status": "withdrawn"})


def cancel(tx: Tx, op: Operation) -> Applied:
    """Asks that leave which was granted be cancelled. It stands until somebody decides."""
    row = _standing(tx, op)
    if row.status == "cancelling":
        return Applied(row.version)
    _refuse_decided(tx, row, "approved")
    refuse_locked(tx, row.person, row.from_date, row.until_date)
    for one in store.supervisors(tx, row.person):
        take_back(tx, one, _kept(tx, row))
        tell_once(tx, one, _cancelling(tx, row))
    return write(tx, row, "cancelling", {"status": "cancelling", "asked_at": tx.now})


def _cancelling(tx: Tx, row: LeaveRequest) -> LeaveCancelAsked:
    return LeaveCancelAsked(asking(tx).name, row.from_date, row.until_date, row.id)


def _kept(tx: Tx, row: LeaveRequest) -> LeaveKept:
    return LeaveKept(asking(tx).name, row.from_date, row.until_date, row.id)


def keep(tx: Tx, op: Operation) -> Applied:
    """Takes the wish to cancel back: the leave that was granted stands."""
    row = _standing(tx, op)
    if row.status == "approved":
        return Applied(row.version)
    _refuse_decided(tx, row, "cancelling")
    for one in store.supervisors(tx, row.person):
        if not take_back(tx, one, _cancelling(tx, row)):
            tell_once(tx, one, _kept(tx, row))
    return write(tx, row, "kept", {"status": "approved"})


def write(tx: Tx, row: LeaveRequest, what: str, values: dict[str, Any]) -> Applied:
    """Moves a request on from how it was read. Raises Conflicting when somebody else was first."""
    try:
        return Applied(store.change(tx, row, what, values))
    except LookupError as error:
        raise Conflicting(leave_data(tx, store.request(tx, row.id) or row), ["version"], "changed_since") from error


def _refuse_decided(tx: Tx, row: LeaveRequest, status: str) -> None:
    if row.status != status:
        raise Conflicting(leave_data(tx, row), ["status"], "leave_decided")


def _flags(tx: Tx, op: Operation) -> tuple[str, ...]:
    row = store.request(tx, op.entity_id)
    return tuple(flags(tx, row)) if row is not None else ()


def _tell(tx: Tx, person: str, message: LeaveAsked) -> None:
    for one in store.supervisors(tx, person):
        tell(tx, one, message)


def tell_deciders(tx: Tx, row: LeaveRequest) -> None:
    """Tells those who decide that leave is asked for."""
    _tell(tx, row.person, LeaveAsked(asking(tx).name, row.from_date, row.until_date))
