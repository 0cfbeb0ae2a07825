"""The settings that an agreement's rows may hold, and how the value of each is checked."""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any

from leima.features.people.importing import values
from leima.features.people.importing.values import Wrong, shown
from leima.rules.settings import PAY_SETTINGS, fits

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_ROUNDINGS = ("none", "nearest", "outward", "inward", "step")
_ACCOUNTED = ("obligation", "contract", "none")
_KIKY = {"accounted", "year_minutes", "methods", "extension_minutes", "pay_out", "supplements", "year_end"}
_YEAR_ENDS = ("finding", "lapse", "carry", "propose")


def _minutes(value: Any) -> int:
    return values.minutes(value)


def _truth(value: Any) -> bool:
    return value if isinstance(value, bool) else _unfit(value)


def _unfit(value: Any) -> Any:
    raise Wrong("bad_setting", value=shown(value))


def _clock_pair(value: Any) -> Any:
    good = isinstance(value, list) and len(value) == 2 and all(isinstance(v, str) and _TIME.fullmatch(v) for v in value)
    return value if good and value[0] < value[1] else _unfit(value)


def _cut(value: Any) -> Any:
    return value if value == "weekday" else values.minutes(value)


def _names(value: Any) -> Any:
    return [values.key(one) for one in value] if isinstance(value, list) else _unfit(value)


def _boundary(value: Any) -> Any:
    return value if value in ("calendar", "shift_start") else _unfit(value)


def _rounding(value: Any) -> Any:
    return value if _has(value, {"mode", "minutes"}) and value["mode"] in _ROUNDINGS else _unfit(value)


def _break(value: Any) -> Any:
    return value if _has(value, {"over", "minutes"}) and isinstance(value["over"], int) else _unfit(value)


def _has(value: Any, keys: set[str]) -> bool:
    return isinstance(value, dict) and set(value) == keys and values_are_minutes(value["minutes"])


def values_are_minutes(value: Any) -> bool:
    """Whether a plain number of minutes stands here."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= values.MOST_MINUTES


def _kiky(value: Any) -> Any:
    if not isinstance(value, dict) or set(value) - _KIKY or value.get("accounted") not in _ACCOUNTED:
        return _unfit(value)
    for name in ("methods", "pay_out"):
        _names(value.get(name, []))
    supplements = value.get("supplements", {})
    plain = isinstance(supplements, dict) and all(one in (True, False, None) for one in supplements.values())
    numbers = all(values_are_minutes(value.get(name, 0)) for name in ("year_minutes", "extension_minutes"))
    ends = value.get("year_end", "finding") in _YEAR_ENDS
    return value if plain and numbers and ends and _names(list(supplements)) is not None else _unfit(value)


def _pay(name: str, value: Any) -> Any:
    return value if fits(name, value) else _unfit(value)


SETTINGS: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("regular_day", "regular_day_max", "regular_week", "regular_period"), _minutes),
    **dict.fromkeys(("flex_daily_limit", "flex_max", "flex_min"), _minutes),
    **dict.fromkeys(("flex_core", "flex_band"), _clock_pair),
    **dict.fromkeys(("flex", "holiday_spill"), _truth),
    **dict.fromkeys(("auto_break", "break_rule"), _break),
    **{"boundary": _boundary, "rounding": _rounding, "kiky": _kiky},
    **{"holiday_cut": _cut, "holiday_except": _names},
    **{name: partial(_pay, name) for name in PAY_SETTINGS},
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
