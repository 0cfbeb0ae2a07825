"""Kilometre allowances: the vehicle, and each increment, once a date; so that splitting a drive changes nothing."""

from collections.abc import Iterator

from leima.rules.travel.money import Item
from leima.rules.travel.rates import Rates
from leima.rules.travel.shapes import Drive, Trip

BASE, INCREMENT = "kilometre", "kilometre_increment"
Key = tuple[str, str, str]
"""Date, kind of line, name of the rate."""


def kilometres(trip: Trip, rates: Rates) -> Iterator[Item]:
    """One item a date for each vehicle and each increment, in order of date and then as they are told."""
    metres: dict[Key, int] = {}
    for drive in trip.kilometres:
        for key, length in _parts(drive):
            metres[key] = metres.get(key, 0) + length
    for (date, kind, name), length in sorted(metres.items(), key=lambda one: one[0][0]):
        if length == 0:
            continue
        limits = rates.conditions(date)
        yield Item(
            kind=kind,
            date=date,
            key=name,
            thousandths=length,
            unit="passenger_km" if name == "extra_passenger" else "km",
            income_type=limits.income_kilometre if limits is not None else None,
            rule="travel_kilometre" if kind == BASE else "travel_increment",
            params={"what": name, "km": length / 1000},
            paid=trip.paid.per_km if kind == BASE else None,
        )


def _parts(drive: Drive) -> Iterator[tuple[Key, int]]:
    """The rates that a drive earns, each with its metres; a passenger counts every metre."""
    yield (drive.date, BASE, drive.vehicle), drive.metres
    for name in drive.with_:
        yield (drive.date, INCREMENT, name), drive.metres
    yield (drive.date, INCREMENT, "forest_road"), drive.forest_metres
    yield (drive.date, INCREMENT, "extra_passenger"), drive.metres * drive.passengers
