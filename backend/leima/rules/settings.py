"""The pay settings of agreement rows, and which values fit them. Nothing here is a number of law."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from leima.rules.zone import calendar_date

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-([0-2]\d|3[01])")
FLAGS = ("pays_as_sunday", "shortens_week")
SUPPLEMENT = "supplement_"
MOST_MINUTES = 100_000
"""Longer lengths than this are slips of the hand."""
MOST_WEEKS = 52
"""So are longer work periods."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a value: the part of it (`[1].percent`, empty for all of it), and what it wants instead."""

    path: str
    wants: str

    def within(self, part: str) -> "Fault":
        """The same, seen from the value that holds the part."""
        return Fault(part + ("" if self.path[:1] in ("", "[") else ".") + self.path, self.wants)


Check = Callable[[Any], Fault | None]


def check_of(wants: str, good: Callable[[Any], bool]) -> Check:
    """A check that a value is good as it stands; `wants` names what it should be."""
    return lambda value: None if good(value) else Fault("", wants)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_date(value: str) -> bool:
    try:
        return calendar_date(value) == value
    except ValueError:
        return False


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


whole = check_of("whole", _whole)
"""A whole number that is not negative."""
minutes = check_of("minutes", lambda value: _whole(value) and value <= MOST_MINUTES)
"""A length in minutes."""
percent = check_of("percent", _whole)
number = check_of("number", _number)
"""A number that is not negative."""
truth = check_of("truth", lambda value: isinstance(value, bool))
empty = check_of("nothing", lambda value: value is None)


def one_of(*allowed: Any) -> Check:
    """One of the named values."""
    return check_of("choice", lambda value: not isinstance(value, bool | list | dict) and value in allowed)


def either(*checks: Check) -> Check:
    """Good for any of the checks; else what the last one finds."""

    def check(value: Any) -> Fault | None:
        found = [one(value) for one in checks]
        return None if None in found else found[-1]

    return check


def list_of(check: Check, length: int | None = None) -> Check:
    """A list whose parts are all good, and of which there are so many."""

    def whole_list(value: Any) -> Fault | None:
        if not isinstance(value, list | tuple) or (length is not None and len(value) != length):
            return Fault("", "list")
        found = ((n, check(part)) for n, part in enumerate(value))
        return next((fault.within(f"[{n}]") for n, fault in found if fault), None)

    return whole_list


def rows_of(check: Check) -> Check:
    """A table: rows that are all good, and at least one; a setting without any is switched off by null."""
    return then(list_of(check), lambda value: None if value else Fault("", "rows"))


def rows_or(part: str, instead: str) -> Check:
    """An object whose table may be empty only where another part stands in its place."""
    return lambda value: None if value[part] or value.get(instead) else Fault(part, "rows")


def pattern(wants: str, wanted: re.Pattern[str]) -> Check:
    """A text of this form."""
    return check_of(wants, lambda value: isinstance(value, str) and wanted.fullmatch(value) is not None)


def fields(needed: Mapping[str, Check], free: Mapping[str, Check] | None = None) -> Check:
    """An object with these keys; the `free` ones may be absent, others are refused."""
    known = {**needed, **(free or {})}

    def check(value: Any) -> Fault | None:
        if not isinstance(value, Mapping):
            return Fault("", "parts")
        wrong = next((Fault(str(name), "unknown") for name in value if name not in known), None)
        missing = next((Fault(name, "missing") for name in needed if name not in value), None)
        found = (fault.within(name) for name, part in value.items() if name in known and (fault := known[name](part)))
        return wrong or missing or next(found, None)

    return check


def then(*checks: Check) -> Check:
    """Good for all of the checks; else what the first one finds."""
    return lambda value: next((fault for one in checks if (fault := one(value))), None)


def rising(value: Any) -> Fault | None:
    """Rows in which each first number is greater than the one above it."""
    below = (n for n in range(1, len(value)) if value[n][0] <= value[n - 1][0])
    return next((Fault(f"[{n}][0]", "rising") for n in below), None)


def open_last(value: Any) -> Fault | None:
    """Rows of which only the last one goes on without an end."""
    return next(
        (Fault(f"[{n}].minutes", "minutes") for n, one in enumerate(value[:-1]) if one["minutes"] is None), None
    )


date = check_of("date", lambda value: isinstance(value, str) and _is_date(value))
"""A date of the calendar."""
weeks = check_of("weeks", lambda value: _whole(value) and 1 <= value <= MOST_WEEKS)
"""The length of a work period."""
name = pattern("choice", re.compile(r"[a-z0-9_]+"))
weekdays = list_of(one_of(0, 1, 2, 3, 4, 5, 6))
clock = pattern("clock", CLOCK)
window = either(empty, list_of(clock, 2))
tier = fields({"minutes": either(empty, minutes), "percent": percent})
supplement = fields(
    {"percent": percent},
    {"window": window, "weekdays": weekdays, "flag": either(empty, one_of(*FLAGS)), "names": list_of(name)},
)
floor = either(
    empty, check_of("floor", lambda value: isinstance(value, int) and not isinstance(value, bool) and value <= 0)
)
ACCOUNTS = ("flex", "overtime_leave", "bank", "reduction_leave", "annual_leave_day", "annual_holiday")
account_floors = fields({}, dict.fromkeys(ACCOUNTS, floor))
"""How far below zero each account may go, in the unit that it is kept in; null: no floor."""
step = list_of(number, 2)

