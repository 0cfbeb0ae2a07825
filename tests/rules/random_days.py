"""Random days: people, agreements, calendars and odd clock presses that no table would think of. Seeded."""

from random import Random
from typing import Any
from uuid import UUID

from leima.rules.pair import entry_id
from leima.rules.zone import near_instant, next_date

Json = dict[str, Any]
ME, BOSS = "10000000-0000-7000-8000-000000000001", "20000000-0000-7000-8000-000000000002"
DATES = (
    "2026-11-16",
    "2026-11-17",
    "2026-11-18",
    "2026-11-19",
    "2026-11-20",
    "2026-05-13",
    "2026-03-28",
    "2026-03-29",
    "2026-10-24",
    "2026-10-25",
    "2026-05-14",
    "2026-12-25",
)
ZONES = (
    "Europe/Helsinki",
    "Europe/Helsinki",
    "Europe/Helsinki",
    "Europe/Stockholm",
    "Asia/Kolkata",
    "America/New_York",
)


def random_case(seed: int) -> Json:
    """One whole situation as JSON: everything that `plan` and `day` take."""
    dice = Random(seed)
    date = dice.choice(DATES)
    terms = _terms(dice, date)
    midnight = near_instant(terms["zone"], date)
    punches = _punches(dice, midnight)
    return {
        "terms": terms,
        "calendar": _calendar(dice, date),
        "absences": _absences(dice, date),
        "marks": _marks(dice, date, midnight),
        "date": date,
        "kiky_left": dice.choice([None, 0, 45, 240, 1440, -30]),
        "punches": punches,
        "entries": _entries(dice, punches, midnight),
        "as_of": midnight + dice.choice([dice.randint(-100, 1440), 1440, 1440 + 540, 5000]),
        "live": dice.random() < 0.6,
        "orders": _orders(dice, date, midnight),
        "recent_outs": [midnight - 1440 * day + dice.randint(600, 1300) for day in range(dice.randint(0, 12))],
    }


def _uuid(dice: Random) -> str:
    return str(UUID(int=dice.getrandbits(128), version=4))


def _maybe(dice: Random, chance: float, value: Any) -> Any:
    return value if dice.random() < chance else None


def _terms(dice: Random, date: str) -> Json:
    day = dice.choice([450, 480, 459, 240])
    weekdays = dice.choice(
        [
            [day] * 5 + [0, 0],
            [570, 0, 570, 570, 585, 0, 0],
            [0] * 7,
            [500, 500, 500, 200, 100, 0, 0],
            [day, day, 0, day, 0, day, day],
        ]
    )
    flex = {"daily_limit": dice.choice([240, 180]), "max": 3600, "min": -1200}
    flex |= {"core": _maybe(dice, 0.5, ["09:00", "15:00"])}
    flex |= {"band": _maybe(dice, 0.5, dice.choice([["07:00", "18:00"], ["03:30", "20:00"], ["18:00", "04:00"]]))}
    return {
        "id": _uuid(dice),
        "person": ME,
        "from": dice.choice(["2026-01-01", next_date(date, -1), next_date(date, 1)]),
        "until": dice.choice([None, None, next_date(date, 1)]),
        "zone": dice.choice(ZONES),
        "agreement": "random",
        "form": dice.choice(["flexitime", "general", "exempt"]),
        "pay": dice.choice(["monthly", "hourly"]),
        "weekdays": weekdays,
        "contract_day": day,
        "week_minutes": sum(weekdays),
        "daily_limit": 480,
        "share": dice.choice([1.0, 0.6, 0.5, 0.4866]),
        "boundary": dice.choice(["calendar", "calendar", "shift_start"]),
        "rounding": {
            "mode": dice.choice(["none", "none", "nearest", "outward", "inward", "step"]),
            "minutes": dice.choice([5, 15, 30]),
        },
        "auto_break": _maybe(dice, 0.5, {"over": 360, "minutes": dice.choice([30, 45])}),
        "break_rule": _maybe(dice, 0.5, {"over": 360, "minutes": 30}),
        "flex": _maybe(dice, 0.7, flex),
        "kiky": _maybe(dice, 0.7, _kiky(dice, date)),
        "holiday": _maybe(
            dice, 0.8, {"cut": dice.choice([None, 450, 465]), "spill": dice.random() < 0.5, "except": []}
        ),
        "sources": {
            "weekdays": "contract",
            "flex": "law",
            "kiky": "agreement",
            "holiday": "agreement",
            "rounding": "x",
            "overtime": "law",
        },
        "overtime": _maybe(dice, 0.8, {"from": 480, "first": dice.choice([60, 120])}),
    }


def _kiky(dice: Random, date: str) -> Json:
    return {
        "from": "2026-01-01",
        "until": dice.choice([None, date, next_date(date, -1)]),
        "accounted": dice.choice(["obligation", "obligation", "obligation", "contract", "none"]),
        "year_minutes": 1440,
        "methods": ["extension_day"],
        "extension_minutes": 6,
        "supplements": {},
    }


