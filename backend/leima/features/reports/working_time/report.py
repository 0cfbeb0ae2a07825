"""The working-time report put together: columns, a part for each person, what its pictures show."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import dropwhile
from typing import Any

from leima.db.site import instant
from leima.db.tx import Tx
from leima.features.reports.interval import Interval
from leima.features.reports.store import Reported
from leima.features.reports.working_time import summary
from leima.features.reports.working_time.cells import Cells
from leima.features.reports.working_time.columns import BY_KIND, COLUMNS, OF_ACCOUNT, Column
from leima.features.reports.working_time.reading import Reading
from leima.features.reports.working_time.rows import rows_of
from leima.features.reports.working_time.titles import KIND_TITLES
from leima.web.words import say

Report = dict[str, Any]


def working_time(
    tx: Tx, people: Sequence[tuple[Reported, Interval]], over: Interval, columns: Sequence[Column], lang: str
) -> Report:
    """The answer of the working-time report, each person over their own part of the interval.

    Minutes; local clocks as minutes of the day; text in `lang`.
    """
    parts, seen = [], Occurring()
    for person, within in people:
        part, held = _part(tx, person, within, columns, lang)
        seen.add(part["rows"], held, corrected=bool(part["corrections"]))
        parts.append(part)
    shown = seen.columns(columns, lang)
    keys = [column["key"] for column in shown]
    for part in parts:
        part["rows"] = [{key: row[key] for key in keys if key in row} for row in part["rows"]]
    return {
        "from": over.first,
        "to": over.last,
        "until": over.until,
        "as_of": instant(tx.now),
        "lang": lang,
        "columns": shown,
        "person_title": say(lang, "report.column.name"),
        "people": parts,
    }


def _with_notes(columns: Sequence[Column]) -> Sequence[Column]:
    """The columns with the notes, which say what has corrected a closed day, and what a correction corrects."""
    return [one for one in COLUMNS if one.key == "notes" or one in columns]


def _part(
    tx: Tx, person: Reported, over: Interval, columns: Sequence[Column], lang: str
) -> tuple[Report, frozenset[str]]:
    made = Reading(tx, person, over)
    rows = rows_of(made, lang)
    told = summary.summary(made)
    part = {
        "person": {"id": person.id, "name": person.name},
        "rows": rows,
        "corrections": made.corrections(),
        "weeks": summary.weeks(rows, columns),
        "months": summary.months(rows, columns),
        "sums": summary.sums(rows, columns),
        "summary": told,
        "charts": _charts(rows, told),
    }
    return part, summary.held(made)


@dataclass
class Occurring:
    """What the columns of a report depend on, of everybody in it, taken in person by person."""

    keys: set[str] = field(default_factory=set)
    accounts: set[str] = field(default_factory=set)
    corrected: bool = False
    parts: int = 0

    def add(self, rows: Sequence[Cells], accounts: frozenset[str], *, corrected: bool) -> None:
        """One person's rows, the accounts that they have, and whether a closed day of theirs was corrected."""
        self.parts += 1
        self.corrected |= corrected
        self.keys.update(*rows)
        self.accounts |= accounts
        self.accounts |= {account for row in rows for key, account in OF_ACCOUNT.items() if row.get(key)}

    def columns(self, columns: Sequence[Column], lang: str) -> list[dict[str, Any]]:
        """The columns with their titles, without those of accounts that none of the people has (a report of contractors
        knows no flex); those by kind become one for each kind that occurs."""
        found = []
        for column in _with_notes(columns) if self.corrected else columns:
            if self.parts and OF_ACCOUNT.get(column.key, "") not in ("", *self.accounts):
                continue
            if column.key not in BY_KIND:
                found.append(_column(column, column.key, say(lang, f"report.column.{column.key}")))
                continue
            for key in sorted({key for key in self.keys if key.startswith(f"{column.key}.")}):
                kind = key.partition(".")[2]
                found.append(_column(column, key, KIND_TITLES[column.key](kind, lang)))
        return found


def _column(column: Column, key: str, title: str) -> dict[str, Any]:
    return {"key": key, "kind": column.kind, "title": title, "adds_up": column.adds_up}


def _charts(rows: Sequence[Cells], told: Report) -> Report:
    """The numbers of the pictures, whatever columns were chosen: flex by day, work against target by week, kiky."""
    every = [row for row in told["accounts"] if row["account"] == "flex"]
    weekly = [column for column in COLUMNS if column.key in ("worked", "target")]
    weeks = [
        {"from": one["from"], "worked": one["sums"].get("worked", 0), "target": one["sums"].get("target", 0)}
        for one in summary.weeks(rows, weekly)
    ]
    return {
        "flex": [{"date": row["date"], "amount": row["flex_balance"]} for row in rows if not _corrects(row)]
        if every
        else [],
        "weeks": list(dropwhile(_is_empty, weeks)),
        "kiky": [
            {"year": one["year"], "kind": kind, "minutes": minutes}
            for one in told["kiky"]
            for kind, minutes in (*one["by_kind"].items(), ("left", one["left"]))
        ],
    }


def _corrects(row: Cells) -> bool:
    """Whether a row tells of a closed day and not of its own date."""
    return "corrects" in row


def _is_empty(week: Report) -> bool:
    """Nothing was worked and nothing was to be: a picture does not begin with it."""
    return not week["worked"] and not week["target"]
