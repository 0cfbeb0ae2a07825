"""Random rules, leaves, holdings and months in the shape of the rules. Seeded."""

from dataclasses import replace
from random import Random

from leima.rules.leave.counting import DAY
from leima.rules.leave.earning import Done, Employment, months_in
from leima.rules.leave.holdings import Holding
from leima.rules.leave.illness import Sick
from leima.rules.leave.leave import Away, Leave
from leima.rules.leave.rules import LeaveRules
from leima.rules.zone import next_date
from tests.rules.leave.asking import rules

LAW = rules()[-1]
STARTS = (
    "2026-03-27",
    "2026-06-15",
    "2026-12-18",
    "2025-12-22",
    "2026-04-28",
    "2027-03-20",
    "2026-09-25",
    "2024-02-26",
)
KINDS = ("annual_holiday",) * 6 + ("saved_leave", "sick", "flex_leave", "annual_leave_day", "unpaid", "bank_leave")
NAMES = ("christmas_eve", "midsummer_eve", "easter_saturday", "may_day")


def random_rules(dice: Random) -> LeaveRules:
    """Rules of one stretch: the law's, or an agreement's that counts otherwise."""
    return replace(
        LAW,
        from_="2016-04-01",
        weekdays=dice.choice([(0, 1, 2, 3, 4, 5), (0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5)]),
        saturday_every=dice.choice([0, 0, 5, 3]),
        half_days=tuple(dice.sample(NAMES, k=dice.choice([0, 0, 1]))),
        half_dates=tuple(next_date(dice.choice(STARTS), dice.randrange(20)) for _ in range(dice.choice([0, 0, 2]))),
        free_dates=tuple(next_date(dice.choice(STARTS), dice.randrange(20)) for _ in range(dice.choice([0, 0, 1]))),
        carry_until=dice.choice([None, "05-01", "09-30", "12-31", "04-02"]),
        carry_years=dice.choice([0, 1, 1, 2]),
        lapses=dice.random() < 0.6,
    )


def random_dated(dice: Random) -> list[LeaveRules]:
    """Rules that may change once in the years of the leaves."""
    first = random_rules(dice)
    if dice.random() < 0.6:
        return [first]
    return [first, replace(random_rules(dice), from_=next_date(dice.choice(STARTS), dice.randrange(12)))]


def random_leave(dice: Random) -> Leave:
    """A leave with what it is taken from, and sometimes illness, other absences and earlier leaves."""
    start = next_date(dice.choice(STARTS), dice.randrange(14))
    last = next_date(start, dice.choice([0, 0, 1, 4, 6, 13, 27, 40]))
    kind = dice.choice(KINDS)
    return Leave(
        first=start,
        last=last,
        kind=kind,
        holdings=random_holdings(dice),
        held_known=dice.random() < 0.9,
        part=DAY if kind == "annual_holiday" else dice.choice([DAY, 50, 25]),
        workdays=dice.choice([(0, 1, 2, 3, 4), (0, 2, 4), (5, 6)]),
        sick=_sick(dice, start),
        others=tuple(Away(next_date(start, days), next_date(start, days + 2)) for days in _some(dice, (-5, -1, 3))),
        before=tuple(Away(next_date(start, days), next_date(start, days + 3)) for days in _some(dice, (-60, -20, -4))),
        loose_before=dice.randrange(5),
        earned=dice.choice([None, None, 24, 26, 30]),
        told_on=dice.choice([None, next_date(start, -10), next_date(start, -20), next_date(start, -40)]),
        on=dice.choice([None, None, next_date(start, dice.randrange(-90, 500))]),
    )


def random_holdings(dice: Random) -> tuple[Holding, ...]:
    """Days of some earning years, in no order."""
    years = [2023, 2024, 2025, 2026, 2027]
    kinds = [
        (year, saved) for year in dice.sample(years, k=dice.randrange(4)) for saved in (False, dice.random() < 0.2)
    ]
    return tuple(Holding(year, dice.choice([0, 50, 250, 600, 3000]), saved) for year, saved in dict.fromkeys(kinds))


def _sick(dice: Random, start: str) -> tuple[Sick, ...]:
    if dice.random() < 0.6:
        return ()
    first = next_date(start, dice.randrange(-3, 12))
    return (Sick(first, next_date(first, dice.randrange(12)), dice.choice([DAY, DAY, 50])),)


def _some(dice: Random, days: tuple[int, ...]) -> list[int]:
    return sorted(dice.sample(days, k=dice.choice([0, 0, 1, 2])))


def random_year(dice: Random) -> tuple[list[Employment], list[Done], int]:
    """Employments, what was done in each month, and the earning year."""
    year = dice.choice([2025, 2026, 2027])
    week = tuple(dice.choice([(450,) * 5 + (0, 0), (450, 450, 450, 0, 0, 0, 0), (0, 0, 0, 0, 240, 240, 0)]))
    first = next_date(f"{year - 2}-03-31", dice.randrange(800))
    held = [Employment(first, None, week)]
    if dice.random() < 0.4:
        ended = next_date(first, dice.randrange(200))
        held = [Employment(first, ended, week), Employment(next_date(ended, dice.choice([1, 1, 30])), None, week)]
    return held, [_done(dice, month) for month in months_in(year) if dice.random() < 0.95], year


def _done(dice: Random, month: str) -> Done:
    days = dice.choice([0, 6, 10, 13, 14, 15, 21])
    away = {
        kind: dice.randrange(21 - days + 1) for kind in dice.sample(("sick", "study", "unpaid"), k=dice.randrange(3))
    }
    return Done(month, days, days * dice.choice([180, 450]), away, {kind: count * 450 for kind, count in away.items()})
