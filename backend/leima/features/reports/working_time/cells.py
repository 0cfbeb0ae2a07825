"""The cells of one date of the working-time report in raw values: as they stand, or as a closed month was frozen.

Minutes by the columns' keys, `first_in` and `last_out` as minutes of the day, and lists under `LISTS`; a missing key is
an empty cell. What is frozen is the same as JSON, so a report reads both alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from leima.features.pay.overtime import TESTED
from leima.features.pay.weeks import Paid
from leima.features.reports.store import Away
from leima.features.reports.working_time.away import minutes_on
from leima.rules.pay.classes import DayWork
from leima.rules.terms import DayResult
from leima.rules.zone import local_clock

Cells = dict[str, Any]
"""Of the last date of a frozen month: which accounts were shown (`shown`), which of flex and kiky the person had
(`held`), and the minutes of extension days that were planned by then (`planned`, by year)."""
CLOCKS = frozenset({"first_in", "last_out"})
LISTS = frozenset({"work_types", "cost_centres", "away", "notes", "findings", "pay"})
"""Ids, absences (id, kind, whole, minutes), texts, findings as JSON, parts of pay (part, minutes, percent, wage)."""


def cells(pay: Paid, date: str, zone: str, absences: Sequence[Away], notes: Sequence[str]) -> Cells:
    """What a date comes to by the pay of its week, its absences and its notes."""
    work = pay.days.get(date)
    found = _times(work, zone) | _classes(work) | _paid(pay, date) | _spent_on(work)
    found["away"] = [_away(row, work) for row in absences if row.from_date <= date <= row.until_date]
    found["notes"] = list(notes)
    found["findings"] = [one.to_json() for one in pay.findings.get(date, ())]
    found["status"] = work.result.status if work else "none"
    if date in pay.parts:
        found["pay"] = [list(one) for one in pay.parts[date]]
    return found


def outside_cells(result: DayResult, zone: str, notes: Sequence[str]) -> Cells:
    """The cells of a day on which no contract was in force: when it was, and why it counts nothing."""
    found = _clocks(result, zone) | {"worked": result.worked, "breaks": result.breaks, "remote": 0}
    found |= {"work_types": [], "cost_centres": [], "away": [], "notes": list(notes), "status": result.status}
    return found | {"findings": [one.to_json() for one in result.findings]}


def carried(told: Cells) -> dict[str, int]:
    """The minutes that a correction of the date carries into an open month; absences by their kinds."""
    found = {key: int(value) for key, value in told.items() if type(value) is int and key not in CLOCKS}
    found.pop("extension", None)
    for one in told.get("away", ()):
        found[f"absences.{one['kind']}"] = found.get(f"absences.{one['kind']}", 0) + int(one["minutes"])
    return {key: minutes for key, minutes in found.items() if minutes}


def _times(work: DayWork | None, zone: str) -> Cells:
    if work is None:
        return {}
    result = work.result
    found: Cells = {"breaks": result.breaks, "worked": result.worked, "target": result.target, "kiky": result.kiky}
    if work.plan.kiky is not None and work.plan.kiky.accounted == "contract":
        found["extension"] = result.kiky
    return found | _clocks(result, zone)


def _clocks(result: DayResult, zone: str) -> Cells:
    spans = [span for span in result.spans if span.kind != "break"]
    found: Cells = {}
    if spans:
        found["first_in"] = local_clock(zone, spans[0].start)
        if not spans[-1].open:
            found["last_out"] = local_clock(zone, max(span.end for span in spans))
    return found


def _classes(work: DayWork | None) -> Cells:
    """Classes of pay after the week's test; every minute in one of them."""
    if work is None:
        return {}
    found: Cells = {kind: work.minutes(kind) for kind in ("additional", "overtime50", "overtime100", "unapproved")}
    found["weekly_overtime"] = work.minutes("weekly50", "weekly100")
    found["period_overtime"] = work.minutes("period50", "period100")
    return found | {kind: minutes for kind in TESTED if (minutes := work.minutes(kind))}


def overtime_of_tests(told: Mapping[str, Any]) -> dict[str, int]:
    """Overtime of weeks and periods by its class. What was frozen before the classes were told apart is taken by the
    first of them."""
    found: dict[str, int] = {}
    for whole, kinds in (("weekly_overtime", TESTED[:2]), ("period_overtime", TESTED[2:])):
        apart = {kind: int(told[kind]) for kind in kinds if told.get(kind)}
        if not apart and told.get(whole):
            apart = {kinds[0]: int(told[whole])}
        found |= apart
    return found


def _paid(pay: Paid, date: str) -> Cells:
    found: Cells = {f"supplements.{name}": minutes for name, minutes in pay.raises.get(date, {}).items()}
    return found | {f"midweek_pay.{percent}": minutes for percent, minutes in pay.holidays.get(date, {}).items()}


def _away(row: Away, work: DayWork | None) -> dict[str, Any]:
    return {"id": row.id, "kind": row.kind, "whole": row.minutes is None, "minutes": minutes_on(row, work)}


def _spent_on(work: DayWork | None) -> Cells:
    spans = [span for span in work.result.spans if span.kind != "break"] if work else []
    return {
        "remote": sum(span.end - span.start for span in spans if span.remote),
        "work_types": _once(span.work_type for span in spans),
        "cost_centres": _once(span.cost_centre for span in spans),
    }


def _once(ids: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(id for id in ids if id))
