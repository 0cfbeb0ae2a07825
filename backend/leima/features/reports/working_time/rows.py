"""The rows of the working-time report: every date up to today with all its cells, and corrections of closed months."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from leima.db.tables.months import MonthCorrection
from leima.features.days.recompute import dates_between
from leima.features.reports import store
from leima.features.reports.working_time.cells import LISTS, Cells
from leima.features.reports.working_time.reading import Reading
from leima.rules.zone import weekday
from leima.web.words import say

BALANCES = ("flex", "bank", "overtime_leave")
CORRECTION = "correction"
"""The status of a row that corrects a closed day."""


def rows_of(made: Reading, lang: str) -> list[Cells]:
    """One row a date, in order; after it one for each closed day that is corrected on it."""
    changes = made.changes()
    named = {"work_type": store.work_types(made.tx), "cost_centre": store.cost_centres(made.tx)}
    opening = made.opening
    balance = {name: opening.settled.get((name, 0), 0) + opening.added.get((name, 0), 0) for name in BALANCES}
    found = []
    for date in dates_between(made.over.first, made.over.until):
        told, moved = made.day(date), dict(changes.get(date, {}))
        moved["flex"] = moved.get("flex", 0) + made.posted(date)
        cells: Cells = {"date": date, "weekday": say(lang, f"report.weekday.{weekday(date)}")}
        for name in BALANCES:
            balance[name] += moved.get(name, 0)
            cells |= {f"{name}_change": moved.get(name, 0), f"{name}_balance": balance[name]}
        cells |= {
            key: value
            for key, value in told.items()
            if key not in LISTS and key not in ("status", "extension", store.STANDING)
        }
        cells |= made.shown(_absences(told["away"])) | _spent_on(told, named, say(lang, "report.unknown"))
        cells["notes"] = " · ".join([*told["notes"], *(_later(made, row, lang) for row in made.corrected_on(date))])
        cells["findings"] = _findings(told, made.zone, lang)
        cells["status"] = _status(made, told["status"], date, lang)
        found += [cells, *(_correction(made, row, cells, lang) for row in made.counted_on(date))]
    return found


def _absences(away: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in away:
        key = f"absences.{one['kind']}"
        found[key] = found.get(key, 0) + int(one["minutes"])
    return found


def _spent_on(told: Cells, named: Mapping[str, Mapping[str, str]], unknown: str) -> Cells:
    return {
        "work_types": _listed(told["work_types"], named["work_type"], unknown),
        "cost_centres": _listed(told["cost_centres"], named["cost_centre"], unknown),
    }


def _listed(ids: Sequence[str], names: Mapping[str, str], unknown: str) -> str:
    return ", ".join(dict.fromkeys(names.get(id, unknown) for id in ids))


def _findings(told: Cells, zone: str, lang: str) -> str:
    return " ".join(say(lang, f"finding.{one['kind']}", one["params"], zone) for one in told["findings"])


def _status(made: Reading, status: str, date: str, lang: str) -> str:
    month = made.months.get(date[:7], "open")
    if status == "done" and month in ("closed", "approved", "sent"):
        status = month
    return "" if status == "none" else say(lang, f"report.status.{status}")


def _correction(made: Reading, row: MonthCorrection, day: Cells, lang: str) -> Cells:
    """The row of a correction: the minutes that it carries into this date; the accounts' part is in the date's own."""
    cells: Cells = {"date": day["date"], "weekday": day["weekday"], "corrects": row.corrects}
    cells |= {key: value for key, value in day.items() if key.endswith("_balance")}
    cells |= made.shown(json.loads(row.minutes))
    cells["notes"] = row.why or say(lang, "change.why_bare", {"date": row.corrects})
    cells["status"] = say(lang, f"report.status.{CORRECTION}")
    return cells


def _later(made: Reading, row: MonthCorrection, lang: str) -> str:
    """What a closed day's own row says of a correction that counts later: its numbers stay as they were frozen."""
    worked = json.loads(row.minutes).get("worked", 0)
    key = "report.corrected_worked" if worked else "report.corrected"
    return say(lang, key, {"date": row.date, "minutes": worked}, made.zone)
