"""What cannot be as it is told: checks of a trip, each of which names the field and what is wrong with it."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from leima.rules.travel.rates import Rates
from leima.rules.travel.shapes import INCREMENTS, LODGINGS, MEANS, VEHICLES, Fault, Trip
from leima.rules.zone import is_date, local_date, next_date

DAY = 1440
MOST_DAYS = 366
"""No trip is longer: a longer stay is told in parts."""
MOST_MEALS = 4
"""Free meals of a travel day: breakfast, lunch, dinner and one in the evening."""
MOST_PASSENGERS = 60
MOST_METRES = 10_000_000
MOST_PAID_KM, MOST_PAID_DAY = 200_000, 10_000_000
"""Hundredths of a cent: 20 euros a kilometre, 1000 euros a day. More is a slip of the unit."""


def faults_of(trip: Trip, rates: Rates) -> tuple[Fault, ...]:
    """Every fault of a trip in the order of its fields; none for a trip that can be worked out."""
    return tuple(fault for check in CHECKS for fault in check(trip, rates))


def times(trip: Trip, rates: Rates) -> Iterator[Fault]:
    """The end is after the start, the trip is not endless, and its first day has rules."""
    if trip.start is not None and rates.conditions(local_date(trip.zone, trip.start)) is None:
        yield Fault("start", "trip_too_early", {"value": local_date(trip.zone, trip.start)})
    if trip.start is None or trip.end is None:
        return
    if trip.end <= trip.start:
        yield Fault("end", "trip_end", {})
    elif trip.end - trip.start > MOST_DAYS * DAY:
        yield Fault("end", "trip_too_long", {"days": -((trip.start - trip.end) // DAY), "most": MOST_DAYS})


def told(trip: Trip, rates: Rates) -> Iterator[Fault]:
    """Numbers that are no distance, no count of meals, or no pay."""
    for name, metres in (("workplace", trip.metres_from_workplace), ("home", trip.metres_from_home)):
        if metres is not None:
            yield from _within(f"km_from_{name}", metres, 2 * MOST_METRES, 1000)
    yield from _within("meals", trip.meals, 2)
    yield from _within("paid_per_km", trip.paid.per_km or 0, MOST_PAID_KM, 10_000)
    for part in (trip.paid.full, trip.paid.partial, trip.paid.foreign):
        yield from _within("paid_per_diem", part or 0, MOST_PAID_DAY, 10_000)


def free_meals(trip: Trip, rates: Rates) -> Iterator[Fault]:
    """No meals on a travel day that there is not, and not more of them than anybody eats."""
    days = _days(trip)
    for number, meals in enumerate(trip.free_meals):
        yield from _within(f"free_meals[{number}]", meals, MOST_MEALS)
        if days is not None and number >= days and meals:
            yield Fault(f"free_meals[{number}]", "trip_beyond_days", {"most": days})


def nights(trip: Trip, rates: Rates) -> Iterator[Fault]:
    """Each night begins on an evening of the trip, or on the one before it, and is told once."""
    seen: set[str] = set()
    for number, night in enumerate(trip.nights):
        place = f"nights[{number}]"
        yield from _one_of(f"{place}.lodging", night.lodging, LODGINGS)
        yield from _dated(trip, f"{place}.date", night.date, 1)
        if night.date in seen:
            yield Fault(f"{place}.date", "date_twice", {"value": night.date})
        seen.add(night.date)


def legs(trip: Trip, rates: Rates) -> Iterator[Fault]:
    """Each leg runs forward, inside the trip, between places that are known."""
    for number, leg in enumerate(trip.legs):
        place = f"legs[{number}]"
        yield from _one_of(f"{place}.by", leg.by, MEANS)
        yield from _known(f"{place}.from", leg.from_, rates)
        yield from _known(f"{place}.to", leg.to, rates)
        if leg.arrive <= leg.depart:
            yield Fault(f"{place}.arrive", "trip_leg_end", {})
        if trip.start is not None and leg.depart < trip.start:
            yield Fault(f"{place}.depart", "trip_leg_outside", {})
        if trip.end is not None and leg.arrive > trip.end:
            yield Fault(f"{place}.arrive", "trip_leg_outside", {})


def route(trip: Trip, rates: Rates) -> Iterator[Fault]:
    """A leg departs after the one before has arrived, and from the country that it has arrived in."""
    for number, (before, leg) in enumerate(pairwise(trip.legs), 1):
        if leg.depart < before.arrive:
            yield Fault(f"legs[{number}].depart", "trip_legs_overlap", {})
        if _country(leg.from_, rates) != _country(before.to, rates):
            yield Fault(f"legs[{number}].from", "trip_legs_apart", {"value": leg.from_, "other": before.to})


def places(trip: Trip, rates: Rates) -> Iterator[Fault]:
    """Places of full travel days: known, not more than there are days, and not beside legs."""
    if trip.day_ends_in and trip.legs:
        yield Fault("day_ends_in", "trip_places_twice", {})
    for number, place in enumerate(trip.day_ends_in):
        yield from _known(f"day_ends_in[{number}]", place, rates)
    if trip.start is None or trip.end is None:
        return
    most = max(1, (trip.end - trip.start) // DAY)
    if len(trip.day_ends_in) > most:
        yield Fault(f"day_ends_in[{most}]", "trip_beyond_days", {"most": most})


def kilometres(trip: Trip, rates: Rates) -> Iterator[Fault]:
    """Drives: a date of the trip, a vehicle and increments that are known, forest road within the drive."""
    for number, drive in enumerate(trip.kilometres):
        place = f"kilometres[{number}]"
        yield from _dated(trip, f"{place}.date", drive.date, 0)
        yield from _one_of(f"{place}.vehicle", drive.vehicle, VEHICLES)
        yield from _within(f"{place}.km", drive.metres, MOST_METRES, 1000)
        yield from _within(f"{place}.passengers", drive.passengers, MOST_PASSENGERS)
        yield from _within(f"{place}.forest_km", drive.forest_metres, MOST_METRES, 1000)
        if 0 <= drive.metres < drive.forest_metres:
            yield Fault(f"{place}.forest_km", "trip_forest", {"most": drive.metres / 1000})
        for at, name in enumerate(drive.with_):
            yield from _one_of(f"{place}.with[{at}]", name, INCREMENTS)
            if name in drive.with_[:at]:
                yield Fault(f"{place}.with[{at}]", "trip_twice", {"value": name})


Check = Callable[[Trip, Rates], Iterator[Fault]]
CHECKS: tuple[Check, ...] = (times, told, free_meals, nights, legs, route, places, kilometres)


def _days(trip: Trip) -> int | None:
    """How many travel days there are, the last one counted however short."""
    return None if trip.start is None or trip.end is None else -((trip.start - trip.end) // DAY)


def _within(place: str, value: int, most: int, parts: int = 1) -> Iterator[Fault]:
    if value < 0:
        yield Fault(place, "trip_negative", {})
    elif value > most:
        yield Fault(place, "trip_too_much", {"most": most / parts})


def _one_of(place: str, value: str, allowed: tuple[str, ...]) -> Iterator[Fault]:
    if value not in allowed:
        yield Fault(place, "not_one_of", {"value": value, "allowed": ", ".join(allowed)})


def _known(place: str, value: str, rates: Rates) -> Iterator[Fault]:
    if not rates.knows(value):
        yield Fault(place, "trip_unknown_place", {"value": value})


def _dated(trip: Trip, place: str, date: str, before: int) -> Iterator[Fault]:
    """A date between the trip's first and last, or up to `before` days earlier."""
    if not is_date(date):
        yield Fault(place, "bad_date", {"value": date})
    elif trip.start is not None and trip.end is not None:
        first, last = local_date(trip.zone, trip.start), local_date(trip.zone, trip.end)
        if not next_date(first, -before) <= date <= last:
            yield Fault(place, "trip_date_outside", {"value": date, "start": first, "end": last})


def _country(place: str, rates: Rates) -> str:
    return "" if rates.is_home(place) else place.partition(":")[0]
