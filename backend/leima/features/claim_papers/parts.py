"""Claims of many people for an export, part by part: first a claim's head, then its trips, then its receipts."""

from typing import NamedTuple

from leima.access.rows import visible_once_shown
from leima.db.site import zone
from leima.db.tx import Query, Tx
from leima.features.reports.interval import Interval
from leima.rules.zone import near_instant, next_date

MINUTE = 60_000


class Part(NamedTuple):
    """A part of a claim, with what is the same in all parts of one. `what` is 0 for the head, 1 for a trip, 2 for a
    receipt, whose id, body and worked body follow."""

    claim: str
    person: str
    name: str
    title: str
    status: str
    cost_centre: str | None
    from_date: str | None
    until_date: str | None
    advance_cents: int
    due_cents: int
    tax_free_cents: int
    taxable_cents: int
    expenses_cents: int
    submitted_at: int | None
    decided_at: int | None
    paid_on: str | None
    version: int
    what: int
    item: str
    date: str
    body: str
    worked: str


HEAD, TRIP, RECEIPT = 0, 1, 2
_SAME = (
    "SELECT c.id AS claim, c.person, p.name, c.title, c.status, c.cost_centre, c.from_date, c.until_date,"
    " c.advance_cents, c.due_cents, c.tax_free_cents, c.taxable_cents, c.expenses_cents, c.submitted_at, c.decided_at,"
    " c.paid_on, c.version"
)
_OF = " FROM claim c JOIN person p ON p.org = c.org AND p.id = c.person"
_HEADS = f"{_SAME}, 0 AS what, '' AS item, '' AS date, '' AS body, '' AS worked{_OF}"
_TRIPS = (
    f"{_SAME}, 1, i.id, COALESCE(i.date, ''), i.body, i.worked{_OF} JOIN trip i ON i.org = c.org AND i.claim = c.id"
)
_RECEIPTS = (
    f"{_SAME}, 2, i.id, COALESCE(i.date, ''), i.body, i.worked{_OF} JOIN receipt i ON i.org = c.org AND i.claim = c.id"
)
_ORDER = " ORDER BY name, person, claim, what, date, item"
_SENT = "c.org = :org AND NOT c.deleted AND c.shown_on BETWEEN :first AND :last"
_APPROVED = (
    "c.org = :org AND NOT c.deleted AND c.payee = 'employee' AND c.status IN ('approved', 'paid')"
    " AND c.decided_at >= :begins AND c.decided_at < :ends"
)


def sent_claims(tx: Tx, over: Interval) -> Query[Part]:
    """The parts of claims whose last date is in an interval, of those that were sent and the actor may see."""
    seen, params = visible_once_shown(tx, "c.person", "c.shown_on", payroll=True)
    sql = _parts(f"{_SENT} AND {seen}")
    return tx.query(Part, sql, org=tx.org, first=over.first, last=over.last, **params)


def approved_claims(tx: Tx, over: Interval) -> Query[Part]:
    """The parts of employees' claims that were approved in an interval, paid or not; for payroll alone."""
    where = zone(tx)
    begins = near_instant(where, over.first) * MINUTE
    ends = near_instant(where, next_date(over.last)) * MINUTE
    return tx.query(Part, _parts(_APPROVED), org=tx.org, begins=begins, ends=ends)


def _parts(where: str) -> str:
    items = f"NOT i.deleted AND {where}"
    return f"{_HEADS} WHERE {where} UNION ALL {_TRIPS} WHERE {items} UNION ALL {_RECEIPTS} WHERE {items}{_ORDER}"
