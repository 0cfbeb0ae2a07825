"""A month out of its days: its sums, and what it still lacks. The twin is `pwa/src/domain/month.ts`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from leima.rules.shape import Shape


@dataclass(frozen=True, slots=True)
class MonthDay(Shape):
    """One date in minutes. `open`: somebody is clocked in now; `undecided`: minutes that nobody has decided on."""

    date: str
    status: Literal["none", "open", "pending", "done"]
    target: int = 0
    presence: int = 0
    worked: int = 0
    kiky: int = 0
    flex: int = 0
    unapproved: int = 0
    additional: int = 0
    overtime50: int = 0
    overtime100: int = 0
    open: bool = False
    undecided: int = 0


@dataclass(frozen=True, slots=True)
class MonthSums(Shape):
    """The days added up in minutes: the target is the whole month's; a day that waits for a word makes nothing yet."""

    worked: int
    target: int
    flex: int
    kiky: int
    unapproved: int
    additional: int
    overtime50: int
    overtime100: int


@dataclass(frozen=True, slots=True)
class Unfinished(Shape):
    """What a month lacks. `missing`: past dates on which work was expected and nothing was said; `to_come`: dates from
    today on with work expected and none done; `undecided`: minutes; `waiting`: requests that nobody has decided."""

    missing: tuple[str, ...]
    to_come: int
    still_in: bool
    undecided: int
    waiting: int

    @property
    def any(self) -> bool:
        """Whether it lacks anything."""
        return bool(self.missing or self.to_come or self.still_in or self.undecided or self.waiting)


def month_sums(days: Sequence[MonthDay]) -> MonthSums:
    """The days of a month added up."""
    counted = [one for one in days if one.status in ("done", "open")]
    return MonthSums(
        worked=sum(one.worked for one in counted),
        target=sum(one.target for one in days),
        flex=sum(one.flex for one in counted),
        kiky=sum(one.kiky for one in counted),
        unapproved=sum(one.unapproved for one in counted),
        additional=sum(one.additional for one in counted),
        overtime50=sum(one.overtime50 for one in counted),
        overtime100=sum(one.overtime100 for one in counted),
    )


def unfinished(days: Sequence[MonthDay], today: str, waiting: int) -> Unfinished:
    """What a month of these days lacks today, with so many requests that wait."""
    idle = [one for one in days if one.target > 0 and not (one.presence or one.worked or one.kiky)]
    return Unfinished(
        missing=tuple(one.date for one in idle if one.date < today and one.status != "pending"),
        to_come=sum(1 for one in idle if one.date >= today),
        still_in=any(one.open for one in days if one.date == today),
        undecided=sum(one.undecided for one in days),
        waiting=waiting,
    )
