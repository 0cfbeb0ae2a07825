"""Overtime as leave, the bank's limits, flex caps at a period's end, and how long records are kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from leima.rules.pay.classes import PayClass
from leima.rules.pay.rates import Rates
from leima.rules.terms import Finding

RAISES: Mapping[PayClass, int] = {
    "additional": 0,
    **dict.fromkeys(("overtime50", "weekly50", "period50"), 50),
    **dict.fromkeys(("overtime100", "weekly100", "period100"), 100),
}
"""The raise of each class that may be taken as leave or put in the bank, in per cent."""


def as_leave(minutes_by_class: Mapping[PayClass, int]) -> int:
    """Minutes of leave with the raise: an hour at 50 % is an hour and a half, additional work is one to one; half a
    minute rounds up."""
    doubled = sum(2 * minutes * (100 + RAISES[kind]) for kind, minutes in minutes_by_class.items() if kind in RAISES)
    return (doubled + 100) // 200


@dataclass(frozen=True, slots=True)
class BankRoom:
    """How much the bank takes of a deposit, which limit stopped it, and the limits themselves in minutes."""

    taken: int
    left_out: int
    cap: int
    findings: tuple[Finding, ...]


def bank_deposit(
    minutes: int, rates: Rates, *, balance: int = 0, grown: int = 0, moved: int = 0, flex: bool = False
) -> BankRoom:
    """A deposit against the limits: the cap of weeks, the calendar year's growth, and for flex the period's most.

    `grown`: net growth so far this year; `moved`: flex moved so far this period. Raises ValueError without a bank.
    """
    rule = rates.bank
    if rule is None:
        raise ValueError("the agreement has no working-time bank")
    cap = rule.cap_weeks * rates.regular_week
    room = min(cap - balance, rule.growth_a_year - grown)
    if flex:
        room = min(room, rule.flex_a_period - moved)
    taken = min(minutes, max(0, room))
    over = minutes - taken
    findings = (Finding("bank_limit", {"most": max(0, room), "over": over}),) if over else ()
    return BankRoom(taken, over, cap, findings)


@dataclass(frozen=True, slots=True)
class FlexTest:
    """A flex balance beside its caps: minutes over (above zero) or under (below zero) them."""

    over: int
    findings: tuple[Finding, ...]


def flex_test(balance: int, rates: Rates, at_end: bool) -> FlexTest:
    """The balance against its caps. Inside the follow-up period nothing is tested, at its end a finding is made; no
    minute is ever cut."""
    most, least = rates.flex_max, rates.flex_min
    if not at_end or most is None or least is None:
        return FlexTest(0, ())
    over = max(0, balance - most) + min(0, balance - least)
    finding = Finding("flex_cap", {"balance": balance, "most": most, "least": least})
    return FlexTest(over, (finding,) if over else ())


def keep_until(date: str, rates: Rates) -> str:
    """The last day that a record of the date must be kept: the end of its year and the years after it."""
    return f"{int(date[:4]) + rates.record_years}-12-31"


def earned_leave(worked: int, months: int, rates: Rates) -> tuple[int, int, tuple[Finding, ...]]:
    """Annual leave days by minutes worked, their length in minutes together, and a finding where the table has gaps.

    `months` in employment: before the waiting time nothing is earned.
    """
    rule = rates.annual_leave
    if not rule or months < rule["wait_months"]:
        return 0, 0, ()
    if rule.get("every"):
        days = min(rule["most"], worked // rule["every"])
        return days, days * rule["day"], ()
    reached = [days for least, days in rule["steps"] if least <= worked]
    days = min(rule["most"], max(reached, default=0))
    gaps = not rule.get("complete", True) and 0 < days < rule["most"]
    findings = (Finding("table_incomplete", {"days": days}),) if gaps else ()
    return days, days * rule["day"], findings
