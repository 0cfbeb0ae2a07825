"""What an ended day posts to accounts other than flex and kiky: overtime chosen as leave or banked, and leave taken.

Flex leave posts nothing here: the day's own result falls short of the target, and flex with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leima.rules.absence import KINDS, taken
from leima.rules.leave.bonus import Bonus
from leima.rules.leave.counting import DAY
from leima.rules.leave.leave import HOLIDAYS
from leima.rules.pay.accounts import RAISES, BankRoom, as_leave
from leima.rules.pay.classes import PayClass
from leima.rules.shape import Shape
from leima.rules.terms import Absence, DayPlan, Line

CHOSEN = {"leave": "overtime_leave", "bank": "bank"}
"""The account of each choice; with `pay` nothing is posted."""


@dataclass(frozen=True, slots=True)
class Posted(Shape):
    """`amount` minutes (hundredths for accounts kept in days) to an account; the lines without `total` add up to it."""

    account: str
    amount: int
    lines: tuple[Line, ...]


def earned(choice: str | None, by_class: Mapping[PayClass, int]) -> list[Posted]:
    """Additional work and overtime by class with their raise, to the account that the employee chose."""
    account = CHOSEN.get(choice or "")
    sums = {raised: sum(by_class.get(kind, 0) for kind in RAISES if RAISES[kind] == raised) for raised in (0, 50, 100)}
    lines = [
        Line(f"earned_{raised}", (length * (100 + raised) + 50) // 100, {"length": length}, None)
        for raised, length in sums.items()
        if length
    ]
    if account is None or not lines:
        return []
    return [_posted(account, as_leave(by_class), lines)]


def within_bank(one: Posted, room: BankRoom, source: str | None) -> Posted:
    """A deposit cut to what the bank takes; the rest stays to be paid, and a line of its own says so."""
    if not room.left_out:
        return one
    line = Line("bank_limit", -room.left_out, {"most": room.taken}, source)
    return _posted(one.account, room.taken, (*one.lines[:-1], line))


def used(
    plan: DayPlan,
    absences: Sequence[Absence],
    holiday: int = 0,
    reduction_day: int | None = None,
) -> list[Posted]:
    """Leave taken from its account. `holiday`: hundredths of annual holiday, or of saved leave, that the date uses.
    `reduction_day`: minutes that a whole day of reduction leave takes, where the agreement says another length than
    the day's own."""
    found: dict[str, list[Line]] = {}
    for one, minutes in taken(absences, plan.date, plan.scheduled - plan.holiday_cut):
        account = KINDS[one.kind].account if one.kind in KINDS else None
        if account in (None, "flex"):
            continue
        amount = minutes
        if account in HOLIDAYS:
            amount = holiday if found.keys().isdisjoint(HOLIDAYS) else 0
        if account == "reduction_leave" and one.minutes is None and minutes and reduction_day is not None:
            amount = reduction_day
        if amount:
            found.setdefault(str(account), []).append(Line(f"taken_{one.kind}", -amount, {}, None))
    return [_posted(account, sum(line.minutes for line in lines), lines) for account, lines in found.items()]


def given(bonus: Bonus, days: int) -> Posted:
    """The holiday bonus of so many hundredths of days; its line says how it was worked out."""
    told = {"percent": bonus.percent, "days": days / DAY}
    return _posted(bonus.account, bonus.amount, [Line("bonus_of_leave", bonus.amount, told, bonus.source)])


def _posted(account: str, amount: int, lines: Sequence[Line]) -> Posted:
    return Posted(account, amount, (*lines, Line("posted", amount, {}, None, True)))


def part_of(one: Posted, amount: int) -> Posted:
    """A posting of leave taken, cut to a part of its amount."""
    line = one.lines[0]
    return _posted(one.account, amount, [Line(line.rule, amount, line.params, line.source)])


def told_of(one: Posted, params: Mapping[str, Any]) -> Posted:
    """A posting of one line, which tells more of itself."""
    line = one.lines[0]
    return _posted(one.account, one.amount, [Line(line.rule, one.amount, params, line.source)])


def together(parts: Sequence[Posted]) -> dict[str, Posted]:
    """One posting an account: leave earned and taken on the same date are told in one row."""
    found: dict[str, Posted] = {}
    for part in parts:
        before = found.get(part.account)
        if before is not None:
            part = _posted(part.account, before.amount + part.amount, (*before.lines[:-1], *part.lines[:-1]))
        found[part.account] = part
    return found
