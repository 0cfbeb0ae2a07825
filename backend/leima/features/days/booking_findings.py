"""What time is booked on: it must be the organisation's own, and what is set apart for kiky is asked about.

An unknown booking is kept unchanged; its day gets a finding.
"""

from collections import Counter
from dataclasses import replace

from leima.db.tx import Tx
from leima.features.hours.store import earmarked_name, unknown_bookings
from leima.rules.terms import DayPlan, DayResult, Finding


def add_booking_findings(tx: Tx, plan: DayPlan, result: DayResult) -> DayResult:
    """Returns the result with a finding for the first span on each kind of thing that the organisation does not have,
    and for work on each type that is set apart for kiky while the person owes it."""
    if all(span.work_type is None and span.cost_centre is None for span in result.spans):
        return result
    found: dict[str, Finding] = {}
    for span in result.spans:
        for kind in unknown_bookings(tx, span.work_type, span.cost_centre):
            found.setdefault(kind, Finding(kind, {"at": span.start}))
    findings = (*result.findings, *found.values(), *_earmarked(tx, plan, result))
    return replace(result, findings=findings) if len(findings) > len(result.findings) else result


def _earmarked(tx: Tx, plan: DayPlan, result: DayResult) -> list[Finding]:
    """Ordinary work on a type that is set apart for kiky makes flex or additional pay: was it meant as kiky?"""
    if plan.kiky is None or plan.kiky.accounted != "obligation":
        return []
    minutes = Counter[str]()
    for span in result.spans:
        if span.kind == "work" and span.work_type and (name := earmarked_name(tx, span.work_type)):
            minutes[name] += span.end - span.start
    return [Finding("kiky_earmarked", {"name": name, "minutes": total}) for name, total in minutes.items()]
