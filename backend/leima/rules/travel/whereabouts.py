"""Where the traveller is: by the legs of the route, or as told for each full travel day."""

from leima.rules.travel.rates import Rates
from leima.rules.travel.shapes import Leg, Trip

HOME = "FI"


def is_abroad(trip: Trip, rates: Rates) -> bool:
    """Whether any place of the trip is outside Finland."""
    return last_abroad(trip, rates) is not None


def last_abroad(trip: Trip, rates: Rates) -> str | None:
    """The last place outside Finland, or None."""
    legs = [place for leg in trip.legs for place in (leg.from_, leg.to)]
    places = [place for place in (*trip.day_ends_in, *legs) if not rates.is_home(place)]
    return places[-1] if places else None


def place_at(trip: Trip, at: int, rates: Rates) -> str:
    """The place by the legs at an epoch minute; before the first leg where it departs, without legs Finland."""
    place = trip.legs[0].from_ if trip.legs else HOME
    for leg in trip.legs:
        if leg.depart >= at:
            break
        place = leg.to if leg.arrive <= at else under_way(leg, rates)
    return HOME if rates.is_home(place) else place


def under_way(leg: Leg, rates: Rates) -> str:
    """On a ship, a plane or the road: the place last left; on leaving Finland the place first reached."""
    return leg.to if rates.is_home(leg.from_) else leg.from_


def day_end(trip: Trip, number: int, end: int, rates: Rates) -> str | None:
    """Where full travel day `number` (from 0) ends; None where nobody has told."""
    if not trip.day_ends_in:
        return place_at(trip, end, rates)
    if number >= len(trip.day_ends_in):
        return None
    place = trip.day_ends_in[number]
    return HOME if rates.is_home(place) else place
