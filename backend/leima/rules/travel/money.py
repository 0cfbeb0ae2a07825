"""Lines out of quantities and rates. All numbers are whole: thousandths of a unit, hundredths of a cent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from leima.rules.travel.rates import Rates
from leima.rules.travel.shapes import Refusal, TravelLine

WHOLE = 1000
"""A whole unit in thousandths."""
EUROS = 10_000
"""A euro in hundredths of a cent."""
UNKNOWN = "travel_unknown_rate"


@dataclass(frozen=True, slots=True)
class Item:
    """What a line is for: `thousandths` of a unit at the rate `key` of a date. `paid` is what the employer pays per
    unit, in hundredths of a cent (null: the maximum); `parts` of the rate make one unit."""

    kind: str
    date: str
    key: str
    thousandths: int
    unit: str
    income_type: int | None
    rule: str
    params: Mapping[str, Any] = field(default_factory=dict)
    paid: int | None = None
    parts: int = 1


def in_cents(thousandths: int, hundredths: int) -> int:
    """Thousandths of a unit at hundredths of a cent a unit, half up."""
    return (2 * thousandths * hundredths + 100 * WHOLE) // (200 * WHOLE)


def plain(value: int, parts: int) -> float:
    """A number of so many parts, whole where it is."""
    return value // parts if value % parts == 0 else value / parts


def line_of(item: Item, rates: Rates) -> TravelLine | Refusal:
    """The line of an item, or a refusal that names the value that is not known on its date."""
    rate = rates.on(item.key, item.date)
    if rate is None or rate.value is None:
        return Refusal(item.kind, UNKNOWN, {"date": item.date, "value": item.key}, item.key)
    most = round(rate.value * 100) // item.parts
    paid = most if item.paid is None else item.paid
    due = in_cents(item.thousandths, paid)
    free = min(due, in_cents(item.thousandths, most))
    return TravelLine(
        kind=item.kind,
        date=item.date,
        quantity=plain(item.thousandths, WHOLE),
        unit=item.unit,
        rate_cents=plain(paid, 100),
        due_cents=due,
        tax_free_cents=free,
        taxable_cents=due - free,
        income_type=item.income_type,
        rule=item.rule,
        params={**item.params, "rate": paid / EUROS},
        source=rate.source,
    )
