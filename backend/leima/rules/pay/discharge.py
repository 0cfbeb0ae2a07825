"""Kiky as an account: opening, deductions from balances, what a leaver or a changed share leaves, its money value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leima.rules.kiky import Stint, year_total
from leima.rules.terms import Finding

OPEN_FLOOR: Mapping[str, int | None] = {"flex": None, "overtime_leave": 0, "bank": 0, "annual_leave_day": 0}
"""Floors of the accounts in minutes; null: no floor. Reduction leave goes down to what the year will still accrue."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One side of a settlement: minutes posted to an account."""

    account: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Discharge:
    """One act: its legs, undone together, what stays owed, and findings. `paid_out`: minutes that go to pay instead."""

    legs: tuple[Leg, ...]
    left: int
    paid_out: int
    findings: tuple[Finding, ...]


def opening(automatic: int, by_hand: int | None) -> tuple[int, int]:
    """The year's one opening, and the difference posted when a hand-made one replaces the automatic one."""
    return (automatic, 0) if by_hand is None else (by_hand, by_hand - automatic)


def deduct(
    minutes: int,
    owed: int,
    sources: Sequence[str],
    balances: Mapping[str, int],
    *,
    pays: bool = False,
    pay: str = "monthly",
    has_bank: bool = False,
    has_flex: bool = True,
    floors: Mapping[str, int | None] | None = None,
) -> Discharge:
    """Returns the settlement of up to `minutes` of the owed kiky: each source gives what it has, in the order named.

    Only the last source may go below zero, down to its floor. What does not fit is refused whole, with what the sources
    could have given (`room`). With `pays` the time would go to the next pay as money: it settles nothing. An hourly
    person without a bank cannot settle from flex, nor anyone whose form has no flexitime.
    """
    if pays:
        return Discharge((), owed, minutes, (Finding("would_be_paid_out", {"minutes": minutes}),))
    if "flex" in sources and pay == "hourly" and not has_bank:
        return Discharge((), owed, 0, (Finding("bank_needed", {}),))
    if "flex" in sources and not has_flex:
        return Discharge((), owed, 0, (Finding("no_flex_account", {}),))
    parts, rest = {}, min(minutes, owed)
    for account, room in rooms(sources, balances, floors).items():
        parts[account] = rest if room is None else min(rest, room)
        rest -= parts[account]
    done = sum(parts.values())
    if rest:
        last = [{"account": name, "floor": _floor(name, floors), "room": done} for name in sources[-1:]]
        return Discharge((), owed, 0, tuple(Finding("below_floor", params) for params in last))
    legs = [Leg(account, -part) for account, part in parts.items() if part]
    return Discharge((*legs, Leg("kiky", -done)), owed - done, 0, ())


def rooms(
    sources: Sequence[str], balances: Mapping[str, int], floors: Mapping[str, int | None] | None = None
) -> dict[str, int | None]:
    """Returns the minutes that each source can give when they are taken from in this order; null: any number.

    Every source but the last stops at zero, the last one at its floor.
    """
    found: dict[str, int | None] = {name: max(0, balances.get(name, 0)) for name in sources[:-1]}
    for last in sources[-1:]:
        floor = _floor(last, floors)
        found[last] = None if floor is None else max(0, balances.get(last, 0) - floor)
    return found


def _floor(account: str, floors: Mapping[str, int | None] | None) -> int | None:
    known = OPEN_FLOOR if floors is None else {**OPEN_FLOOR, **floors}
    return known.get(account, 0)


def share_change(year: int, before: Sequence[Stint], after: Sequence[Stint]) -> int:
    """The adjustment from a changed share, a leaving day or a scheme's end: the opening itself is never rewritten."""
    return year_total(year, after) - year_total(year, before)


def leaver(left: int, settled: int, hourly_cents: int | None = None) -> tuple[Finding, int | None]:
    """What is proposed for a leaver: a deduction of what is left, or the return of what was settled too much, with its
    value in cents. A person confirms it with a reason; nothing is deducted alone."""
    if left < 0:
        return Finding("return_deduction", {"minutes": min(-left, settled)}), None
    return Finding("confirm_deduction", {"minutes": left}), None if hourly_cents is None else value(left, hourly_cents)


def value(minutes: int, hourly_cents: int) -> int:
    """Minutes in cents at an hourly rate, half up."""
    return (2 * minutes * hourly_cents + 60) // 120


def bonus_after(minutes: int, hourly_cents: int, bonus_cents: int) -> tuple[int, int]:
    """Kiky taken from the holiday bonus: its value and what is left of the bonus, in cents. The bonus is the floor."""
    taken = min(bonus_cents, value(minutes, hourly_cents))
    return taken, bonus_cents - taken
