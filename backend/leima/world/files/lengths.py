"""Lengths of time as people write them, in minutes."""

import re
from decimal import ROUND_HALF_UP, Decimal

_CLOCK = re.compile(r"([+-]?)(\d{1,4}):([0-5]\d)(?::00)?(?:\s*h)?", re.ASCII)
_SPOKEN = re.compile(r"([+-]?)(\d{1,4})\s*[ht]\s*([0-5]?\d)\s*(?:m|min)?\.?", re.ASCII)
_MINUTES = re.compile(r"([+-]?\d{1,6})\s*(?:min|minuuttia|minuter|minutes)\.?", re.ASCII)
_HOURS = re.compile(r"([+-]?)(\d{1,4})(?:([.,])(\d{1,4}))?\s*(h|t|tim|tuntia|timmar|hours)?\.?", re.ASCII)
_PLAIN_HUNDREDTHS = {",": ("00", "25", "50", "75"), ".": ("00",)}
"""Two decimals that nobody takes for minutes. After a point only these: a Finnish clock is written 7.30."""


class TwoWays(ValueError):
    """A length that can be read in two ways: `clock` and `decimal` say how to write each."""

    def __init__(self, clock: str, decimal: str) -> None:
        super().__init__(clock)
        self.clock, self.decimal = clock, decimal


def minutes_of(text: str, *, bare_hours: bool = False) -> int | None:
    """Minutes of `7:30`, `7h30`, `7,5 h` or `450 min`; with `bare_hours` a plain number is hours. None for others.

    Raises TwoWays for `7.30 h`, which may be half past or three tenths.
    """
    words = " ".join(text.lower().replace("\u2212", "-").split())
    if found := _CLOCK.fullmatch(words) or _SPOKEN.fullmatch(words):
        total = int(found[2]) * 60 + int(found[3])
        return -total if found[1] == "-" else total
    if plain := _MINUTES.fullmatch(words):
        return int(plain[1])
    hours = _HOURS.fullmatch(words)
    if hours is None or not (hours[5] or bare_hours):
        return None
    return _of_hours(hours[1], hours[2], hours[3], hours[4] or "")


def _of_hours(sign: str, whole: str, mark: str | None, part: str) -> int:
    if mark and len(part) == 2 and int(part) < 60 and part not in _PLAIN_HUNDREDTHS[mark]:
        raise TwoWays(f"{sign}{whole}:{part}", f"{sign}{whole}{mark}{part.rstrip('0')} h")
    minutes = Decimal(f"{whole}.{part or '0'}") * 60
    rounded = int(minutes.to_integral_value(ROUND_HALF_UP))
    return -rounded if sign == "-" else rounded
