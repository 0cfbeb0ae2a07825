"""What claims' papers and exports read of other rooms' tables. They write nothing."""

import msgspec

from leima.db.actor import Actor
from leima.db.site import zone
from leima.db.tables.people import CostCentre
from leima.db.tables.travel import Receipt, Trip
from leima.db.tx import Tx
from leima.features.claim_papers.held import HeldClaim, HeldReceipt, HeldTrip
from leima.features.logo import store as logo
from leima.features.travel import store as travel
from leima.features.travel.answers import ClaimData, ReceiptData, TripData
from leima.features.travel.listing import seen_claim
from leima.features.travel.views import claim_data, receipt_data, trip_data
from leima.web.errors import NotFound


def held_claim(tx: Tx, actor: Actor, id: str) -> HeldClaim:
    """A claim with everything in it. Raises NotFound where the actor may not see it: it looks as if it were not."""
    row = seen_claim(tx, actor, id)
    if row is None:
        raise NotFound()
    centres = cost_centres(tx)
    return HeldClaim(
        claim=msgspec.convert(claim_data(tx, row), ClaimData),
        organisation=organisation_name(tx),
        cost_centre=centres.get(row.cost_centre or "", ""),
        trips=tuple(held_trip(one, centres) for one in travel.trips_of(tx, id)),
        receipts=tuple(held_receipt(one, centres) for one in travel.receipts_of(tx, id)),
        zone=zone(tx),
        logo=logo.png(tx),
    )


def organisation_name(tx: Tx) -> str:
    return tx.value(str, "SELECT name FROM organisation WHERE id=:org", org=tx.org) or ""


def cost_centres(tx: Tx) -> dict[str, str]:
    """Every cost centre's code and name, by its id."""
    rows = tx.rows(CostCentre, "SELECT * FROM cost_centre WHERE org=:org", org=tx.org)
    return {row.id: f"{row.code} {row.name}".strip() for row in rows}


def held_trip(row: Trip, centres: dict[str, str]) -> HeldTrip:
    """A trip as it was told."""
    told = msgspec.json.decode(trip_data(row), type=TripData)
    return HeldTrip(told, row.start_at, row.end_at, centres.get(told.cost_centre or "", ""))


def held_receipt(row: Receipt, centres: dict[str, str]) -> HeldReceipt:
    """A receipt as it was told."""
    told = msgspec.json.decode(receipt_data(row), type=ReceiptData)
    return HeldReceipt(told, centres.get(told.cost_centre or "", ""))
