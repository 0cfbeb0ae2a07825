"""A trip worked out: its travel days, its lines with three sums, what is refused, and what nobody has told."""

from collections.abc import Iterator, Sequence

from leima.rules.travel.allowances import meal, nights, per_diems
from leima.rules.travel.days import travel_days
from leima.rules.travel.faults import faults_of
from leima.rules.travel.kilometres import kilometres
from leima.rules.travel.money import Item, line_of
from leima.rules.travel.rates import Conditions, Rates
from leima.rules.travel.shapes import Refusal, TravelDay, TravelLine, Trip, Worked
from leima.rules.travel.whereabouts import is_abroad
from leima.rules.zone import local_date


def work_out(trip: Trip, rates: Rates) -> Worked:
    """Lines, days and sums of a trip in whole cents; what cannot be as told comes back as faults and nothing else.

    Source: the Tax Administration's yearly decision on tax-exempt travel expenses; each line names its rate's own.
    """
    faults = faults_of(trip, rates)
    if faults:
        return Worked(faults=faults)
    days, items, missing = _told(trip, rates)
    found = [item if isinstance(item, Refusal) else line_of(item, rates) for item in items]
    barred = _barred(trip)
    if barred is not None:
        kinds = dict.fromkeys(_subject(one) for one in found) or {"per_diem": None}
        return Worked(days=_earning_nothing(days, barred), refused=tuple(Refusal(one, *barred) for one in kinds))
    lines = tuple(one for one in found if isinstance(one, TravelLine))
    return Worked(
        lines=lines,
        days=days,
        due_cents=sum(one.due_cents for one in lines),
        tax_free_cents=sum(one.tax_free_cents for one in lines),
        taxable_cents=sum(one.taxable_cents for one in lines),
        refused=tuple(one for one in found if isinstance(one, Refusal)),
        missing=missing,
    )


def _told(trip: Trip, rates: Rates) -> tuple[tuple[TravelDay, ...], list[Item | Refusal], tuple[str, ...]]:
    """The days, what they and the drives earn, and the fields that nobody has told."""
    driven = list(kilometres(trip, rates))
    limits = None if trip.start is None else rates.conditions(local_date(trip.zone, trip.start))
    if trip.start is None or trip.end is None or limits is None:
        return (), [*driven], tuple(name for name in ("start", "end") if getattr(trip, name) is None)
    days = travel_days(trip, trip.start, trip.end, limits, rates)
    items: list[Item | Refusal] = [*per_diems(trip, days, limits, rates), *nights(trip, days, limits)]
    eaten = meal(trip, days, limits)
    items += [] if eaten is None else [eaten]
    return days, items + driven, tuple(_missing(trip, days, limits, rates))


def _missing(trip: Trip, days: Sequence[TravelDay], limits: Conditions, rates: Rates) -> Iterator[str]:
    """Fields that would have mattered: places of travel days, distances of a domestic per diem, the eating place."""
    full = (days[-1].end - days[0].start) // limits.travel_day
    for number in range(full):
        if days[number].ends_in is None:
            yield f"day_ends_in[{number}]"
    if not is_abroad(trip, rates) and any(day.is_ != "none" for day in days):
        if trip.metres_from_workplace is None:
            yield "km_from_workplace"
        if trip.metres_from_home is None:
            yield "km_from_home"
    if trip.meals and trip.usual_eating_place is None and all(day.is_ == "none" for day in days):
        yield "usual_eating_place"


def _barred(trip: Trip) -> tuple[str, dict[str, str], str] | None:
    """Why a trip earns nothing at all: whom these rules are not for."""
    if trip.payee == "contractor":
        return "travel_contractor", {}, "payee"
    return ("travel_special_sector", {}, "special_sector") if trip.special_sector else None


def _subject(one: TravelLine | Refusal) -> str:
    """The kind of a line without what makes it full, partial or foreign."""
    kind = one.kind if isinstance(one, TravelLine) else one.line
    return "per_diem" if kind.startswith("per_diem") else kind


def _earning_nothing(days: Sequence[TravelDay], barred: tuple[str, dict[str, str], str]) -> tuple[TravelDay, ...]:
    return tuple(TravelDay(one.start, one.end, one.ends_in, "none", barred[0], {}) for one in days)
