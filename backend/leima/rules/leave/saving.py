"""Annual holiday that is saved over years: how much of an earning year may be, and why it may not.

Twin: `pwa/src/domain/leave/saving.ts`. Source: Annual Holidays Act 162/2005, section 27; agreements vary.
"""

from dataclasses import dataclass

from leima.rules.leave.counting import DAY
from leima.rules.leave.holdings import YEAR_ENDS, Holding, is_earned, lapses_on, may_save
from leima.rules.leave.rules import Dated, rules_on
from leima.rules.outcome import Finding
from leima.rules.shape import Shape
from leima.rules.zone import next_date


@dataclass(frozen=True, slots=True)
class Savable(Shape):
    """What stands of an earning year, in hundredths of days. `earned`: all that it gave. `left`: what is neither taken,
    granted nor asked for. `saved`: what is saved of it, or asked to be, besides."""

    earning_year: int
    earned: int
    left: int
    saved: int = 0


def most(stands: Savable, dated: Dated, date: str) -> int:
    """Whole days that may be saved on a date by agreement; `dated`: the rules up to it."""
    if refusal(1, stands, dated, date) is not None:
        return 0
    return max(0, min(_over_the_line(stands, dated, date), stands.left)) // DAY


def refusal(days: int, stands: Savable, dated: Dated, date: str) -> Finding | None:
    """Why so many whole days may not be saved on a date; null where they may."""
    year = stands.earning_year
    line = rules_on(dated, date).save_agreed_over if dated else None
    if line is None:
        return Finding("saving_unknown", {"year": year})
    if not is_earned(year, date):
        return Finding("saving_not_earned", {"year": year, "date": next_date(f"{year}-{YEAR_ENDS}")})
    lapses = lapses_on(Holding(year, 0), dated)
    if lapses is not None and lapses <= date:
        return Finding("saving_lapsed", {"year": year, "date": lapses})
    over, left = (max(0, one) // DAY for one in (_over_the_line(stands, dated, date), stands.left))
    if days > over:
        return Finding("saving_over", {"year": year, "days": over, "over": line})
    return Finding("saving_taken", {"year": year, "days": left}) if days > left else None


def _over_the_line(stands: Savable, dated: Dated, date: str) -> int:
    return may_save(stands.earned, agreed=True, rules=rules_on(dated, date)) - stands.saved
