"""Single values of an import file: text in, value out, or a `Wrong` that says what is wrong and what to write."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from leima.rules.settings import MOST_MINUTES, MOST_WEEKS
from leima.rules.zone import FIRST_DATE, LAST_DATE
from leima.world.files.lengths import TwoWays, minutes_of

LONGEST_TEXT = 200
MOST_DAYS = 1_000
HOUR = 60
LEAST_PER_CENT = 10
"""From here on a whole number is a share in per cent: 80 is 80 %."""

_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{4,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+")
_KEY = re.compile(r"[A-Za-z0-9ÅÄÖåäö][A-Za-z0-9ÅÄÖåäö._@+-]{0,79}")
_FINNISH_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_DAYS = re.compile(r"([+-]?\d{1,4}(?:[.,]\d{1,2})?)\s*(?:pv|d|dagar|days?)?", re.ASCII)
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*(%?)", re.ASCII)
_PRICE = re.compile(r"(\d{1,4})(?:[.,](\d{1,2}))?\s*(?:€|eur|euroa?)?", re.ASCII | re.IGNORECASE)
MOST_PRICE = 100_000
"""Cents: 1000 euros."""
_WAGE = re.compile(r"(\d{1,4})(?:[.,](\d{1,2}))?\s*(?:€|eur|euroa?)?(?:\s*/\s*(?:h|t))?", re.ASCII | re.IGNORECASE)
_YES = {"true", "yes", "kyllä", "k", "ja", "x", "1"}
_NO = {"false", "no", "ei", "e", "nej", "0"}


class Wrong(Exception):
    """A value that cannot be taken; `code` names the sentence `import.<code>`."""

    path = ""
    """The part of the value that is wrong, such as `tiers[1].percent`; empty for all of it."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code, self.params = code, params

    def at(self, path: str) -> "Wrong":
        """The same, of a part of the value."""
        self.path = path
        return self


def shown(value: Any) -> str:
    """The value as the report quotes it: one line, at most 60 characters, no control characters."""
    text = "".join(ch if ch.isprintable() else "\N{REPLACEMENT CHARACTER}" for ch in str(value))
    return text if len(text) <= 60 else text[:59] + "…"


def text(value: Any) -> str:
    """Words that a person sees, trimmed and in composed form. What looks like a formula is words too."""
    if not isinstance(value, str):
        raise Wrong("not_text", value=shown(value))
    words = unicodedata.normalize("NFC", value).strip()
    if not words:
        raise Wrong("missing")
    if len(words) > LONGEST_TEXT:
        raise Wrong("too_long", most=str(LONGEST_TEXT))
    if not words.isprintable():
        raise Wrong("control_characters", value=shown(words))
    return words


def key(value: Any) -> str:
    """A key that other rows refer to."""
    words = text(value)
    if not _KEY.fullmatch(words):
        raise Wrong("bad_key", value=shown(words))
    return words


def email(value: Any) -> str:
    """An address in lower case."""
    words = text(value).lower()
    if not _EMAIL.fullmatch(words) or ".." in words:
        raise Wrong("bad_email", value=shown(words))
    return words


def day(value: Any) -> str:
    """A date, ISO (2026-01-31) or Finnish (31.1.2026), as ISO."""
    words = text(value)
    finnish = _FINNISH_DATE.fullmatch(words)
    try:
        if finnish:
            found = date(int(finnish[3]), int(finnish[2]), int(finnish[1])).isoformat()
        elif re.fullmatch(r"\d{4}-\d{2}-\d{2}", words, re.ASCII):
            found = date.fromisoformat(words).isoformat()
        else:
            raise Wrong("bad_date", value=shown(words))
    except ValueError:
        raise Wrong("no_such_date", value=shown(words)) from None
    if not FIRST_DATE <= found <= LAST_DATE:
        raise Wrong("date_out_of_range", value=found, first=FIRST_DATE, last=LAST_DATE)
    return found


