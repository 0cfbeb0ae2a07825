"""How times, dates and numbers are written in the three languages, as pwa/src/ui/formats.ts does (vectors: formats)."""

import math
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

MINUS = "\u2212"
NO_BREAK_SPACE = "\u00a0"
_SMALLEST_MS = 10**10
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = {
    "fi": ("ma", "ti", "ke", "to", "pe", "la", "su"),
    "sv": ("mån", "tis", "ons", "tor", "fre", "lör", "sön"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def _rounded(number: float) -> int:
    """The nearest whole number at or above zero; a half goes up."""
    return math.floor(abs(number) + 0.5)


def clock(instant: float, lang: str, zone: str) -> str:
    """`8.02` of an instant in epoch minutes or milliseconds, told apart by size; in English `8:02`."""
    seconds = instant * 60 if instant < _SMALLEST_MS else instant / 1000
    local = datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(zone))
    return f"{local.hour}{':' if lang == 'en' else '.'}{local.minute:02d}"


def hours(minutes: float) -> str:
    """Minutes as h:mm with a typographic minus."""
    whole = _rounded(minutes)
    sign = MINUS if minutes < 0 and whole else ""
    return f"{sign}{whole // 60}:{whole % 60:02d}"


def signed(minutes: float) -> str:
    """Minutes as +h:mm or \u2212h:mm; zero has no sign."""
    return f"+{hours(minutes)}" if minutes > 0 and _rounded(minutes) else hours(minutes)


def number(value: float, lang: str) -> str:
    """Thousands apart, at most two decimals with the language's mark, and a real minus: `11 500,5`."""
    hundredths = _rounded(value * 100)
    text = f"{hundredths // 100:,}.{hundredths % 100:02d}".rstrip("0").rstrip(".")
    sign = MINUS if value < 0 and hundredths else ""
    return sign + (text if lang == "en" else text.replace(",", NO_BREAK_SPACE).replace(".", ","))


def short_date(day: date, lang: str) -> str:
    """`21.11.`, in English `21 Nov`."""
    return f"{day.day} {_MONTHS[day.month - 1]}" if lang == "en" else f"{day.day}.{day.month}."


def full_date(day: date, lang: str) -> str:
    """`21.11.2026`, in English `21 Nov 2026`."""
    return f"{short_date(day, lang)} {day.year}" if lang == "en" else f"{short_date(day, lang)}{day.year}"


def day_date(day: date, lang: str) -> str:
    """`pe 20.11.`, `fre 20.11.`, `Fri 20 Nov`."""
    return f"{_WEEKDAYS[lang][day.weekday()]} {short_date(day, lang)}"


def plain(value: Any) -> str:
    """A value without a format, as JSON writes it: `true`, and `14` for 14.0."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _of_date(write: Callable[[date, str], str]) -> Callable[[Any, str, str], str]:
    return lambda value, lang, _: write(date.fromisoformat(str(value)), lang)


WRITERS: Mapping[str, Callable[[Any, str, str], str]] = {
    "clock": lambda value, lang, zone: clock(float(value), lang, zone),
    "hm": lambda value, _, __: hours(float(value)),
    "shm": lambda value, _, __: signed(float(value)),
    "num": lambda value, lang, _: number(float(value), lang),
    "date": _of_date(full_date),
    "short": _of_date(short_date),
    "day": _of_date(day_date),
    "month": lambda value, _, __: f"{int(str(value)[5:7])}/{str(value)[:4]}",
}
