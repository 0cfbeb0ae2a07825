"""Periods of period work: whole weeks that follow each other from a stored first day."""

from dataclasses import dataclass

from leima.rules.shape import Shape


@dataclass(frozen=True, slots=True)
class WorkPeriod(Shape):
    """Periods of `weeks` whole weeks; `start` is the first day of any one of them, the others follow from it both
    ways."""

    weeks: int
    start: str
