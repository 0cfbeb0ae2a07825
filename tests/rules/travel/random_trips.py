"""Random trips in the shape of the rules, and longer ones made of them. Seeded."""

from dataclasses import replace
from random import Random

from leima.rules.travel.shapes import INCREMENTS, LODGINGS, MEANS, VEHICLES, Drive, Leg, Night, Paid, Trip
from leima.rules.zone import local_date, near_instant, next_date

DATES = ("2026-03-27", "2026-10-23", "2025-12-30", "2026-12-29", "2026-06-15", "2024-02-27", "2018-05-02", "2023-07-03")
ZONES = ("Europe/Helsinki", "Europe/Helsinki", "Europe/Helsinki", "Europe/London", "Asia/Tokyo", "America/New_York")
PLACES = ("SE", "GB", "GB:LON", "EE", "US:NYC", "JP", "RU:MOW", "GI", "LK", "ES-CN", "FI", "AX")
LENGTHS = (119, 120, 121, 360, 361, 599, 600, 601, 720, 1200, 1439, 1440, 1441)


def random_trip(seed: int, dates: tuple[str, ...] = DATES, wild: bool = True) -> Trip:
    """One trip; a `wild` one may hold what cannot be, and what nobody has told."""
    dice = Random(seed)
    zone = dice.choice(ZONES)
    start = near_instant(zone, dice.choice(dates), "00:00") + dice.randrange(1440)
    length = dice.choice([0, 0, 1, 2, 4]) * 1440 + dice.choice([dice.choice(LENGTHS), dice.randrange(1, 1441)])
    end = start + length
    days = -(-length // 1440)
    kind = dice.choice(["home", "home", "legs", "legs", "places"])
    trip = Trip(
        start=start,
        end=end,
        zone=zone,
        from_="home" if dice.random() < 0.3 else "workplace",
        metres_from_workplace=_far(dice),
        metres_from_home=_far(dice),
        free_meals=tuple(dice.choice([0, 0, 1, 2, 3]) for _ in range(dice.randrange(days + 1))),
        nights=_nights(dice, zone, start, end),
        meals=dice.choice([0, 0, 1, 2]),
        usual_eating_place=dice.choice([None, True, False, False]),
        legs=_legs(dice, start, end) if kind == "legs" else (),
        day_ends_in=_places(dice, length) if kind == "places" else (),
        kilometres=_drives(dice, zone, start, end),
        paid=_paid(dice),
    )
    return _spoiled(dice, trip) if wild and dice.random() < 0.25 else trip


def _far(dice: Random) -> int | None:
    return dice.choice([None, 5000, 5001, 15000, 15001, 40000, 40000, 200000])


def _nights(dice: Random, zone: str, start: int, end: int) -> tuple[Night, ...]:
    date, last, found = next_date(local_date(zone, start), -1), local_date(zone, end), []
    while date <= last:
        if dice.random() < 0.4:
            found.append(Night(date, dice.choice(LODGINGS)))
        date = next_date(date)
    return tuple(found)


def _legs(dice: Random, start: int, end: int) -> tuple[Leg, ...]:
    """Legs that follow each other in time and place; the last one may end at home."""
    inner = sorted(dice.sample(range(start, end + 1), k=min(2 * dice.choice([1, 2, 2, 3]), (end - start + 1) // 2 * 2)))
    place, legs = "FI", []
    for number in range(0, len(inner), 2):
        home = number + 2 >= len(inner) and dice.random() < 0.7
        to = "FI" if home else dice.choice(PLACES)
        legs.append(Leg(place, to, inner[number], inner[number + 1], dice.choice(MEANS)))
        place = to
    return tuple(legs)


def _places(dice: Random, length: int) -> tuple[str, ...]:
    most = max(1, length // 1440)
    told = most if dice.random() < 0.85 else dice.randrange(most + 1)
    return tuple(dice.choice(PLACES) for _ in range(told))


def _drives(dice: Random, zone: str, start: int, end: int) -> tuple[Drive, ...]:
    dates = [local_date(zone, start), local_date(zone, end)]
    found = []
    for _ in range(dice.choice([0, 1, 1, 2, 4])):
        metres = dice.choice([0, 100, 33300, 16650, 320000, dice.randrange(900000)])
        found.append(
            Drive(
                date=dice.choice(dates),
                vehicle=dice.choice(("car", "car", *VEHICLES)),
                metres=metres,
                passengers=dice.choice([0, 0, 1, 3]),
                with_=tuple(dice.sample(INCREMENTS, k=dice.choice([0, 0, 1, 2]))),
                forest_metres=dice.choice([0, metres // 3, metres]),
            )
        )
    return tuple(found)


def _paid(dice: Random) -> Paid:
    some = [None, None, 2500, 4999, 5500, 6050]
    per_diem = [None, None, 250_000, 540_000, 612_345]
    return Paid(dice.choice(some), *(dice.choice(per_diem) for _ in range(3)))


def _spoiled(dice: Random, trip: Trip) -> Trip:
    """A trip with one thing untold, barred, or as it cannot be."""
    assert trip.start is not None and trip.end is not None
    return dice.choice(
        [
            replace(trip, end=None),
            replace(trip, start=None, end=None),
            replace(trip, payee="contractor"),
            replace(trip, special_sector=True),
            replace(trip, end=trip.start - dice.randrange(2000)),
            replace(trip, end=trip.start + 400 * 1440),
            replace(trip, start=trip.start - 12 * 365 * 1440),
            replace(trip, metres_from_home=-1, meals=3),
            replace(trip, free_meals=(*trip.free_meals, 9, 0, 0, 0, 0, 0, 0)),
            replace(trip, nights=(*trip.nights, *trip.nights, Night("2026-02-30"), Night("2030-01-01", "tent"))),
            replace(trip, legs=(*trip.legs, *trip.legs, Leg("XX", "SE:ABC", trip.end, trip.start, "foot"))),
            replace(trip, day_ends_in=(*trip.day_ends_in, "XX", "SE", "SE", "SE", "SE", "SE")),
            replace(trip, kilometres=(Drive("2026-01-01", "horse", -5, -1, ("dog", "dog", "cat"), 7),)),
            replace(trip, paid=Paid(600_000, 60_000_000, -1)),
        ]
    )


def longer(trip: Trip, minutes: int) -> Trip:
    """The same trip ending later; for days that it did not have, places are told as that of its last one."""
    assert trip.start is not None and trip.end is not None
    end = trip.end + minutes
    places = trip.day_ends_in
    if places:
        full = max(1, (end - trip.start) // 1440)
        places = (*places, *[places[-1]] * (full - len(places)))
    return replace(trip, end=end, day_ends_in=places)
