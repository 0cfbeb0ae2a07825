"""The pay settings of agreement rows, and which values fit them. Nothing here is a number of law."""

import re
from collections.abc import Callable, Mapping
from typing import Any

Check = Callable[[Any], bool]
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-([0-2]\d|3[01])")
FLAGS = ("pays_as_sunday", "shortens_week")
SUPPLEMENT = "supplement_"


def whole(value: Any) -> bool:
    """A whole number that is not negative."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def number(value: Any) -> bool:
    """A number that is not negative."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def truth(value: Any) -> bool:
    """Yes or no."""
    return isinstance(value, bool)


def one_of(*allowed: Any) -> Check:
    """One of the named values."""
    return lambda value: value in allowed and not isinstance(value, bool)


def either(*checks: Check) -> Check:
    """Good for any of the checks."""
    return lambda value: any(check(value) for check in checks)


def empty(value: Any) -> bool:
    """Not given."""
    return value is None


def list_of(check: Check) -> Check:
    """A list whose parts are all good."""
    return lambda value: isinstance(value, list | tuple) and all(check(part) for part in value)


def pattern(wanted: re.Pattern[str]) -> Check:
    """A text of this form."""
    return lambda value: isinstance(value, str) and wanted.fullmatch(value) is not None


def fields(needed: Mapping[str, Check], free: Mapping[str, Check] | None = None) -> Check:
    """An object with these keys; the `free` ones may be absent, others are refused."""
    known = {**needed, **(free or {})}

    def check(value: Any) -> bool:
        if not isinstance(value, Mapping) or set(value) - set(known) or set(needed) - set(value):
            return False
        return all(known[key](part) for key, part in value.items())

    return check


name = pattern(re.compile(r"[a-z0-9_]+"))
weekdays = list_of(one_of(0, 1, 2, 3, 4, 5, 6))
window = either(empty, lambda value: list_of(pattern(CLOCK))(value) and len(value) == 2)
tier = fields({"minutes": either(empty, whole), "percent": whole})
supplement = fields(
    {"percent": whole},
    {"window": window, "weekdays": weekdays, "flag": either(empty, one_of(*FLAGS)), "names": list_of(name)},
)
floor = either(empty, lambda value: isinstance(value, int) and not isinstance(value, bool) and value <= 0)
ACCOUNTS = ("flex", "overtime_leave", "bank", "reduction_leave", "annual_leave_day", "annual_holiday")
account_floors = fields({}, dict.fromkeys(ACCOUNTS, floor))
"""How far below zero each account may go, in the unit that it is kept in; null: no floor."""
steps = list_of(lambda value: list_of(number)(value) and len(value) == 2)

PAY_SETTINGS: Mapping[str, Check] = {
    "daily_overtime": fields({"from": whole, "first": whole}),
    "weekly_line": whole,
    "weekly_tiers": list_of(tier),
    "weekly_leaves_out_additional": truth,
    "weekly_line_moves": fields(
        {"midweek_holiday": either(whole, one_of("cut")), "absence": either(whole, one_of("credit"))}
    ),
    "period_work": list_of(fields({"weeks": whole, "line": whole, "first": whole})),
    "period_tiers": list_of(whole),
    "averaged_week": whole,
    "midweek_pay": fields(
        {"names": list_of(name), "length": either(whole, one_of("contract_day")), "percent": whole},
        {"service_days": whole, "service_months": whole},
    ),
    "rest": fields({"daily": whole, "daily_own": whole, "weekly": whole, "weekly_least": whole}),
    "max_week": fields({"minutes": whole, "months": whole}),
    "break_extra": fields({"over": whole, "minutes": whole}),
    "flex_period_months": whole,
    "overtime_leave_months": whole,
    "bank": fields({"flex_a_period": whole, "growth_a_year": whole, "cap_weeks": whole, "leave_weeks": whole}),
    "annual_holiday": fields(
        {
            **dict.fromkeys(("first_year", "later"), number),
            **dict.fromkeys(("month_days", "month_hours", "sick_days", "least", "summer_days"), whole),
            **dict.fromkeys(("waiting_days", "notice_months", "notice_days"), whole),
            "summer": list_of(pattern(MONTH_DAY)),
            "weekdays": weekdays,
        },
        {"saturday_every": whole},
    ),
    "annual_leave": fields(
        {"steps": steps, "day": whole, "wait_months": whole, "most": whole}, {"every": whole, "complete": truth}
    ),
    "account_floors": account_floors,
    "reduction_leave": fields({"year_minutes": whole}),
    "record_years": whole,
    **{f"{SUPPLEMENT}{kind}": supplement for kind in ("sunday", "evening", "night", "saturday", "holiday", "eve")},
}
"""Each setting and its check; null switches a setting off."""


def fits(key: str, value: Any) -> bool:
    """Whether the value can stand in a row of this setting. Raises KeyError for an unknown setting."""
    return value is None or PAY_SETTINGS[key](value)
