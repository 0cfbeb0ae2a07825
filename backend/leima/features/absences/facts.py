"""What absences say of a date."""

from typing import NamedTuple

from leima.db.facts import Fact
from leima.rules.absence import credits
from leima.rules.terms import Absence


class AbsenceFact(NamedTuple):
    """Time away; `minutes` of each of its dates, None for whole days."""

    id: str
    from_date: str
    until_date: str
    minutes: int | None
    kind: str


def _value(row: AbsenceFact, date: str) -> Absence:
    return Absence(row.id, date, row.minutes, credits(row.kind), row.kind)


ABSENCE = Fact(
    AbsenceFact,
    "absence WHERE org=:org AND person=:person AND from_date <= :last AND until_date >= :first AND NOT deleted",
    dates=lambda row: (row.from_date, row.until_date),
    value=_value,
)
FACTS = (ABSENCE,)
