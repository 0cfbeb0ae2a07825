"""Questions about travel: a described trip or receipt, read strictly, worked out by the rules of travel."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from leima.rules.situation.given import Given, Refused, as_date, as_instant
from leima.rules.travel.rates import Rates
from leima.rules.travel.receipt import EURO, MILLIONTHS, Receipt, Taxed, split_vat
from leima.rules.travel.shapes import LODGINGS, MEANS, Drive, Leg, Night, Paid, Trip, Worked
from leima.rules.travel.trip import work_out

Answer = dict[str, Any]
TRIP = (
    *("start", "end", "zone", "from", "km_from_workplace", "km_from_home", "payee", "special_sector", "free_meals"),
    *("nights", "meals", "usual_eating_place", "legs", "day_ends_in", "kilometres", "paid_per_km", "paid_per_diem"),
)
RECEIPT = ("date", "gross_cents", "lines", "currency", "rate_to_eur")
MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::00(?:\.0+)?)?(?: ?(Z|[+-]\d\d:?\d\d)| (first|second))?", re.ASCII
)
MOST_CENTS = 1_000_000_000
FARTHEST = 14 * 60
"""Minutes that any clock is ahead of, or behind, UTC."""


def trip(one: Given, rates: Rates) -> Answer:
    """The answer to a described trip. Raises Refused, naming the field, for what cannot be as it is told."""
    worked = work_out(trip_of(one), rates)
    for fault in worked.faults:
        raise Refused(one.at(fault.place), fault.code, **fault.params)
    return _answer(worked)


def _answer(worked: Worked) -> Answer:
    told = worked.to_json()
    del told["faults"]
    for day in told["days"]:
        day |= {"start": as_iso(day["start"]), "end": as_iso(day["end"])}
        del day["place"]
    return told


def as_iso(minute: int) -> str:
    """An epoch minute as an instant in UTC."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M:%SZ")


def trip_of(one: Given) -> Trip:
    """The trip that a question describes."""
    zone = as_zone(one)
    at_home = one.choice("from", ("workplace", "home"), "workplace") == "home"
    contractor = one.choice("payee", ("employee", "contractor"), "employee") == "contractor"
    return Trip(
        start=_moment(one, "start", zone),
        end=_moment(one, "end", zone),
        zone=zone,
        from_="home" if at_home else "workplace",
        metres_from_workplace=_parts(one, "km_from_workplace", 3),
        metres_from_home=_parts(one, "km_from_home", 3),
        payee="contractor" if contractor else "employee",
        special_sector=one.truth("special_sector"),
        free_meals=tuple(_whole(part, place) for part, place in one.parts("free_meals")),
        nights=tuple(_nights(one)),
        meals=one.whole("meals", 0),
        usual_eating_place=one.truth("usual_eating_place") if one.has("usual_eating_place") else None,
        legs=tuple(_legs(one, zone)),
        day_ends_in=tuple(_text(part, place) for part, place in one.parts("day_ends_in")),
        kilometres=tuple(_drives(one)),
        paid=_paid(one),
    )


def as_zone(one: Given) -> str:
    """The zone of a trip's clock times. Raises Refused for one that is none."""
    zone = one.text("zone", "Europe/Helsinki")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused(one.at("zone"), "bad_zone", value=zone[:40]) from None
    return zone


def as_moment(value: Any, zone: str, place: str) -> int:
    """The epoch minute of `2026-03-02T08:00`, local to the zone, or with an offset or Z.

    Raises Refused: 24:00 and times that the clock jumps over are no times, one that occurs twice must say which.
    """
    found = MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None or found[2] > "23:59":
        raise Refused(place, "bad_moment", value=str(value)[:40])
    date, clock, offset, which = as_date(found[1], place), found[2], found[3], found[4]
    if offset is None:
        return as_instant(zone, date, f"{date}T{clock}" + (f" {which}" if which else ""), place)
    ahead = 0 if offset == "Z" else int(offset[0] + "1") * (int(offset[1:3]) * 60 + int(offset[-2:]))
    if abs(ahead) > FARTHEST:
        raise Refused(place, "bad_moment", value=value[:40])
    return as_instant("UTC", date, f"{date}T{clock}", place) - ahead


def _moment(one: Given, key: str, zone: str) -> int | None:
    return as_moment(one.value[key], zone, one.at(key)) if one.has(key) else None


