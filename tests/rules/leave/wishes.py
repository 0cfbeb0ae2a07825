"""Leaves that are asked for: the golden cases' shapes, and random ones. Seeded."""

from dataclasses import replace
from random import Random
from typing import Any

from leima.rules.calendar import calendar_days
from leima.rules.leave.asked import Ground, Wish
from leima.rules.leave.leave import Away
from leima.rules.leave.rules import LeaveRules
from leima.rules.terms import Terms
from leima.rules.zone import next_date
from tests.rules.leave.asking import Json
from tests.rules.leave.random_leaves import KINDS, STARTS, random_dated, random_holdings

PLAIN: Json = {
    **{"id": "", "person": "p", "zone": "Europe/Helsinki", "agreement": "law", "form": "general", "pay": "monthly"},
    **{"contract_day": 450, "week_minutes": 2250, "daily_limit": 480},
}
CALENDAR = calendar_days(2022, 2030)


def terms_from(told: list[Json], rules: dict[str, Json]) -> list[Terms]:
    """Terms of a golden case, whose rules are named."""
    return [
        Terms.from_json(
            {**PLAIN, **one, "leave": [{**rules[row["use"]], **row.get("with", {})} for row in one["leave"]]}
        )
        for one in told
    ]


def seen(counted: Any) -> Any:
    """What was counted, as the golden cases say it."""
    if counted is None:
        return None
    told = counted.to_json()
    years = {key: [[one["earning_year"], one["days"]] for one in told[key]] for key in ("by_year", "left")}
    free = [[day["date"], day["why"]] for day in told["days"] if day["why"]]
    return {**told, **years, "free": free, "findings": [one["kind"] for one in told["findings"]]}


def random_wish(dice: Random) -> Wish:
    """Dates and a kind."""
    first = next_date(dice.choice(STARTS), dice.randrange(14))
    return Wish(first, next_date(first, dice.choice([0, 1, 4, 6, 13, 27, 40])), dice.choice(KINDS))


def random_terms(dice: Random) -> list[Terms]:
    """One contract or two, with a gap, rules that change, or none."""
    dated = random_dated(dice)
    first = _terms(dice, "2016-04-01", None, dated)
    if dice.random() < 0.5:
        return [first]
    ends = next_date(dice.choice(STARTS), dice.randrange(30))
    begins = next_date(ends, dice.choice([1, 1, 3]))
    later = [replace(dated[-1], from_=begins)] if dice.random() < 0.85 else []
    return [replace(first, until=ends), _terms(dice, begins, None, later)][: dice.choice([1, 2, 2])]


def _terms(dice: Random, first: str, until: str | None, dated: list[LeaveRules]) -> Terms:
    week = dice.choice([[450] * 5 + [0, 0], [450, 0, 450, 0, 450, 0, 0], [0] * 7])
    told = {**PLAIN, "from": first, "until": until, "weekdays": week}
    return replace(Terms.from_json(told), leave=tuple(dated))


def random_ground(dice: Random, wish: Wish) -> Ground:
    """What is held, granted, asked for and locked about a wish."""
    since = next_date(wish.first, dice.choice([-60, -10, 0, 5]))
    held = tuple(replace(one, days=one.days - dice.choice([0, 0, 700]), saved=False) for one in random_holdings(dice))
    return Ground(
        since=since,
        told_on=next_date(wish.first, dice.choice([-60, -20, -3, 2])),
        holdings=tuple({one.earning_year: one for one in held}.values()),
        granted=_stretches(dice, wish.first),
        waiting=_stretches(dice, wish.first),
        others=_stretches(dice, wish.first),
        locked=tuple(dice.sample(["2026-03", "2026-04", "2026-06", "2027-01"], k=dice.choice([0, 0, 1, 2]))),
    )


def _stretches(dice: Random, start: str) -> tuple[Away, ...]:
    begins = [next_date(start, days) for days in dice.sample([-50, -6, 2, 9, 45, 120], k=dice.choice([0, 0, 1, 2, 3]))]
    return tuple(Away(first, next_date(first, dice.choice([0, 4, 12]))) for first in begins)
