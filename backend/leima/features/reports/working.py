"""The rows of the working-time report: every date up to today with all its cells."""

from collections.abc import Iterable
from typing import Any

from leima.features.absences.telling import AWAY
from leima.features.days.settle import dates_between
from leima.features.reports import store
from leima.features.reports.away import minutes_on
from leima.features.reports.pay import Paid
from leima.features.reports.reading import Reading
from leima.rules.pay.classes import DayWork
from leima.rules.zone import local_clock, weekday
from leima.web.words import say

Cells = dict[str, Any]
"""By the columns' keys: minutes, local clocks as minutes of the day, text; a missing key is an empty cell."""
BALANCES = ("flex", "bank", "overtime_leave")


def rows_of(made: Reading, lang: str) -> list[Cells]:
    """One row a date, in order."""
    changes, notes = made.changes(), made.notes()
    named = {table: store.names(made.tx, table) for table in ("work_type", "cost_centre")}
    opening = made.opening
    balance = {name: opening.settled.get((name, 0), 0) + opening.added.get((name, 0), 0) for name in BALANCES}
    found = []
    for date in dates_between(made.over.first, made.over.until):
        work = made.pay.days.get(date)
        moved = dict(changes.get(date, {}))
        if work is not None:
            moved["flex"] = moved.get("flex", 0) + made.posted(date, work.result)
        cells: Cells = {"date": date, "weekday": say(lang, f"report.weekday.{weekday(date)}")}
        for name in BALANCES:
            balance[name] += moved.get(name, 0)
            cells |= {f"{name}_change": moved.get(name, 0), f"{name}_balance": balance[name]}
        cells |= _times(work, made.zone) | _classes(work) | _paid(made.pay, date) | _away(made, work, date)
        cells |= _spent_on(work, named, say(lang, "report.unknown"))
        cells |= {"notes": " · ".join(notes.get(date, ())), "findings": _findings(made, date, lang)}
        cells["status"] = _status(made, work, date, lang)
        found.append(cells)
    return found


def _times(work: DayWork | None, zone: str) -> Cells:
    if work is None:
        return {}
    result = work.result
    spans = [span for span in result.spans if span.kind != "break"]
    found: Cells = {"breaks": result.breaks, "worked": result.worked, "target": result.target, "kiky": result.kiky}
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
    return found


def _paid(pay: Paid, date: str) -> Cells:
    found: Cells = {f"supplements.{name}": minutes for name, minutes in pay.raises.get(date, {}).items()}
    return found | {f"midweek_pay.{percent}": minutes for percent, minutes in pay.holidays.get(date, {}).items()}


def _away(made: Reading, work: DayWork | None, date: str) -> Cells:
    """Absences by kind, as far as the one who asks may know it."""
    found: Cells = {}
    for row in made.absences:
        if row.from_date <= date <= row.until_date:
            key = f"absences.{row.kind if made.knows_kinds else AWAY}"
            found[key] = found.get(key, 0) + minutes_on(row, work)
    return found


def _spent_on(work: DayWork | None, named: dict[str, dict[str, str]], unknown: str) -> Cells:
    spans = [span for span in work.result.spans if span.kind != "break"] if work else []
    return {
        "remote": sum(span.end - span.start for span in spans if span.remote),
        "work_types": _listed((span.work_type for span in spans), named["work_type"], unknown),
        "cost_centres": _listed((span.cost_centre for span in spans), named["cost_centre"], unknown),
    }


def _listed(ids: Iterable[str | None], names: dict[str, str], unknown: str) -> str:
    return ", ".join(dict.fromkeys(names.get(id, unknown) for id in ids if id))


def _findings(made: Reading, date: str, lang: str) -> str:
    found = made.pay.findings.get(date, ())
    return " ".join(say(lang, f"finding.{one.kind}", one.params, made.zone) for one in found)


def _status(made: Reading, work: DayWork | None, date: str, lang: str) -> str:
    month = made.months.get(date[:7], "open")
    status = work.result.status if work else "none"
    if status == "done" and month in ("closed", "approved", "sent"):
        status = month
    return "" if status == "none" else say(lang, f"report.status.{status}")
