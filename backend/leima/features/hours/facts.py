"""What orders and choices say of a date."""

from typing import NamedTuple

from leima.db.facts import Fact
from leima.db.operations import epoch_minute
from leima.rules.terms import Order


class OrderFact(NamedTuple):
    """An order of any status; clock times are epoch ms, and None where it names `minutes`."""

    id: str
    date: str
    start_at: int | None
    end_at: int | None
    minutes: int | None
    status: str


class ChoiceFact(NamedTuple):
    """What is to be done with a date's overtime: pay, leave or bank."""

    id: str
    date: str
    choice: str


def _approved(row: OrderFact, date: str) -> Order | None:
    if row.status != "approved":
        return None
    start, end = (None if at is None else epoch_minute(at) for at in (row.start_at, row.end_at))
    return Order(row.id, date, start, end, row.minutes)


ORDER = Fact(
    OrderFact,
    "work_order WHERE org=:org AND person=:person AND date BETWEEN :first AND :last AND NOT deleted",
    dates=lambda row: (row.date, row.date),
    value=_approved,
)
CHOICE = Fact(
    ChoiceFact,
    "overtime_choice WHERE org=:org AND person=:person AND date BETWEEN :monday AND :sunday",
    dates=lambda row: (row.date, row.date),
)
FACTS = (ORDER, CHOICE)
