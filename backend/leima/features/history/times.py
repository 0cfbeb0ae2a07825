"""Dates, clock times and lengths as an old clock writes them: text in, value out, or a `Wrong` that says what is
wrong."""

import re
from collections.abc import Iterable
from datetime import date as calendar
from decimal import Decimal

from leima.features.agreements.parsing import values
from leima.features.agreements.parsing.values import Wrong, shown
from leima.rules.zone import DAY, instants, local_minutes
from leima.world.files.cells import Cell, Date, Length

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\s*([ap])\.?m\.?)?", re.ASCII | re.IGNORECASE)
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_MOMENT = re.compile(r"(\S+?)(?:[T ]\s*|,\s*)(\d{1,2}[:.]\d{2}.*)", re.ASCII)
_DECIMAL = re.compile(r"\d{1,3}(?:[.,]\d{1,4})?", re.ASCII)
NOON = 12


def text_of(cell: Cell) -> str:
    """A cell as a text file would have it."""
    if isinstance(cell, Date):
        return cell.iso if cell.minutes is None else f"{cell.iso} {cell.minutes // 60}:{cell.minutes % 60:02}"
    if isinstance(cell, Length):
        return f"{cell.minutes} min"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def order_of(texts: Iterable[str]) -> str:
    """The order of 31/12/2026 (dmy) or 12/31/2026 (mdy) as the dates of a file show it; empty when none does."""
    for text in texts:
        found = _SLASHES.match(text)
        if found and int(found[1]) > NOON:
            return "dmy"
        if found and int(found[2]) > NOON:
            return "mdy"
    return ""


def date_of(cell: Cell, order: str) -> str:
    """A date as ISO: 2026-01-31, 31.1.2026, or with slashes in the file's own order."""
    words = cell.iso if isinstance(cell, Date) else text_of(cell)
    if not words:
        raise Wrong("missing")
    found = _SLASHES.fullmatch(words)
    if not found:
        return values.day(words)
    if not order:
        raise Wrong("which_order", value=shown(words))
    day, month = (found[1], found[2]) if order == "dmy" else (found[2], found[1])
    try:
        return values.day(calendar(int(found[3]), int(month), int(day)).isoformat())
    except ValueError:
        raise Wrong("no_such_date", value=shown(words)) from None


def clock_of(cell: Cell) -> int:
    """Minutes from midnight of 8:00, 08:00:30, 8.00 or 9:05 AM; 24:00 ends a day."""
    if isinstance(cell, Length) and 0 <= cell.minutes <= DAY:
        return cell.minutes
    words = text_of(cell)
    if not words:
        raise Wrong("missing")
    found = _CLOCK.fullmatch(words)
    if not found:
        raise Wrong("setting_clock", value=shown(words))
    hours, minutes, half = int(found[1]), int(found[2]), (found[4] or "").lower()
    if half and 1 <= hours <= NOON:
        hours = hours % NOON + (NOON if half == "p" else 0)
    elif half:
        raise Wrong("setting_clock", value=shown(words))
    total = hours * 60 + minutes
    if minutes > 59 or int(found[3] or 0) > 59 or total > DAY:
        raise Wrong("setting_clock", value=shown(words))
    return total


def moment_of(cell: Cell, date: str | None, order: str) -> int:
    """Minutes of the local clock since 1970: a date and clock in one cell, or a clock of `date`."""
    found = _MOMENT.fullmatch(text_of(cell))
    if found:
        return local_minutes(date_of(found[1], order)) + clock_of(found[2].removesuffix("Z").strip())
    if date is None:
        raise Wrong("setting_clock", value=shown(text_of(cell)))
    return local_minutes(date) + clock_of(cell)


def has_date(cell: Cell) -> bool:
    """Whether a cell says its own date beside the clock."""
    return _MOMENT.fullmatch(text_of(cell)) is not None


def length_of(cell: Cell) -> int:
    """Minutes of a length, which is not below zero. What can be read in two ways is refused with both."""
    words = text_of(cell)
    clock = re.fullmatch(r"(\d{1,3}:[0-5]\d):[0-5]\d", words, re.ASCII)
    found = values.minutes(clock[1] if clock else words)
    if found < 0:
        raise Wrong("number_out_of_range", value=shown(words))
    return found


def decimal_of(cell: Cell) -> int:
    """Minutes of hours with decimals, in a column whose title says that they are."""
    words = text_of(cell)
    if not _DECIMAL.fullmatch(words):
        raise Wrong("bad_duration", value=shown(words))
    return round(Decimal(words.replace(",", ".")) * 60)


def instants_of(zone: str, local: int) -> list[int]:
    """The epoch minutes that a local clock time may be. Raises Wrong for one that the clock jumps over."""
    found = instants(zone, local)
    if not found:
        raise Wrong("clock_gap")
    return found


def span_of(zone: str, start: int, end: int, length: int | None) -> tuple[int, int]:
    """Epoch minutes of a span between two local clock times. On the night when a time occurs twice, its length tells
    which one is meant; without one that is not guessed."""
    spans = [(one, other) for one in instants_of(zone, start) for other in instants_of(zone, end)]
    if len(spans) > 1 and length is not None:
        spans = [one for one in spans if abs(one[1] - one[0] - length) <= 1] or spans
    if len(spans) > 1:
        raise Wrong("clock_twice")
    return spans[0]