AS_WORK = (
    *("annual_holiday", "sick", "child_sick", "rehabilitation", "quarantine", "family_leave", "study", "training"),
    *("layoff", "reserve_training", "overtime_leave", "bank_leave"),
)
"""Absences that may count as work when leave is earned."""
LEAVE_SETTINGS: Mapping[str, Check] = {
    "leave_length": fields(dict.fromkeys(("first_year", "later"), number)),
    "leave_month": fields({"days": whole, "minutes": minutes}),
    "leave_as_work": fields({}, dict.fromkeys(AS_WORK, either(empty, whole))),
    "leave_extra": fields({"least": whole}),
    "leave_season": fields({"summer": list_of(pattern("month_day", MONTH_DAY), 2), "summer_days": whole}),
    "leave_notice": fields({"months": whole, "days": whole}),
    "leave_illness": fields({"waiting_days": whole, "least": whole}),
    "leave_counting": fields(
        {"weekdays": weekdays},
        {
            "saturday_every": whole,
            **dict.fromkeys(("half_days", "free_days"), list_of(name)),
            **dict.fromkeys(("half_dates", "free_dates"), rows_of(date)),
        },
    ),
    "leave_carry": fields({"until": pattern("month_day", MONTH_DAY), "years": whole}, {"lapses": truth}),
    "leave_saving": fields({"agreed_over": whole}, {"own_over": whole}),
    "leave_bonus": fields({"percent": number}),
}
"""Annual holidays, a setting for each matter; `annual_holiday` may say several of them in one row."""

PAY_SETTINGS: Mapping[str, Check] = {
    "daily_overtime": fields({"from": minutes, "first": minutes}),
    "weekly_line": minutes,
    "weekly_tiers": then(rows_of(tier), open_last),
    "weekly_leaves_out_additional": truth,
    "weekly_line_moves": fields(
        {"midweek_holiday": either(one_of("cut"), minutes), "absence": either(one_of("credit"), minutes)}
    ),
    "work_period": fields({"weeks": weeks, "start": date}),
    "period_work": rows_of(fields({"weeks": whole, "line": minutes, "first": minutes})),
    "period_tiers": rows_of(percent),
    "averaged_week": minutes,
    "midweek_pay": fields(
        {"names": list_of(name), "length": either(one_of("contract_day"), minutes), "percent": percent},
        {"service_days": whole, "service_months": whole},
    ),
    "rest": fields(dict.fromkeys(("daily", "daily_own", "weekly", "weekly_least"), minutes)),
    "max_week": fields({"minutes": minutes, "months": whole}),
    "break_extra": fields({"over": minutes, "minutes": minutes}),
    "flex_period_months": whole,
    "overtime_leave_months": whole,
    "bank": fields(
        {"flex_a_period": minutes, "growth_a_year": minutes, "cap_weeks": whole, "leave_weeks": whole},
        {"from_pay": list_of(one_of("supplements", "holiday_bonus"))},
    ),
    "annual_holiday": fields(
        {
            **dict.fromkeys(("first_year", "later"), number),
            **dict.fromkeys(("month_days", "month_hours", "sick_days", "least", "summer_days"), whole),
            **dict.fromkeys(("waiting_days", "notice_months", "notice_days"), whole),
            "summer": list_of(pattern("month_day", MONTH_DAY), 2),
            "weekdays": weekdays,
        },
        {"saturday_every": whole},
    ),
    **LEAVE_SETTINGS,
    "annual_leave": then(
        fields(
            {"steps": then(list_of(step), rising), "day": minutes, "wait_months": whole, "most": whole},
            {"every": minutes, "complete": truth},
        ),
        rows_or("steps", "every"),
    ),
    "account_floors": account_floors,
    "reduction_leave": fields({}, dict.fromkeys(("year_minutes", "holiday_day", "day"), minutes)),
    "record_years": whole,
    **{f"{SUPPLEMENT}{kind}": supplement for kind in ("sunday", "evening", "night", "saturday", "holiday", "eve")},
}
"""Each setting and its check; null switches a setting off."""


def fault_in(key: str, value: Any) -> Fault | None:
    """Why the value cannot stand in a row of this setting, or None. Raises KeyError for an unknown setting."""
    return None if value is None else PAY_SETTINGS[key](value)


def fits(key: str, value: Any) -> bool:
    """Whether the value can stand in a row of this setting. Raises KeyError for an unknown setting."""
    return fault_in(key, value) is None
