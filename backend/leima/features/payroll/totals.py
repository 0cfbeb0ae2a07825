"""What a run comes to by code and kind, and the same of the last period beside it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from leima.db.tables.payroll import PayRun
from leima.features.payroll.kinds import unit_of
from leima.features.payroll.lines import Line
from leima.features.payroll.schemas import CodeTotal, Quantities

Named = tuple[str | None, str]
"""A code, None for what is not sent, and a kind."""


class Stored(msgspec.Struct, frozen=True, array_like=True):
    """A total as a run keeps it; `days` are hundredths."""

    code: str | None
    kind: str
    people: int
    minutes: int
    days: int
    cents: int | None


@dataclass
class _Sum:
    people: set[str] = field(default_factory=set)
    minutes: int = 0
    days: int = 0
    cents: int | None = None


class Totals:
    """Counts lines as they come."""

    def __init__(self) -> None:
        self._sums: dict[Named, _Sum] = defaultdict(_Sum)
        self._unsent: dict[str, int] = {}

    def add(self, line: Line) -> None:
        """One line more."""
        one = self._sums[line.code, line.kind]
        one.people.add(line.person)
        one.minutes += line.minutes
        one.days += line.days
        if line.cents is not None:
            one.cents = (one.cents or 0) + line.cents

    def add_unsent(self, kind: str, quantity: int) -> None:
        """What is not sent is told too, so that every minute is somewhere."""
        self._unsent[kind] = self._unsent.get(kind, 0) + quantity

    def stored(self) -> list[Stored]:
        """The totals, what is sent first."""
        sent = [
            Stored(code, kind, len(one.people), one.minutes, one.days, one.cents)
            for (code, kind), one in sorted(self._sums.items(), key=lambda item: (item[0][0] or "", item[0][1]))
        ]
        return sent + [_unsent(kind, quantity) for kind, quantity in sorted(self._unsent.items()) if quantity]


def _unsent(kind: str, quantity: int) -> Stored:
    unit = unit_of(kind)
    of = {"min": (quantity, 0, None), "day": (0, quantity, None), "cent": (0, 0, quantity)}[unit]
    return Stored(None, kind, 0, *of)


def kept(run: PayRun) -> list[Stored]:
    """A locked run's totals."""
    return msgspec.json.decode(run.totals, type=list[Stored])


def told(totals: Sequence[Stored], before: Sequence[PayRun] = ()) -> list[CodeTotal]:
    """The totals as the wire shows them; what only the last period had stands there with nothing."""
    last = _together(row for run in before for row in kept(run))
    now: dict[Named, Stored] = {(one.code, one.kind): one for one in totals}
    names = [*now, *(name for name in last if name not in now)]
    return [_told(name, now.get(name), last) for name in names]


def _together(rows: Iterable[Stored]) -> dict[Named, Stored]:
    """Totals of several runs of one period. People are those of the largest run."""
    found: dict[Named, Stored] = {}
    for row in rows:
        one = found.get((row.code, row.kind), Stored(row.code, row.kind, 0, 0, 0, None))
        cents = None if one.cents is None and row.cents is None else (one.cents or 0) + (row.cents or 0)
        people = max(one.people, row.people)
        summed = Stored(row.code, row.kind, people, one.minutes + row.minutes, one.days + row.days, cents)
        found[row.code, row.kind] = summed
    return found


def _told(name: Named, one: Stored | None, last: Mapping[Named, Stored]) -> CodeTotal:
    was = last.get(name)
    before = None if was is None else Quantities(was.people, was.minutes, was.days / 100, was.cents)
    at = one or Stored(*name, 0, 0, 0, None)
    return CodeTotal(*name, unit_of(name[1]), at.people, at.minutes, at.days / 100, at.cents, before)