def _parts(one: Given, key: str, decimals: int) -> int | None:
    """A number in whole parts, 10 to the power of `decimals` to one; null where it is not given."""
    if not one.has(key):
        return None
    exact: float = one.number(key) * 10**decimals
    if abs(exact - round(exact)) > 1e-6:
        raise Refused(one.at(key), "too_many_decimals", most=decimals)
    return round(exact)


def _whole(part: Any, place: str) -> int:
    if isinstance(part, bool) or not isinstance(part, int):
        raise Refused(place, "not_a_number")
    return part


def _text(part: Any, place: str) -> str:
    if not isinstance(part, str):
        raise Refused(place, "not_text")
    return part


def _nights(one: Given) -> Iterator[Night]:
    for part, place in one.parts("nights"):
        night = Given(part, place, ("date", "lodging"))
        yield Night(night.date("date"), night.choice("lodging", LODGINGS, "none"))


def _legs(one: Given, zone: str) -> Iterator[Leg]:
    for part, place in one.parts("legs"):
        leg = Given(part, place, ("from", "to", "depart", "arrive", "by"))
        depart, arrive = (as_moment(leg.text(key), zone, leg.at(key)) for key in ("depart", "arrive"))
        yield Leg(leg.text("from"), leg.text("to"), depart, arrive, leg.choice("by", MEANS, "land"))


def _drives(one: Given) -> Iterator[Drive]:
    for part, place in one.parts("kilometres"):
        drive = Given(part, place, ("date", "vehicle", "km", "passengers", "with", "forest_km"))
        drive.number("km")
        yield Drive(
            date=drive.date("date"),
            vehicle=drive.text("vehicle"),
            metres=_parts(drive, "km", 3) or 0,
            passengers=drive.whole("passengers", 0),
            with_=tuple(_text(name, at) for name, at in drive.parts("with")),
            forest_metres=_parts(drive, "forest_km", 3) or 0,
        )


def _paid(one: Given) -> Paid:
    """What the employer pays, in euros: a number for every per diem, or `{full, partial, foreign}` for some."""
    per_km = _parts(one, "paid_per_km", 4)
    if not isinstance(one.value.get("paid_per_diem"), Mapping):
        every = _parts(one, "paid_per_diem", 4)
        return Paid(per_km, every, every, every)
    kinds = Given(one.value["paid_per_diem"], one.at("paid_per_diem"), ("full", "partial", "foreign"))
    return Paid(per_km, *(_parts(kinds, kind, 4) for kind in ("full", "partial", "foreign")))


def receipt(one: Given, rates: Rates) -> Answer:
    """Tax and net of a described receipt, line by line, in euro cents."""
    return split_vat(receipt_of(one), rates).to_json()


def receipt_of(one: Given) -> Receipt:
    """The receipt that a question describes."""
    lines = []
    for part, place in one.parts("lines"):
        line = Given(part, place, ("rate", "gross_cents"))
        line.number("rate")
        tenths = _parts(line, "rate", 1) or 0
        lines.append(Taxed(tenths, _cents(line)))
    gross = _cents(one)
    currency = one.text("currency", EURO)
    if re.fullmatch(r"[A-Z]{3}", currency) is None:
        raise Refused(one.at("currency"), "bad_currency", value=currency[:40])
    to_euro = _rate_to_euro(one)
    return Receipt(one.date("date"), gross, tuple(lines), currency, to_euro)


def _cents(one: Given) -> int:
    """Whole cents, at most ten million euros."""
    value = one.value.get("gross_cents")
    if value is None:
        raise Refused(one.at("gross_cents"), "missing")
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused(one.at("gross_cents"), "not_a_number")
    if not 0 <= value <= MOST_CENTS:
        raise Refused(one.at("gross_cents"), "trip_negative" if value < 0 else "trip_too_much", most=MOST_CENTS)
    return value


def _rate_to_euro(one: Given) -> int | None:
    """Euros for one unit of the currency, in millionths; more decimals than that are rounded."""
    if not one.has("rate_to_eur"):
        return None
    rate = one.number("rate_to_eur")
    if rate <= 0:
        raise Refused(one.at("rate_to_eur"), "bad_currency_rate")
    return round(rate * MILLIONTHS)
