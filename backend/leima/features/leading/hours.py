"""Hours by what they were booked on: work types, cost centres, or where they were done; euros of hourly people."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.agreements.terms import parse_terms
from leima.features.leading import store
from leima.features.leading.corrections import counted
from leima.features.leading.heirs import Heirs, heirs
from leima.features.leading.over import Months
from leima.features.leading.report import Cells, LeadingColumn, LeadingPicture, Made, added, percents, shared_out
from leima.features.leading.scope import Scope
from leima.features.reports import store as reports_store
from leima.rules.pay.wage import wage_on
from leima.rules.terms import Terms
from leima.web.words import say

By = Literal["work_type", "cost_centre", "remote"]
REST, CORRECTIONS = ":rest", ":corrections"
"""What automatic breaks and rounding change of the hours; what closed months were corrected by."""
WHOLE: Mapping[By, Callable[[Tx, str, str], list[store.Shared]]] = {
    "work_type": store.by_work_type,
    "cost_centre": store.by_cost_centre,
    "remote": store.by_place,
}
"""What adds up the whole organisation's work."""


def hours(tx: Tx, actor: Actor, seen: Scope, over: Months, by: By) -> Made:
    """A row a work type, cost centre or place, the most hours first; all of them are the time worked."""
    merged = Heirs([]) if by == "remote" else heirs(tx, by)
    minutes = _minutes(tx, seen, over, by, merged)
    cents = _cents(tx, seen, over, by, merged) if seen.own or actor.may_see_everyone else {}
    keys = sorted(minutes, key=lambda key: (key.startswith(":"), -minutes[key], key))
    names, shares = _names(tx, by, actor.lang), percents([minutes[key] for key in keys])
    rows: list[Cells] = [
        {"name": names.get(key, say(actor.lang, "report.unknown")), "minutes": minutes[key], "share": share}
        for key, share in zip(keys, shares, strict=True)
    ]
    columns = [
        LeadingColumn("name", "text", say(actor.lang, f"leading.by.{by}"), False),
        LeadingColumn("minutes", "min", say(actor.lang, "leading.column.minutes"), True),
        LeadingColumn("share", "percent", say(actor.lang, "leading.column.share"), False),
    ]
    notes = [say(actor.lang, "leading.note.worked")]
    if cents:
        for key, row in zip(keys, rows, strict=True):
            row["cents"] = cents.get(key)
        columns.append(LeadingColumn("cents", "cents", say(actor.lang, "leading.column.cents"), True))
        notes.append(say(actor.lang, "leading.note.cents"))
    if merged.between(over.until):
        notes.append(say(actor.lang, "leading.note.merged"))
    sums = {**added(rows, columns), "share": 100.0 if any(shares) else None}
    picture = LeadingPicture("bars", say(actor.lang, f"leading.picture.{by}"), "name", ["minutes"])
    return Made(columns, rows, sums, [picture], notes)


def _minutes(tx: Tx, seen: Scope, over: Months, by: By, merged: Heirs) -> dict[str, int]:
    found: Counter[str] = Counter()
    if seen.whole:
        for first, last in merged.stretches(over.begins, over.until):
            for one in WHOLE[by](tx, first, last):
                found[REST if one.kind == "rest" else merged.of(one.booked, last)] += one.minutes
    else:
        for row in _rows_of(tx, seen, list(seen.stints), over):
            found[_key(row, by, merged)] += row.minutes
    for correction in counted(tx, seen, over):
        if correction.key == "worked":
            found[CORRECTIONS] += correction.minutes
    return {key: minutes for key, minutes in found.items() if minutes}


def _rows_of(tx: Tx, seen: Scope, people: list[str], over: Months) -> Iterable[store.SharedOn]:
    for row in store.shared_of(tx, people, over.begins, over.until):
        if seen.team_on(row.person, row.date) is not None:
            yield row


def _key(row: store.SharedOn, by: By, merged: Heirs) -> str:
    if row.kind == "rest":
        return REST
    if by == "remote":
        return "remote" if row.remote else "site"
    return merged.of(row.work_type if by == "work_type" else row.cost_centre, row.date)


def _names(tx: Tx, by: By, lang: str) -> Mapping[str, str]:
    own = {REST: say(lang, "leading.rest"), CORRECTIONS: say(lang, "leading.corrections")}
    if by == "remote":
        return {"remote": say(lang, "leading.remote"), "site": say(lang, "leading.site"), **own}
    named = reports_store.work_types(tx) if by == "work_type" else reports_store.cost_centres(tx)
    return {"": say(lang, "leading.none"), **named, **own}


def _cents(tx: Tx, seen: Scope, over: Months, by: By, merged: Heirs) -> dict[str, int]:
    """The hours of hourly people at the wage of their date, in cents by row: together rounded once."""
    terms: dict[str, list[Terms]] = {}
    for row in store.hourly_terms(tx, over.begins, over.until):
        told = parse_terms(row.body)
        if told.pay == "hourly" and row.person in seen.stints:
            terms.setdefault(row.person, []).append(told)
    worth: Counter[str] = Counter()
    for one in _rows_of(tx, seen, sorted(terms), over):
        held = next((t for t in terms[one.person] if t.from_ <= one.date <= (t.until or one.date)), None)
        wage = wage_on(held, one.date)
        if wage is not None:
            worth[_key(one, by, merged)] += one.minutes * wage
    keys = sorted(worth)
    whole = (sum(worth.values()) * 2 + 60) // 120
    return dict(zip(keys, shared_out([worth[key] for key in keys], 60, whole), strict=True))
