"""Per diems, night allowances and the meal allowance of a trip whose days are known."""

from collections.abc import Iterator, Sequence

from leima.rules.travel.money import WHOLE, Item
from leima.rules.travel.rates import Conditions, Rates
from leima.rules.travel.shapes import Refusal, TravelDay, Trip
from leima.rules.zone import local_date, near_instant, next_date


def per_diems(trip: Trip, days: Sequence[TravelDay], limits: Conditions, rates: Rates) -> Iterator[Item]:
    """One item for each travel day that earns a per diem, halved by the free meals of that day."""
    for number, day in enumerate(days):
        if day.is_ == "none":
            continue
        free = trip.free_meals[number] if number < len(trip.free_meals) else 0
        halved = free >= _halving(day, limits)
        share = WHOLE // 2 if day.is_ == "foreign_half" else WHOLE
        params = dict(day.params) | ({"meals": free, "halved": 2} if halved else {})
        date = local_date(trip.zone, day.start)
        yield Item(
            kind=f"per_diem_{day.is_}",
            date=date,
            key=f"per_diem_{day.is_}" if day.place is None else rates.foreign_key(day.place, date),
            thousandths=share // 2 if halved else share,
            unit="day",
            income_type=limits.income_per_diem,
            rule=day.rule,
            params=params,
            paid=_paid(trip, day),
        )


def _halving(day: TravelDay, limits: Conditions) -> int:
    """How many free meals halve the per diem of a day."""
    if day.place is not None:
        return limits.meals_halve_foreign
    return limits.meals_halve_full if day.is_ == "full" else limits.meals_halve_partial


def _paid(trip: Trip, day: TravelDay) -> int | None:
    if day.place is not None:
        return trip.paid.foreign
    return trip.paid.full if day.is_ == "full" else trip.paid.partial


def nights(trip: Trip, days: Sequence[TravelDay], limits: Conditions) -> Iterator[Item]:
    """A night allowance for each travel day with a per diem of which enough falls into nights without lodging."""
    lodged = {night.date for night in trip.nights if night.lodging != "none"}
    for day in days:
        if day.is_ == "none":
            continue
        length = _night_minutes(trip.zone, day, lodged, limits)
        if length >= limits.night_least:
            params = {"length": length, "least": limits.night_least}
            date, income = local_date(trip.zone, day.start), limits.income_night
            yield Item("night_allowance", date, "night_allowance", WHOLE, "night", income, "travel_night", params)


def _night_minutes(zone: str, day: TravelDay, lodged: set[str], limits: Conditions) -> int:
    """Real minutes of a travel day between the local hours of night, nights with lodging left out."""
    total = 0
    date = next_date(local_date(zone, day.start), -1)
    while date <= local_date(zone, day.end):
        if date not in lodged:
            begins = near_instant(zone, date, _clock(limits.night_from))
            ends = near_instant(zone, next_date(date), _clock(limits.night_until))
            total += max(0, min(day.end, ends) - max(day.start, begins))
        date = next_date(date)
    return total


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def meal(trip: Trip, days: Sequence[TravelDay], limits: Conditions) -> Item | Refusal | None:
    """The meal allowance that is asked for: for a trip without a per diem, out of reach of the usual eating place."""
    if not trip.meals or not days:
        return None
    if any(day.is_ != "none" for day in days):
        return Refusal("meal_allowance", "travel_meal_with_per_diem", {}, "meals")
    if trip.usual_eating_place:
        return Refusal("meal_allowance", "travel_meal_at_usual_place", {}, "usual_eating_place")
    return Item(
        kind="meal_allowance",
        date=local_date(trip.zone, days[0].start),
        key=f"meal_allowance_{trip.meals}",
        thousandths=trip.meals * WHOLE,
        unit="meal",
        income_type=limits.income_meal,
        rule="travel_meal",
        params={"meals": trip.meals},
        parts=trip.meals,
    )
