"""How a change turns a person's dated contracts into new ones. Plain values in, plain values out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from itertools import pairwise
from math import floor
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

from leima.features.agreements.schemas import travel_body
from leima.features.contracts.schemas import Change
from leima.rules.pay.periods import period_of
from leima.rules.resolve import PERIOD_FORM, scaled
from leima.rules.rows import Agreement, Rows, chain_of
from leima.rules.terms import Terms
from leima.rules.zone import next_date

FOREVER = "9999-12-31"
Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Dated:
    """A contract row: `body` holds form, pay, share and the person's own hours."""

    id: str
    from_: str
    until: str | None
    agreement: str
    variant: str | None
    body: Body

    @property
    def last(self) -> str:
        return self.until or FOREVER

    @property
    def key(self) -> str:
        """The agreement that it stands on."""
        return self.variant or self.agreement


def overlap(rows: Sequence[Dated]) -> tuple[Dated, Dated] | None:
    """The first two rows that are in force at once."""
    ordered = sorted(rows, key=lambda one: one.from_)
    return next(((a, b) for a, b in pairwise(ordered) if a.last >= b.from_), None)


def cut(row: Dated, first: str, last: str, name: str) -> tuple[Dated | None, Dated | None, Dated | None]:
    """The parts of a row before, within and after a stretch. The earliest keeps the id, the others get their own."""
    if row.last < first or row.from_ > last:
        return (row, None, None) if row.last < first else (None, None, row)
    before = replace(row, until=next_date(first, -1)) if row.from_ < first else None
    begins = max(row.from_, first)
    inside = replace(row, from_=begins, until=row.until if row.last <= last else last)
    if before is not None:
        inside = replace(inside, id=new_id(name, row, begins))
    after = None
    if row.last > last:
        resumes = next_date(last)
        after = replace(row, id=new_id(name, row, resumes), from_=resumes)
    return before, inside, after


def new_id(name: str, row: Dated, first: str) -> str:
    """The id of a row that a change makes: the same change makes the same id."""
    return str(uuid5(NAMESPACE_URL, f"leima:contract:{name}:{row.id}:{first}"))


def begun(change: Change, person: str, name: str, first: str, until: str | None) -> Dated:
    """A contract that begins: the change's agreement, form and pay, full time unless it says a share."""
    id = str(uuid5(NAMESPACE_URL, f"leima:contract:{name}:{person}:{first}"))
    own = {name: getattr(change, name) for name in ("day_minutes", "week_minutes", "weekdays")}
    body = {"share": 1.0, **_plain(change), **own}
    if change.kiky_opt_out is not None:
        body["kiky_opt_out"] = {"from": first, "reason": change.kiky_opt_out}
    return Dated(id, first, until, change.agreement or "", change.variant, body)


def changed(row: Dated, change: Change, terms: Terms) -> Dated:
    """The row with the change in it; `terms` are what it came to until now."""
    body = {**row.body, **_plain(change), **_hours(row, change, terms)}
    if body.get("pay") != "hourly":
        body.pop("hourly_cents", None)
    if change.kiky_opt_out is not None:
        body["kiky_opt_out"] = {"from": row.from_, "reason": change.kiky_opt_out}
    variant = change.variant or (None if change.agreement else row.variant)
    return replace(row, agreement=change.agreement or row.agreement, variant=variant, body=body)


PLAIN = ("form", "pay", "share", "hourly_cents")


def _plain(change: Change) -> dict[str, Any]:
    plain = {name: getattr(change, name) for name in PLAIN if getattr(change, name) is not None}
    plain |= travel_body(change)
    return plain if change.period is None else {**plain, "period": msgspec.to_builtins(change.period)}


def _hours(row: Dated, change: Change, terms: Terms) -> dict[str, Any]:
    """The person's own hours after the change; none where the agreement's hold."""
    given = (change.day_minutes, change.week_minutes, change.weekdays)
    if any(one is not None for one in given):
        return {"day_minutes": change.day_minutes, "week_minutes": change.week_minutes, "weekdays": change.weekdays}
    if change.day_minutes_add is not None or change.week_minutes_add is not None:
        return _added(row, change, terms)
    if change.share is not None:
        return hours_of_share(row.body, change.share)
    return {}


def _added(row: Dated, change: Change, terms: Terms) -> dict[str, Any]:
    """Longer or shorter hours: so many minutes a day or a week at full time, by the person's share."""
    own, worked = row.body.get("weekdays"), sum(1 for minutes in terms.weekdays if minutes)
    if change.day_minutes_add is not None:
        more = scaled(change.day_minutes_add, terms.share)
        days = [max(0, minutes + more) if minutes else 0 for minutes in terms.weekdays]
        return {
            "day_minutes": max(0, terms.contract_day + more),
            "week_minutes": max(0, terms.week_minutes + more * worked),
            "weekdays": days if own else None,
        }
    week = max(0, terms.week_minutes + scaled(change.week_minutes_add or 0, terms.share))
    days = _spread(terms.weekdays, week - terms.week_minutes)
    return {"day_minutes": floor(week / 5 + 0.5), "week_minutes": week, "weekdays": days if own else None}


def _spread(weekdays: Sequence[int], more: int) -> list[int]:
    """Minutes shared out over the days of a week that are worked, the first ones taking what does not go even."""
    worked = [number for number, minutes in enumerate(weekdays) if minutes]
    days = list(weekdays)
    for place, number in enumerate(worked):
        days[number] = max(0, days[number] + more // len(worked) + (1 if place < more % len(worked) else 0))
    return days


def hours_of_share(body: Body, share: float) -> dict[str, int | list[int]]:
    """Own hours in proportion to the new share; hours of the agreement follow the share by themselves."""
    ratio = share / body.get("share", 1.0)
    found: dict[str, int | list[int]] = {}
    for name in ("day_minutes", "week_minutes"):
        if body.get(name) is not None:
            found[name] = scaled(body[name], ratio)
    if body.get("weekdays"):
        found["weekdays"] = [scaled(minutes, ratio) for minutes in body["weekdays"]]
    return found


def period_start(row: Dated, agreements: Mapping[str, Agreement], on: str) -> tuple[str, str, str] | None:
    """For period work the date from which new hours run, and the period that begins then: the nearest beginning.

    Where neither the contract nor the agreement says when periods begin, they follow each other from the Monday of the
    contract's first week. None for other forms.
    """
    if row.body.get("form") != PERIOD_FORM:
        return None
    rows = Rows(chain_of(row.key, agreements), PERIOD_FORM, on)
    told, lengths = row.body.get("period") or rows.value("work_period"), rows.value("period_work")
    if not told and not lengths:
        return None
    weeks = int((told or lengths[0])["weeks"])
    monday = next_date(row.from_, -Date.fromisoformat(row.from_).weekday())
    first, last = period_of(on, told["start"] if told else monday, weeks)
    passed = (Date.fromisoformat(on) - Date.fromisoformat(first)).days
    if passed * 2 > 7 * weeks:
        first, last = next_date(last), next_date(last, 7 * weeks)
    return max(first, row.from_), first, last
