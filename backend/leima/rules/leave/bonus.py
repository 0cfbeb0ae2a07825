"""The holiday bonus of leave that is taken: a per cent of the pay of its days, as money where the hourly wage is known.

Law has no bonus (Annual Holidays Act 162/2005): the per cent is an agreement's, and without one there is none.
"""

from dataclasses import dataclass

from leima.rules.leave.rules import LeaveRules

MONEY, TIME = "holiday_bonus", "bonus_time"
"""The account in cents, and the one in minutes of work for those whose wage nobody has told."""
ACCOUNTS = (MONEY, TIME)


@dataclass(frozen=True, slots=True)
class Bonus:
    """What days of leave give: cents or minutes, as `account` is kept."""

    account: str
    amount: int
    percent: float
    source: str | None


def bonus_of(days: int, week_minutes: int, hourly_cents: int | None, rules: LeaveRules | None) -> Bonus | None:
    """The bonus of hundredths of days, half up; None where no agreement says a per cent, or nothing comes of it.

    A day of leave is a week's work over the days of leave in a week: a sixth of it by the Act, a fifth by others.
    """
    if rules is None or not rules.bonus_percent or not rules.weekdays:
        return None
    worth = days * week_minutes * round(rules.bonus_percent * 100)
    parts = len(rules.weekdays) * 1_000_000
    if hourly_cents is not None:
        worth, parts = worth * hourly_cents, parts * 60
    amount = (2 * worth + parts) // (2 * parts)
    account = TIME if hourly_cents is None else MONEY
    return Bonus(account, amount, rules.bonus_percent, rules.source("leave_bonus")) if amount else None
