"""Trips as devices write them: random ones made of `random_trips`, some of them told as they cannot be."""

import json
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from leima.rules.travel.shapes import Trip
from tests.rules.travel.random_trips import random_trip
from tests.rules.vectors import VECTORS

Json = dict[str, Any]
CASES: list[Json] = json.loads((VECTORS / "both" / "travel-wire.json").read_text("utf-8"))["cases"]
ODD: list[Json] = [case["asked"] for case in CASES if "refused" in case["expect"]]


def wire_trip(seed: int) -> Json:
    """A random trip on the wire; one in eight has a field that no trip may have."""
    dice = Random(f"wire {seed}")
    told = wire_of(random_trip(seed), dice)
    return told | dice.choice(ODD) if dice.random() < 0.125 else told


def wire_of(trip: Trip, dice: Random) -> Json:
    """A trip on the wire, its moments each in one of the forms that a device may choose."""
    told: Json = {
        "start": _moment(dice, trip.zone, trip.start),
        "end": _moment(dice, trip.zone, trip.end),
        "zone": trip.zone,
        "from": trip.from_,
        "km_from_workplace": _km(trip.metres_from_workplace),
        "km_from_home": _km(trip.metres_from_home),
        "payee": trip.payee,
        "special_sector": trip.special_sector,
        "free_meals": list(trip.free_meals),
        "nights": [{"date": night.date, "lodging": night.lodging} for night in trip.nights],
        "meals": trip.meals,
        "usual_eating_place": trip.usual_eating_place,
        "legs": [
            {
                "from": leg.from_,
                "to": leg.to,
                "depart": _moment(dice, trip.zone, leg.depart),
                "arrive": _moment(dice, trip.zone, leg.arrive),
                "by": leg.by,
            }
            for leg in trip.legs
        ],
        "day_ends_in": list(trip.day_ends_in),
        "kilometres": [
            {
                "date": drive.date,
                "vehicle": drive.vehicle,
                "km": _km(drive.metres),
                "passengers": drive.passengers,
                "with": list(drive.with_),
                "forest_km": _km(drive.forest_metres),
            }
            for drive in trip.kilometres
        ],
        "paid_per_km": _euros(trip.paid.per_km),
        "paid_per_diem": {kind: _euros(getattr(trip.paid, kind)) for kind in ("full", "partial", "foreign")},
    }
    return {key: value for key, value in told.items() if value is not None or dice.random() < 0.5}


def _km(metres: int | None) -> float | int | None:
    return None if metres is None else metres // 1000 if metres % 1000 == 0 else metres / 1000


def _euros(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / 10_000


def _moment(dice: Random, zone: str, minute: int | None) -> str | None:
    """A moment by the clock on the wall, by its offset, or in UTC."""
    if minute is None:
        return None
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    local = at.astimezone(ZoneInfo(zone))
    form = dice.choice(["local", "local", "local", "offset", "utc"])
    if form == "utc":
        return at.strftime("%Y-%m-%dT%H:%MZ")
    if form == "offset":
        return local.isoformat(timespec="minutes")
    other = local.replace(fold=1 - local.fold)
    twice = other.utcoffset() != local.utcoffset()
    return local.strftime("%Y-%m-%dT%H:%M") + ((" second" if local.fold else " first") if twice else "")