def _calendar(dice: Random, date: str) -> list[Json]:
    days = [next_date(date, shift) for shift in range(-3, 4) if dice.random() < 0.25]
    flags = ("pays_as_sunday", "uses_holiday_day", "shortens_week")
    return [{"date": day, "name": "may_day"} | {flag: dice.random() < 0.7 for flag in flags} for day in days]


def _absences(dice: Random, date: str) -> list[Json]:
    return [
        {
            "id": _uuid(dice),
            "date": day,
            "minutes": dice.choice([None, 60, 240]),
            "credits": dice.random() < 0.7,
            "kind": "x",
        }
        for day in (date, next_date(date))
        if dice.random() < 0.2
    ]


def _marks(dice: Random, date: str, midnight: int) -> list[Json]:
    marks = []
    for _ in range(dice.choice([0, 0, 1, 1, 2])):
        start = midnight + dice.choice([dice.randint(300, 1100), dice.randint(1100, 1439)])
        clocked = dice.random() < 0.6
        marks.append(
            {
                "id": _uuid(dice),
                "date": dice.choice([date, date, next_date(date), next_date(date, -1)]),
                "start": start if clocked else None,
                "end": start + dice.randint(0, 400) if clocked else None,
                "break_min": dice.choice([0, 0, 30]) if clocked else 0,
                "status": dice.choice(["planned", "planned", "planned", "cancelled"]),
                "waits": dice.random() < 0.3,
            }
        )
    return marks


def _orders(dice: Random, date: str, midnight: int) -> list[Json]:
    orders: list[Json] = []
    for _ in range(dice.choice([0, 0, 1, 2])):
        start = midnight + dice.randint(300, 1300)
        order: Json = {"id": _uuid(dice), "date": dice.choice([date, date, date, next_date(date)])}
        clocked = {"start": start, "end": start + dice.randint(0, 300), "minutes": None}
        loose = {"start": None, "end": None, "minutes": dice.choice([0, 60, 150])}
        orders.append(order | dice.choice([clocked, clocked, loose]))
    return orders


def _punches(dice: Random, midnight: int) -> list[Json]:
    at = midnight + dice.choice([-2000, -700, 300, 480])
    kinds = ["in", "out"] if dice.random() < 0.7 else ["in", "out", "break_start", "break_end"]
    punches = []
    for turn in range(dice.randint(0, 12)):
        at += dice.choice([0, 1, 1, 5, 60, 200, 300, 360, 700])
        kind = kinds[turn % 2] if dice.random() < 0.75 else dice.choice([*kinds, "break_start", "break_end"])
        punches.append(
            {
                "id": _uuid(dice),
                "kind": kind,
                "at": at,
                "device": dice.choice(["phone", "wall"]),
                "author": dice.choice([ME, ME, ME, None, BOSS]),
                "work_type": _maybe(dice, 0.3, "w1"),
                "cost_centre": None,
                "remote": dice.random() < 0.2,
                "kiky": dice.random() < 0.2,
                "estimated": dice.random() < 0.1,
                "superseded": dice.random() < 0.1,
                "flags": dice.choice([[], [], [], ["clock_suspect"]]),
                "ms": dice.choice([0, 5000, 40000]),
            }
        )
    dice.shuffle(punches)
    return punches


def _entries(dice: Random, punches: list[Json], midnight: int) -> list[Json]:
    entries = []
    for punch in punches:
        if punch["kind"] == "in" and dice.random() < 0.25:
            entries.append(_stored(dice, punch))
    for _ in range(dice.choice([0, 0, 0, 1, 2])):
        start = midnight + dice.randint(-200, 1200)
        entry = {"id": _uuid(dice), "opening_punch": None, "start": start, "end": start + dice.randint(0, 500)}
        entries.append(entry | _rest(dice) | {"overrides": _maybe(dice, 0.2, {"kiky": True}) or {}, "source": "typed"})
    return entries


def _stored(dice: Random, punch: Json) -> Json:
    at = punch["at"]
    given: Json = {"start": at - 7, "end": at + dice.randint(0, 500), "work_type": "w2", "remote": True, "kiky": True}
    given["ordered"] = True
    given["breaks"] = {"until": at + dice.randint(0, 400), "spans": [[at + 60, at + 60 + dice.randint(1, 45)]]}
    overrides = {name: value for name, value in given.items() if dice.random() < 0.3}
    entry = {"id": entry_id(punch["id"]), "opening_punch": punch["id"], "start": at, "end": None}
    return entry | _rest(dice) | {"overrides": overrides, "source": "punch"}


def _rest(dice: Random) -> Json:
    return {
        "work_type": None,
        "cost_centre": "k1",
        "remote": False,
        "kiky": dice.random() < 0.2,
        "deleted": dice.random() < 0.15,
        "ordered": dice.random() < 0.3,
    }
