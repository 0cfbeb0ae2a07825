"""The settings that an agreement's rows may hold, and how the value of each is checked."""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any

from leima.features.agreements.parsing import values
from leima.features.agreements.parsing.values import Wrong, shown
from leima.rules.scheme import scheme_fault
from leima.rules.settings import (
    PAY_SETTINGS,
    Check,
    Fault,
    clock,
    either,
    empty,
    fields,
    list_of,
    name,
    one_of,
    then,
    truth,
)
from leima.rules.settings import minutes as length

_ROUNDINGS = ("none", "nearest", "outward", "inward", "step")
_YEAR_ENDS = ("finding", "lapse", "carry", "propose")
_STEP = re.compile(r"\[(\d+)\]|([^.\[]+)")


def _forward(value: Any) -> Fault | None:
    """A window that ends after it begins."""
    return None if value[0] < value[1] else Fault("[1]", "order")


_switch = either(empty, truth)
_window = then(list_of(clock, 2), _forward)
_break = fields({"over": length, "minutes": length})
_kiky = then(
    fields(
        {"accounted": one_of("obligation", "contract", "none")},
        {
            **dict.fromkeys(("year_minutes", "extension_minutes"), length),
            **dict.fromkeys(("methods", "pay_out"), list_of(name)),
            "part_time": one_of("share", "out"),
            "supplements": fields({}, dict.fromkeys(("additional", "overtime", "sunday", "evening_night"), _switch)),
            "year_end": one_of(*_YEAR_ENDS),
        },
    ),
    scheme_fault,
)
_CHECKS: Mapping[str, Check] = {
    **dict.fromkeys(("flex_core", "flex_band"), _window),
    **dict.fromkeys(("flex", "holiday_spill"), truth),
    **dict.fromkeys(("auto_break", "break_rule"), _break),
    "boundary": one_of("calendar", "shift_start"),
    "rounding": fields({"mode": one_of(*_ROUNDINGS), "minutes": length}),
    "kiky": _kiky,
    "holiday_except": list_of(name),
    **PAY_SETTINGS,
}


def _checked(check: Check, value: Any) -> Any:
    """The value; else Wrong with the part of it that does not fit."""
    fault = check(value)
    if fault is None:
        return value
    raise Wrong(f"setting_{fault.wants}", value=shown(_part(value, fault.path))).at(fault.path)


def _part(value: Any, path: str) -> Any:
    """The part of a value that a path leads to; empty where there is none."""
    for number, key in _STEP.findall(path):
        try:
            value = value[int(number)] if number else value[key]
        except (LookupError, TypeError):
            return ""
    return value


def _length(value: Any) -> int:
    """A length that is not negative."""
    found = values.minutes(value)
    return found if found >= 0 else _out_of_range(value)


def _least(value: Any) -> int:
    """How far below zero a balance may go."""
    found = values.minutes(value)
    return found if found <= 0 else _out_of_range(value)


def _out_of_range(value: Any) -> int:
    raise Wrong("number_out_of_range", value=shown(value))


def _cut(value: Any) -> Any:
    return value if value == "weekday" else _length(value)


SETTINGS: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("regular_day", "regular_day_max", "regular_week", "regular_period"), _length),
    "flex_daily_limit": _length,
    "flex_max": _length,
    "flex_min": _least,
    "holiday_cut": _cut,
    **{key: partial(_checked, check) for key, check in _CHECKS.items()},
}
"""Each setting of an agreement and its check; a null value switches the setting off."""


def known_setting(value: Any) -> str:
    """The name of a setting that the rules read."""
    name = values.text(value)
    if name not in SETTINGS:
        near = get_close_matches(name, SETTINGS, n=1)
        if near:
            raise Wrong("unknown_setting_near", value=shown(name), near=near[0])
        raise Wrong("not_one_of", value=shown(name), allowed=", ".join(SETTINGS))
    return name


def setting(name: str, value: Any) -> Any:
    """The value of the setting `name`, checked; durations become minutes."""
    return SETTINGS[name](value)
