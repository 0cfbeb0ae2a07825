"""What each kind of absence does to the day's target, and which account it uses; the twin is `domain/absence.ts`.

`credits`: paid time away meets the target. `lowers`: the target falls and nothing is paid. `stays`: the target stands,
so that the flex balance falls by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from leima.rules.terms import Absence


@dataclass(frozen=True, slots=True)
class AbsenceKind:
    """`account` is what the time is taken from; `own`: the person may record it alone, the others are granted."""

    effect: Literal["credits", "lowers", "stays"] = "credits"
    account: str | None = None
    own: bool = False


KINDS: Mapping[str, AbsenceKind] = {
    "annual_holiday": AbsenceKind(account="annual_holiday"),
    "saved_leave": AbsenceKind(account="saved_leave"),
    "sick": AbsenceKind(own=True),
    "child_sick": AbsenceKind(own=True),
    "training": AbsenceKind(own=True),
    "overtime_leave": AbsenceKind(account="overtime_leave"),
    "bank_leave": AbsenceKind(account="bank"),
    "reduction_leave": AbsenceKind(account="reduction_leave"),
    "annual_leave_day": AbsenceKind(account="annual_leave_day"),
    "unpaid": AbsenceKind("lowers"),
    "flex_leave": AbsenceKind("stays", account="flex"),
}
"""In the order in which several absences of one date take its minutes."""

_RANK = {kind: rank for rank, kind in enumerate(KINDS)}


def effect_of(absence: Absence) -> str:
    """What an absence does to the target; a kind that is not in the table does what its `credits` says."""
    known = KINDS.get(absence.kind)
    if known is not None and known.effect == "lowers":
        return "lowers"
    return "credits" if absence.credits else "stays"


def credits(kind: str) -> bool:
    """Whether time away of this kind meets the target."""
    return kind in KINDS and KINDS[kind].effect == "credits"


def taken(absences: Sequence[Absence], date: str, left: int) -> list[tuple[Absence, int]]:
    """The date's absences in order, each with its minutes of the `left` target minutes, never more than there are.

    An absence that leaves the target as it is takes none.
    """
    found = []
    mine = [one for one in absences if one.date == date]
    for one in sorted(mine, key=lambda one: (_RANK.get(one.kind, len(_RANK)), one.id)):
        minutes = 0
        if effect_of(one) != "stays":
            minutes = left if one.minutes is None else min(one.minutes, left)
        left -= minutes
        found.append((one, minutes))
    return found


def kept_short(absences: Sequence[Absence], date: str, target: int) -> int:
    """The minutes of a date's target that agreed time away leaves undone, such as flex leave."""
    if not absences:
        return 0
    mine = [one for one in absences if one.date == date and effect_of(one) == "stays"]
    return min(target, sum(target if one.minutes is None else one.minutes for one in mine))


def whole_day(absences: Sequence[Absence], date: str) -> bool:
    """Whether somebody is away all of a date."""
    return any(one.date == date and one.minutes is None for one in absences)
