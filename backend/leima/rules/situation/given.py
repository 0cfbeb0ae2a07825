"""Reading a loose JSON object strictly: every refusal names its place, what is wrong and what is allowed."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from leima.rules.zone import AmbiguousLocalTime, NonexistentLocalTime, calendar_date, local_instant, next_date

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
LENGTH = re.compile(r"(-?)(\d{1,5}):([0-5]\d)")
LONGEST = 1_000_000


class Refused(ValueError):
    """A situation cannot be worked out: `place` is the path of the field, `code` names the sentence
    `interpret.<code>`."""

    def __init__(self, place: str, code: str, **params: Any) -> None:
        super().__init__(f"{place}: {code}")
        self.place, self.code, self.params = place, code, params


class Given:
    """One JSON object and its place in the file; unknown keys are refused at once."""

    def __init__(self, value: Any, place: str, known: tuple[str, ...]) -> None:
        if not isinstance(value, Mapping):
            raise Refused(place or "situation", "not_an_object")
        self.value, self.place = value, place
        for key in value:
            if key not in known:
                raise Refused(self.at(str(key)), "unknown_field", allowed=", ".join(known))

    def at(self, key: str) -> str:
        """The path of a field."""
        return f"{self.place}.{key}" if self.place else key

    def has(self, key: str) -> bool:
        """Whether the field is there and not null."""
        return self.value.get(key) is not None

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty."""
        value = self.value.get(key, default)
        if value is None:
            raise Refused(self.at(key), "missing")
        if not isinstance(value, str) or not value.strip():
            raise Refused(self.at(key), "not_text")
        return value

    def choice(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """One of the allowed texts."""
        value = self.text(key, default)
        if value not in allowed:
            raise Refused(self.at(key), "not_one_of", value=value, allowed=", ".join(allowed))
        return value

    def date(self, key: str) -> str:
        """A date YYYY-MM-DD."""
        return as_date(self.text(key), self.at(key))

    def maybe_date(self, key: str) -> str | None:
        """A date, or nothing."""
        return self.date(key) if self.has(key) else None

    def minutes(self, key: str, default: int | None = None) -> int:
        """Whole minutes, as a number or `h:mm`."""
        if not self.has(key):
            if default is None:
                raise Refused(self.at(key), "missing")
            return default
        return as_minutes(self.value[key], self.at(key))

    def number(self, key: str, default: float | None = None) -> float:
        """A number."""
        value = self.value.get(key, default)
        if value is None:
            raise Refused(self.at(key), "missing")
        if isinstance(value, bool) or not isinstance(value, int | float) or not -LONGEST < value < LONGEST:
            raise Refused(self.at(key), "not_a_number")
        return value

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        value = self.number(key, default)
        if value != int(value):
            raise Refused(self.at(key), "not_a_number")
        return int(value)

    def truth(self, key: str, default: bool = False) -> bool:
        """Yes or no."""
        value = self.value.get(key, default)
        if not isinstance(value, bool):
            raise Refused(self.at(key), "not_yes_or_no")
        return value

    def parts(self, key: str) -> Iterator[tuple[Any, str]]:
        """Each part of a list with its place."""
        value = self.value.get(key, [])
        if not isinstance(value, list):
            raise Refused(self.at(key), "not_a_list")
        for number, part in enumerate(value):
            yield part, f"{self.at(key)}[{number}]"


def as_date(value: Any, place: str) -> str:
    """A date of the calendar, or a refusal."""
    try:
        return calendar_date(value)
    except (ValueError, TypeError):
        raise Refused(place, "bad_date", value=str(value)[:40]) from None


def as_minutes(value: Any, place: str) -> int:
    """Minutes from a whole number or `h:mm`."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < LONGEST:
        return value
    found = LENGTH.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise Refused(place, "bad_length", value=str(value)[:40])
    return (-1 if found[1] else 1) * (int(found[2]) * 60 + int(found[3]))


def as_instant(zone: str, date: str, value: Any, place: str) -> int:
    """The epoch minute of a local clock time: `08:00`, `2026-11-20T22:00`, with ` first` or ` second` where it occurs
    twice; `24:00` is the day's end."""
    text, _, which = value.partition(" ") if isinstance(value, str) else ("", "", "")
    day, clock = text.split("T") if text.count("T") == 1 else (date, text)
    if clock == "24:00":
        day, clock = next_date(as_date(day, place)), "00:00"
    if not CLOCK.fullmatch(clock) or which not in ("", "first", "second"):
        raise Refused(place, "bad_clock", value=str(value)[:40])
    try:
        return local_instant(zone, as_date(day, place), clock, "second" if which == "second" else _first(which))
    except NonexistentLocalTime:
        raise Refused(place, "no_such_time", value=clock, date=day) from None
    except AmbiguousLocalTime:
        raise Refused(place, "time_twice", value=clock, date=day) from None


def _first(which: str) -> Any:
    return "first" if which else None
