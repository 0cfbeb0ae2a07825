"""What worked time makes at an hourly wage: the base and each raise in cents. Twin: `pwa/src/domain/wage.ts`."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from leima.rules.pay.accounts import RAISES
from leima.rules.pay.classes import PayClass
from leima.rules.terms import Terms

UNPAID: frozenset[PayClass] = frozenset({"kiky", "unapproved", "flex"})
"""Classes that pay nothing."""
BASE = "base"


class Part(NamedTuple):
    """Minutes paid at `percent` of an hourly wage in cents; `part` is `base`, a class of pay or a supplement."""

    part: str
    minutes: int
    percent: int
    hourly_cents: int


def parts_of(classes: Mapping[PayClass, int], hourly_cents: int | None, as_time: bool = False) -> list[Part]:
    """The base and the raises of one day out of its minutes by class; nothing where no wage is known.

    `as_time`: the day's additional work and overtime become leave or go to the bank, so they are not paid.
    """
    if hourly_cents is None:
        return []
    paid = {kind: n for kind, n in classes.items() if n and kind not in UNPAID and not (as_time and kind in RAISES)}
    found = [Part(BASE, sum(paid.values()), 100, hourly_cents)] if paid else []
    return found + [Part(kind, n, RAISES[kind], hourly_cents) for kind, n in paid.items() if RAISES.get(kind)]


def money_of(parts: Iterable[Part]) -> dict[str, Any]:
    """Parts added up: `rows` of part, percent, minutes and cents, the base first, and `cents` of all together.

    Each part of each wage is rounded half up once.
    """
    sums: Counter[tuple[str, int, int]] = Counter()
    for one in parts:
        sums[one.part, one.percent, one.hourly_cents] += one.minutes
    minutes: Counter[tuple[str, int]] = Counter()
    cents: Counter[tuple[str, int]] = Counter()
    for (part, percent, hourly), length in sums.items():
        minutes[part, percent] += length
        cents[part, percent] += in_cents(length * percent, hourly)
    ordered = sorted(minutes, key=lambda key: (key[0] != BASE, key))
    rows = [{"part": key[0], "percent": key[1], "minutes": minutes[key], "cents": cents[key]} for key in ordered]
    return {"rows": rows, "cents": sum(cents.values())}


def in_cents(hundredths: int, hourly_cents: int) -> int:
    """Hundredths of minutes at an hourly wage, half up."""
    return (hundredths * hourly_cents + 3000) // 6000


def wage_on(terms: Terms | None, date: str) -> int | None:
    """The hourly wage of a date in cents; None where nobody has told it."""
    known = [one for one in terms.wages if one.from_ <= date] if terms is not None else []
    return known[-1].hourly_cents if known else None
