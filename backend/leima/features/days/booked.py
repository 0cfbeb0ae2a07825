"""What time is booked on must be the organisation's own. What is not is kept as it was said, and told on its day."""

from dataclasses import replace

from leima.db.tx import Tx
from leima.features.hours.store import unknown_bookings
from leima.rules.terms import DayResult, Finding


def with_unknown(tx: Tx, result: DayResult) -> DayResult:
    """The result with a finding for the first span on each kind of thing that the organisation does not have."""
    found: dict[str, Finding] = {}
    for span in result.spans:
        for kind in unknown_bookings(tx, span.work_type, span.cost_centre):
            found.setdefault(kind, Finding(kind, {"at": span.start}))
    return replace(result, findings=(*result.findings, *found.values())) if found else result
