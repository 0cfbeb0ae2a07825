"""When a forgotten clock-out may have been. A proposal only: it counts nothing before a person confirms it."""

from collections.abc import Sequence

from leima.rules.terms import DayPlan
from leima.rules.zone import local_clock, local_date, near_instant

RECENT = 10


def likely_out(opening_at: int, plan: DayPlan) -> int:
    """In + the day's target (on a day without one, the contract day) + the automatic break; an epoch minute."""
    work = plan.target or plan.contract_day
    rule = plan.auto_break
    return opening_at + work + (rule.minutes if rule is not None and work > rule.over else 0)


def propose_out(opening_at: int, plan: DayPlan, recent_outs: Sequence[int]) -> int:
    """The median clock time of the last ten outs on the day of the in, if later than the in; else `likely_out`."""
    clocks = sorted(local_clock(plan.zone, out) for out in sorted(recent_outs)[-RECENT:])
    if clocks:
        middle = (clocks[(len(clocks) - 1) // 2] + clocks[len(clocks) // 2]) // 2
        day = local_date(plan.zone, opening_at)
        usual = near_instant(plan.zone, day, f"{middle // 60:02d}:{middle % 60:02d}")
        if usual > opening_at:
            return usual
    return likely_out(opening_at, plan)
