"""A described situation, run by the Python rules."""

from collections.abc import Mapping, Sequence
from typing import Any

from leima.rules.day import day, kiky_of
from leima.rules.kiky import year_share
from leima.rules.plan import plan
from leima.rules.propose import propose_out
from leima.rules.spans import Stretch
from leima.rules.terms import Absence, CalendarDay, DayPlan, DayResult, Entry, Mark, Order, Punch, Terms
from leima.rules.zone import next_date


def work_out(case: Mapping[str, Any]) -> tuple[DayPlan, DayResult]:
    """Plan and result of a case whose instants are epoch minutes. The kiky of the dates beside is theirs."""
    beside = [
        kiky_of(_alone(case | {"date": next_date(case["date"], days)})[1])
        if any(mark["start"] is not None for mark in case["marks"])
        else ()
        for days in (-1, 1)
    ]
    return _alone(case, *beside)


def _alone(case: Mapping[str, Any], *beside: Sequence[Stretch]) -> tuple[DayPlan, DayResult]:
    planned = plan(
        Terms.from_json(case["terms"]),
        [CalendarDay.from_json(row) for row in case["calendar"]],
        [Absence.from_json(row) for row in case["absences"]],
        [Mark.from_json(row) for row in case["marks"]],
        case["date"],
        case["kiky_left"],
        [Order.from_json(row) for row in case["orders"]],
    )
    punches = [Punch.from_json(row) for row in case["punches"]]
    entries = [Entry.from_json(row) for row in case["entries"]]
    return planned, day(planned, punches, entries, case["as_of"], case["live"], None, *beside)


def answers(case: Mapping[str, Any]) -> dict[str, Any]:
    """What `domain.mjs` answers for the same case."""
    planned, result = work_out(case)
    terms = case["terms"]
    return {
        "plan": planned.to_json(),
        "result": result.to_json(),
        "proposal": propose_out(case["as_of"], planned, case["recent_outs"]),
        "share": year_share(1440, terms["share"], int(case["date"][:4]), terms["from"], terms["until"]),
    }
