"""Midweek-holiday pay (arkipyhäkorvaus) of hourly people: dates, length, per cent and service by the agreement."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor

from leima.rules.pay.rates import Rates
from leima.rules.plan import scheduled_minutes
from leima.rules.terms import CalendarDay, Line, Terms
from leima.rules.zone import weekday

SUNDAY = 6
INDEPENDENCE_DAY = "independence_day"


@dataclass(frozen=True, slots=True)
class HolidayPay:
    """Minutes paid for a free midweek holiday at `percent` of the wage."""

    date: str
    name: str
    minutes: int
    percent: int
    line: Line


def midweek_pay(
    terms_on: Callable[[str], Terms | None],
    rates_on: Callable[[str], Rates | None],
    calendar: Sequence[CalendarDay],
    first: str,
    last: str,
    service: tuple[int, int],
    worked_on: Callable[[str], int],
) -> list[HolidayPay]:
    """Pay for the named days between two dates. `service`: working days and whole months in employment before them;
    `worked_on`: minutes worked on a date.

    Monthly paid people have none: their pay covers the day. A Sunday is no midweek holiday. Independence Day is paid
    when it would otherwise have been a working day of the person, for as much of it as was not worked: what was worked
    has its pay and its raise.

    Source of the last: Act 388/1937.
    """
    found = []
    for day in calendar:
        if not first <= day.date <= last or weekday(day.date) == SUNDAY:
            continue
        terms = terms_on(day.date)
        rates = rates_on(day.date) if terms is not None and terms.pay == "hourly" else None
        rule = None if rates is None else rates.midweek_pay
        if terms is None or rates is None or rule is None or day.name not in rule.names:
            continue
        if service[0] < rule.service_days or service[1] < rule.service_months:
            continue
        length = terms.contract_day if rule.length == "contract_day" else floor(rule.length * terms.share + 0.5)
        if day.name == INDEPENDENCE_DAY:
            length = max(0, min(length, scheduled_minutes(terms, day.date)) - worked_on(day.date))
        if not length:
            continue
        params = {"name": day.name, "date": day.date, "percent": rule.percent}
        line = Line("midweek_pay", length, params, rates.sources.get("midweek_pay"))
        found.append(HolidayPay(day.date, day.name, length, rule.percent, line))
    return found
