"""What kiky marks say of a date."""

from typing import NamedTuple

from leima.db.facts import Fact
from leima.db.operations import epoch_minute
from leima.rules.terms import Mark


class MarkFact(NamedTuple):
    """A mark; clock times are epoch ms, and None for the whole day. One of the eve may reach over midnight."""

    id: str
    date: str
    start_at: int | None
    end_at: int | None
    break_min: int
    waits: bool


def _value(row: MarkFact, date: str) -> Mark:
    start, end = (None if at is None else epoch_minute(at) for at in (row.start_at, row.end_at))
    return Mark(row.id, row.date, start, end, row.break_min, waits=row.waits)


MARK = Fact(
    MarkFact,
    "kiky_mark WHERE org=:org AND person=:person AND date BETWEEN :eve AND :morrow AND NOT deleted",
    dates=lambda row: (row.date, row.date),
    value=_value,
)
FACTS = (MARK,)
