"""Classes of pay in minutes of plain pay and, where a wage is known, in cents."""

from collections.abc import Mapping
from typing import Any

from leima.rules.pay.accounts import RAISES
from leima.rules.pay.classes import by_class
from leima.rules.pay.wage import UNPAID, in_cents
from leima.rules.pay.work import Facts, Pay


def money(pay: Pay, facts: Facts, hourly_cents: int | None) -> dict[str, Any]:
    """Base minutes, and each raise as minutes of plain pay; with a wage also cents, each part rounded half up.

    By the hour all ordered and own work within the hours is base; a monthly salary covers the regular work, so only
    what is above it is base here. Kiky, flex and what waits for approval pay nothing.
    """
    sums = by_class(pay.days)
    hourly = any(contract.pay == "hourly" for contract in facts.contracts)
    paid = [kind for kind in sums if kind not in UNPAID and (hourly or kind != "regular")]
    base = sum(sums[kind] for kind in paid)
    raises = {kind: sums[kind] * RAISES.get(kind, 0) for kind in paid if RAISES.get(kind)}
    for one in pay.raises:
        raises[one.name] = raises.get(one.name, 0) + one.minutes * one.percent
    holidays = sum(one.minutes * one.percent for one in pay.holidays)
    parts = {"base": base * 100, **raises, **({"midweek_pay": holidays} if holidays else {})}
    found: dict[str, Any] = {"base_minutes": base, "raises": {name: _plain(part) for name, part in raises.items()}}
    if hourly_cents is not None:
        found["cents"] = _cents(parts, hourly_cents)
        found["total_cents"] = sum(found["cents"].values())
    return found


def _plain(hundredths: int) -> int:
    """Minutes of plain pay, half up."""
    return (hundredths + 50) // 100


def _cents(parts: Mapping[str, int], hourly_cents: int) -> dict[str, int]:
    """Hundredths of minutes at an hourly wage, each part half up."""
    return {name: in_cents(part, hourly_cents) for name, part in parts.items()}