def minutes(value: Any) -> int:
    """Minutes: a whole number of them from an hour on, or text with its unit (7:30, 7h30, 450 min, 7,5 h).

    Raises Wrong for `7.30 h`, and for a bare 8, which somebody means as hours.
    """
    try:
        found = _whole(value) if not isinstance(value, str) else minutes_of(value)
    except TwoWays as two:
        raise Wrong("two_ways", value=shown(value), clock=two.clock, decimal=two.decimal) from None
    if found is None:
        raise Wrong("bad_duration", value=shown(value))
    if abs(found) > MOST_MINUTES:
        raise Wrong("number_out_of_range", value=shown(value))
    if not isinstance(value, str) and 0 < abs(found) < HOUR:
        raise Wrong("two_ways", value=shown(value), clock=f"{found}:00", decimal=f"{found} min")
    return found


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def day_hundredths(value: Any) -> int:
    """Days as hundredths of a day: 14, 14.5, "14,5 pv"."""
    words = str(value).strip().replace("\u2212", "-") if isinstance(value, (int, float, str)) else ""
    found = None if isinstance(value, bool) else _DAYS.fullmatch(words)
    if not found:
        raise Wrong("bad_days", value=shown(value))
    days = Decimal(found[1].replace(",", "."))
    if abs(days) > MOST_DAYS:
        raise Wrong("number_out_of_range", value=shown(value))
    return int(days * 100)


def share(value: Any) -> float:
    """A part-time share over 0 and at most 1: 0.6, "0,6", "60 %", 60."""
    words = str(value).strip() if isinstance(value, (int, float, str)) and not isinstance(value, bool) else ""
    found = _SHARE.fullmatch(words)
    if not found:
        raise Wrong("bad_share", value=shown(value))
    try:
        part = Decimal(found[1].replace(",", "."))
        part /= 100 if found[2] or (found[1].isdigit() and part >= LEAST_PER_CENT) else 1
    except InvalidOperation:
        raise Wrong("bad_share", value=shown(value)) from None
    if not 0 < part <= 1:
        raise Wrong("bad_share", value=shown(value))
    return float(part)


def wage(value: Any) -> int:
    """An hourly wage in euros, as cents: 18.5, "18,50", "18,50 €/h". Raises Wrong for 0 and for what is no sum."""
    words = str(value).strip() if isinstance(value, (int, float, str)) and not isinstance(value, bool) else ""
    found = _WAGE.fullmatch(words)
    cents = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else 0
    if not cents:
        raise Wrong("bad_wage", value=shown(value))
    return cents


def price(value: Any) -> int:
    """A price of travel in euros, at most 1000, as cents: 0.45, "0,45 €". Raises Wrong for what is no sum."""
    words = str(value).strip() if isinstance(value, (int, float, str)) and not isinstance(value, bool) else ""
    found = _PRICE.fullmatch(words)
    cents = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else -1
    if not 0 <= cents <= MOST_PRICE:
        raise Wrong("bad_price", value=shown(value))
    return cents


def yes_or_no(value: Any) -> bool:
    """True or false, also as words in three languages."""
    if isinstance(value, bool):
        return value
    words = str(value).strip().lower()
    if words in _YES or words in _NO:
        return words in _YES
    raise Wrong("bad_yes_no", value=shown(value))


def year(value: Any) -> int:
    """A calendar year."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}", value.strip(), re.ASCII):
        value = int(value)
    found = _whole(value)
    if found is None or not int(FIRST_DATE[:4]) <= found <= int(LAST_DATE[:4]):
        raise Wrong("bad_year", value=shown(value))
    return found


def weeks(value: Any) -> int:
    """The length of a work period in whole weeks."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,2}", value.strip(), re.ASCII):
        value = int(value)
    found = _whole(value)
    if found is None or not 1 <= found <= MOST_WEEKS:
        raise Wrong("setting_weeks", value=shown(value))
    return found


def one_of(value: Any, allowed: tuple[str, ...], names: Mapping[str, str]) -> str:
    """One of the words allowed, or a person's word for it."""
    words = str(value).strip().lower() if isinstance(value, str) else ""
    found = names.get(words, words)
    if found not in allowed:
        raise Wrong("not_one_of", value=shown(value), allowed=", ".join(allowed))
    return found
