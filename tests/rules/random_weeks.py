"""Random weeks as described situations: agreements, forms, own and ordered spans, kiky, absences, orders. Seeded."""

from random import Random
from typing import Any

from leima.rules.zone import next_date
from tests.rules.situations import clock

Json = dict[str, Any]
MONDAYS = ("2026-11-16", "2026-05-11", "2026-03-23", "2026-10-19", "2019-05-27", "2026-12-21")
AGREEMENTS = ("law", "general-37-5", "general-40", "company-office", "kvtes", "commerce", "pro-salaried", "chemical")
FORMS = ("general", "general", "flexitime", "flexitime", "averaged", "period", "exempt")
SCHEME = {"accounted": "obligation", "year_minutes": 1440, "supplements": {"sunday": False, "evening_night": True}}
EVENING = {"percent": 15, "window": ["18:00", "22:00"]}


def random_week(seed: int) -> Json:
    """One to two weeks of one person."""
    dice = Random(seed)
    monday = dice.choice(MONDAYS)
    length = dice.choice([7, 7, 14])
    dates = [next_date(monday, number) for number in range(length)]
    found: Json = {
        "contract": _contract(dice),
        "from": monday,
        "until": dates[-1],
        "days": [_day(dice, date) for date in dates if dice.random() < 0.9],
        "period": {"start": monday, "weeks": dice.choice([2, 3])},
    }
    if dice.random() < 0.5:
        found["kiky_left"] = dice.choice([0, 100, 1440])
    return found


def _contract(dice: Random) -> Json:
    day = dice.choice([None, 450, 480, 360, 570])
    found: Json = {"agreement": dice.choice(AGREEMENTS), "form": dice.choice(FORMS), "pay": "monthly", "rows": []}
    if day is not None:
        found["day"] = day
    if dice.random() < 0.25:
        found |= {"pay": "hourly", "day": 480, "weekdays": [0] * 7}
    optional = [
        ("kiky", SCHEME),
        ("supplement_evening", EVENING),
        ("flex_band", ["07:00", "18:00"]),
        ("auto_break", {"over": 360, "minutes": 30}),
        ("weekly_tiers", [{"minutes": 120, "percent": 50}, {"minutes": None, "percent": 100}]),
        ("weekly_leaves_out_additional", True),
        ("weekly_line_moves", {"midweek_holiday": "cut", "absence": "credit"}),
        ("boundary", "shift_start"),
    ]
    found["rows"] = [{"key": key, "value": value} for key, value in optional if dice.random() < 0.35]
    return found


def _day(dice: Random, date: str) -> Json:
    found: Json = {"date": date, "work": []}
    start = dice.choice([300, 420, 480, 480, 600])
    for _ in range(dice.choice([0, 1, 1, 2, 3])):
        end = start + dice.choice([60, 150, 240, 480, 540])
        if end > 1430:
            break
        span: Json = {"start": clock(start), "end": clock(end)}
        if dice.random() < 0.4:
            span["ordered"] = True
        elif dice.random() < 0.15:
            span["kiky"] = True
        if dice.random() < 0.3:
            span["break"] = 30
        found["work"].append(span)
        start = end + dice.choice([0, 0, 30, 90, -20])
    if dice.random() < 0.15:
        found["ordered"] = dice.choice([60, [f"{clock(960)}-{clock(1200)}"]])
    if dice.random() < 0.12:
        found["kiky"] = dice.choice([True, "14:00-18:00"])
    if dice.random() < 0.1:
        found["absence"] = dice.choice([True, 120])
    return found


def split(situation: Json, seed: int) -> Json:
    """The same situation with every span without a break cut in two somewhere."""
    dice = Random(seed)
    days = [
        {**day, "work": [part for span in day["work"] for part in _halves(span, dice)]} for day in situation["days"]
    ]
    return {**situation, "days": days}


def _halves(span: Json, dice: Random) -> list[Json]:
    if "break" in span:
        return [span]
    start, end = (int(span[key][:2]) * 60 + int(span[key][3:]) for key in ("start", "end"))
    middle = dice.randint(start + 1, end - 1)
    return [{**span, "end": clock(middle)}, {**span, "start": clock(middle)}]
