"""A contractor's approved claims and hours of an interval, for those who may see them."""

from leima.access.rights import may_see, may_see_sent
from leima.access.rows import visible_once_shown
from leima.db.actor import Actor
from leima.db.tables.travel import Claim
from leima.db.tx import Tx
from leima.features.claim_papers import store
from leima.features.claim_papers.invoicing import (
    ApprovedMonth,
    Invoicing,
    InvoicingLine,
    Unpriced,
    receipt_lines,
    sums_of,
    travel_lines,
)
from leima.features.months.store import last_date
from leima.features.rates.store import rates_for
from leima.features.reports import store as reports
from leima.features.reports.interval import Interval, interval
from leima.features.reports.working_time.columns import chosen
from leima.features.reports.working_time.report import working_time
from leima.features.travel import store as travel
from leima.features.travel.working import travel_terms
from leima.web.errors import Invalid, NotFound

APPROVED = ("approved", "closed")


def invoicing(tx: Tx, actor: Actor, person: str | None, first: str | None, last: str | None) -> Invoicing:
    """What there is to invoice. Raises NotFound for whom the actor does not see, Invalid for who is no contractor."""
    over, whose = interval(tx, first, last), person or actor.person
    known = reports.person(tx, whose)
    if known is None or not may_see_sent(tx, actor, whose, over.last):
        raise NotFound()
    claims = _claims(tx, whose, over)
    if not claims and travel_terms(tx, whose, over.last).payee != "contractor":
        raise Invalid("paper_not_contractor")
    found = [one for claim in claims for one in _lines_of(tx, claim)]
    lines = [one for one in found if isinstance(one, InvoicingLine)]
    sums = sums_of(lines)
    return Invoicing(
        person=whose,
        person_name=known.name,
        from_=over.first,
        until=over.last,
        months=_months(tx, actor, known, over),
        lines=lines,
        sums=sums,
        unpriced=[one for one in found if isinstance(one, Unpriced)],
        net_cents=sum(one.net_cents for one in sums),
        vat_cents=sum(one.vat_cents for one in sums),
        gross_cents=sum(one.gross_cents for one in sums),
    )


def _claims(tx: Tx, person: str, over: Interval) -> list[Claim]:
    seen, params = visible_once_shown(tx, "t.person", "t.shown_on", payroll=True)
    sql = (
        f"SELECT * FROM claim t WHERE t.org=:org AND t.person=:person AND NOT t.deleted AND t.payee = 'contractor'"
        f" AND t.status IN ('approved', 'paid') AND t.shown_on BETWEEN :first AND :last AND {seen}"
        " ORDER BY t.shown_on, t.id"
    )
    return tx.rows(Claim, sql, org=tx.org, person=person, first=over.first, last=over.last, **params)


def _lines_of(tx: Tx, claim: Claim) -> list[InvoicingLine | Unpriced]:
    rates, centres = rates_for(tx), store.cost_centres(tx)
    found: list[InvoicingLine | Unpriced] = []
    for trip in travel.trips_of(tx, claim.id):
        found += travel_lines(claim.id, store.held_trip(trip, centres), rates)
    for receipt in travel.receipts_of(tx, claim.id):
        found += receipt_lines(claim.id, store.held_receipt(receipt, centres))
    return found


def _months(tx: Tx, actor: Actor, person: reports.Reported, over: Interval) -> list[ApprovedMonth]:
    """The approved months that the actor may see, each as far as the interval holds it."""
    states = reports.month_states(tx, [person.id], over.first[:7], over.last[:7])
    approved = {one.month for one in states if one.status in APPROVED}
    if not approved:
        return []
    made = working_time(tx, [(person, over)], over, chosen("worked"), "fi")
    return [
        ApprovedMonth(one["month"], one["sums"].get("worked", 0))
        for part in made["people"]
        for one in part["months"]
        if one["month"] in approved and may_see(tx, actor, person.id, f"{one['month']}-01", last_date(one["month"]))
    ]
