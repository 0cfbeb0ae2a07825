"""What of a day asks for somebody's word: a missing clock-out, two of them, a doubtful clock, unordered time."""

import json
from typing import Any

from leima.features.days.gather import MINUTE, Facts
from leima.features.hours.facts import ORDER, OrderFact
from leima.rules.spans import Stretch, minus, total, union
from leima.rules.terms import DayResult


def attention(result: DayResult, facts: Facts) -> str:
    """The list as JSON; empty when nothing asks. Instants are epoch ms."""
    found: list[dict[str, Any]] = []
    if result.status == "pending" and result.proposal is not None:
        opening, proposal = result.proposal.opening_punch, result.proposal.at * MINUTE
        opened = next((p.at * MINUTE for p in facts.punches if p.id == opening), None)
        found.append({"kind": "missing_out", "opening_punch": opening, "opened_at": opened, "proposal": proposal})
    for finding in result.findings:
        if finding.kind == "no_contract":
            item = {"kind": "no_contract", "opening_punch": None, "opened_at": None, "proposal": None}
            found.append({**item, "minutes": finding.params["minutes"]})
        if finding.kind in ("two_outs", "clock_suspect"):
            at = finding.params.get("start", finding.params.get("at"))
            opened = None if at is None else at * MINUTE
            found.append({"kind": finding.kind, "opening_punch": None, "opened_at": opened, "proposal": None})
    if result.unapproved and result.status == "done":
        found += _unapproved(result, facts)
    return json.dumps([{"date": result.date, **one} for one in found]) if found else ""


def _unapproved(result: DayResult, facts: Facts) -> list[dict[str, Any]]:
    """Time that nobody ordered, unless it has been refused already or a request for it waits."""
    asked = facts.other_facts.facts.of(ORDER)
    refused = sum(_length(row) for row in asked if row.status == "rejected")
    if refused >= result.unapproved or any(row.status == "waiting" for row in asked):
        return []
    item = {"kind": "unapproved", "opening_punch": None, "opened_at": None, "proposal": None}
    return [{**item, "minutes": result.unapproved, "orders": orders_for(result, facts)}]


def _length(order: OrderFact) -> int:
    """Minutes of an order: by the clock, else as they were said."""
    if order.start_at is None or order.end_at is None:
        return order.minutes or 0
    return (order.end_at - order.start_at) // MINUTE


def orders_for(result: DayResult, facts: Facts) -> list[dict[str, int]]:
    """The orders that would approve the day's unapproved time: clock times (epoch ms) outside the band, and the rest
    as the day's last minutes."""
    band = facts.plan.flex.band if facts.plan.flex is not None else None
    outside: list[Stretch] = []
    if band is not None and any(finding.kind == "outside_band" for finding in result.findings):
        own = union([(span.start, span.end) for span in result.spans if span.kind == "work" and not span.ordered])
        outside = minus(own, [(band[0], band[1] + result.kiky)])
    found = [{"start": start * MINUTE, "end": end * MINUTE} for start, end in outside]
    rest = result.unapproved - total(outside)
    return [*found, {"minutes": rest}] if rest > 0 else found
