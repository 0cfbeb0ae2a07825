"""Travel days: 24 hours each from the departure, and what each of them earns. Elapsed time is real."""

from collections.abc import Mapping
from typing import Any

from leima.rules.travel.rates import Conditions, Rates
from leima.rules.travel.shapes import DayKind, TravelDay, Trip
from leima.rules.travel.whereabouts import HOME, day_end, is_abroad, last_abroad, place_at

Earned = tuple[DayKind, str, Mapping[str, Any]]
"""What a day earns, by which rule, and the rule's parameters."""


def travel_days(trip: Trip, start: int, end: int, limits: Conditions, rates: Rates) -> tuple[TravelDay, ...]:
    """The travel days of a trip in order; the last one may be short of 24 hours."""
    abroad = is_abroad(trip, rates)
    full, rest = divmod(end - start, limits.travel_day)
    if full == 0:
        return (_only(trip, start, end, limits, rates),)
    near = None if abroad else too_near(trip, limits)
    days: list[TravelDay] = []
    for number in range(full):
        first = start + number * limits.travel_day
        days.append(_whole(trip, number, first, first + limits.travel_day, near, rates))
    if rest:
        days.append(_excess(trip, days[-1], end, near, limits, rates))
    return tuple(days)


def too_near(trip: Trip, limits: Conditions) -> Earned | None:
    """The condition of distance that a domestic trip fails, or None; a distance that nobody has told fails none."""
    begun = trip.metres_from_home if trip.from_ == "home" else trip.metres_from_workplace
    if begun is not None and begun <= limits.metres_from_start_over:
        params = {"km": begun / 1000, "over": limits.metres_from_start_over / 1000}
        return "none", "travel_near_start", params
    for metres in (trip.metres_from_workplace, trip.metres_from_home):
        if metres is not None and metres <= limits.metres_from_both_over:
            return "none", "travel_near_other", {"km": metres / 1000, "over": limits.metres_from_both_over / 1000}
    return None


def _only(trip: Trip, start: int, end: int, limits: Conditions, rates: Rates) -> TravelDay:
    """The one day of a trip under 24 hours: abroad, when it is long enough, the per diem of the last place there."""
    place = last_abroad(trip, rates)
    ends_in = day_end(trip, 0, end, rates)
    if place is not None and end - start >= limits.foreign_least:
        params = {"length": end - start, "least": limits.foreign_least, "place": place}
        return TravelDay(start, end, ends_in, "foreign", "travel_foreign_short", params, place)
    near = None if place is not None else too_near(trip, limits)
    return TravelDay(start, end, ends_in, *_domestic(end - start, limits, near))


def _domestic(length: int, limits: Conditions, near: Earned | None) -> Earned:
    """A domestic day under 24 hours."""
    if length <= limits.partial_over:
        return "none", "travel_short", {"length": length, "over": limits.partial_over}
    if near is not None:
        return near
    if length > limits.full_over:
        return "full", "travel_full", {"length": length, "over": limits.full_over}
    return "partial", "travel_partial", {"length": length, "over": limits.partial_over}


def _whole(trip: Trip, number: int, start: int, end: int, near: Earned | None, rates: Rates) -> TravelDay:
    """A full travel day: the per diem of the place where it ends."""
    place = day_end(trip, number, end, rates)
    if place is None:
        return TravelDay(start, end, None, "none", "travel_place_unknown", {})
    if place != HOME:
        return TravelDay(start, end, place, "foreign", "travel_foreign", {"place": place}, place)
    earned: Earned = near if near is not None else ("full", "travel_day", {})
    return TravelDay(start, end, HOME, *earned)


def _excess(trip: Trip, last: TravelDay, end: int, near: Earned | None, limits: Conditions, rates: Rates) -> TravelDay:
    """What goes beyond the last full day: by the domestic rules where that day ended in Finland, else on the way home
    by the per diem of that day."""
    length = end - last.end
    ends_in = HOME if trip.day_ends_in else place_at(trip, end, rates)
    if last.ends_in is None:
        return TravelDay(last.end, end, ends_in, "none", "travel_place_unknown", {})
    if last.ends_in == HOME:
        return TravelDay(last.end, end, ends_in, *_domestic_excess(length, limits, near))
    kind, rule, params = _way_home(length, limits, last.ends_in)
    return TravelDay(last.end, end, ends_in, kind, rule, params, None if kind == "none" else last.ends_in)


def _domestic_excess(length: int, limits: Conditions, near: Earned | None) -> Earned:
    if length < limits.excess_partial_least:
        return "none", "travel_excess_short", {"length": length, "least": limits.excess_partial_least}
    if near is not None:
        return near
    if length > limits.excess_full_over:
        return "full", "travel_excess_full", {"length": length, "over": limits.excess_full_over}
    return "partial", "travel_excess_partial", {"length": length, "least": limits.excess_partial_least}


def _way_home(length: int, limits: Conditions, place: str) -> Earned:
    params = {"length": length, "place": place}
    if length > limits.home_full_over:
        return "foreign", "travel_home_full", params | {"over": limits.home_full_over}
    if length > limits.home_half_over:
        return "foreign_half", "travel_home_half", params | {"over": limits.home_half_over}
    return "none", "travel_home_short", params | {"over": limits.home_half_over}
