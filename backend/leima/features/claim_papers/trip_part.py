"""A trip on the paper of its claim: what was told of it, its lines with the rule and the source of each."""

from collections.abc import Iterator, Mapping
from typing import Any

from leima.features.claim_papers.amounts import MINUTE, at, euros, moment, number, on
from leima.features.claim_papers.held import HeldTrip
from leima.features.claim_papers.paper import Block, Column, Facts, Heading, Rows, Text
from leima.features.claim_papers.sources import Sources
from leima.features.travel.answers import WorkedLine
from leima.features.travel.schemas import TripDrive, TripLeg
from leima.web.words import say

COLUMNS = ("date", "ground", "quantity", "rate", "due", "tax_free", "taxable")


def blocks(trip: HeldTrip, sources: Sources, lang: str) -> Iterator[Block]:
    """The trip's heading, facts, table of lines, and why something is not paid."""
    told = trip.told
    yield Heading(say(lang, "paper.trip", {"destination": told.destination or told.purpose}))
    facts = tuple((say(lang, f"paper.fact.{key}"), value) for key, value in _facts(trip, lang) if value)
    if facts:
        yield Facts(facts)
    if trip.told.worked.lines:
        yield _lines(trip, sources, lang)
    for sentence in _not_paid(trip, lang):
        yield Text(sentence, quiet=True)


def _facts(trip: HeldTrip, lang: str) -> Iterator[tuple[str, str]]:
    told = trip.told
    yield "purpose", told.purpose
    yield "start", _when(trip.start_at, told.zone, lang)
    yield "end", _when(trip.end_at, told.zone, lang)
    yield "from", _from(trip, lang)
    yield "route", " \N{EN DASH} ".join(place for place in (told.start_place, *told.stops) if place)
    yield "legs", "; ".join(_leg(one, told.zone, lang) for one in told.legs)
    yield "drives", "; ".join(_drive(one, lang) for one in told.kilometres)
    yield "free_meals", _per_day(told.free_meals)
    yield "nights", "; ".join(f"{on(one.date, lang)} {_word('lodging', one.lodging, lang)}" for one in told.nights)
    yield "travel_time", "" if told.travel_minutes is None else say(lang, "paper.hours", {"n": told.travel_minutes})
    yield "cost_centre", trip.cost_centre
    yield "note", told.note


def _when(minute: int | None, zone: str, lang: str) -> str:
    return "" if minute is None else at(minute * MINUTE, lang, zone)


def _from(trip: HeldTrip, lang: str) -> str:
    """Where it began, and how far from workplace and home its farthest place is."""
    told = trip.told
    known = (("workplace", told.km_from_workplace), ("home", told.km_from_home))
    distances = [say(lang, f"paper.km_from.{key}", {"km": number(km, lang)}) for key, km in known if km is not None]
    return "; ".join([_word("from", told.from_, lang), *distances])


def _leg(leg: TripLeg, zone: str, lang: str) -> str:
    between = f"{moment(leg.depart, lang, zone)}\N{EN DASH}{moment(leg.arrive, lang, zone)}"
    return f"{leg.from_} \N{EN DASH} {leg.to}, {_word('means', leg.by, lang)} {between}"


def _drive(drive: TripDrive, lang: str) -> str:
    parts = [f"{on(drive.date, lang)} {say(lang, f'rule.what.{drive.vehicle}')} {number(drive.km, lang)} km"]
    if drive.passengers:
        parts.append(say(lang, "paper.passengers", {"n": drive.passengers}))
    parts += [say(lang, f"rule.what.{one}") for one in drive.with_]
    if drive.forest_km:
        parts.append(f"{say(lang, 'rule.what.forest_road')} {number(drive.forest_km, lang)} km")
    return ", ".join(parts)


def _per_day(meals: list[int]) -> str:
    return ", ".join(map(str, meals)) if any(meals) else ""


def _word(kind: str, code: str, lang: str) -> str:
    return say(lang, f"paper.{kind}.{code}")


def _lines(trip: HeldTrip, sources: Sources, lang: str) -> Rows:
    worked = trip.told.worked
    columns = tuple(
        Column(say(lang, f"paper.column.{key}"), wide=key == "ground", right=key not in ("date", "ground"))
        for key in COLUMNS
    )
    sums = (worked.due_cents, worked.tax_free_cents, worked.taxable_cents)
    return Rows(
        columns,
        tuple(_line(one, sources, lang) for one in worked.lines),
        (say(lang, "paper.sum.trip"), "", "", "", *(euros(cents, lang) for cents in sums)),
    )


def _line(line: WorkedLine, sources: Sources, lang: str) -> tuple[str, ...]:
    params = _params(line.params, lang)
    source = say(lang, "paper.source", {"n": sources.number(line.source)})
    because = say(lang, f"because.{line.rule}", params)
    sums = (line.due_cents, line.tax_free_cents, line.taxable_cents)
    return (
        on(line.date, lang),
        f"{say(lang, f'rule.{line.rule}', params)}\n{because} · {source}",
        f"{number(line.quantity, lang)} {_word('unit', line.unit, lang)}",
        euros(line.rate_cents, lang),
        *(euros(cents, lang) for cents in sums),
    )


def _not_paid(trip: HeldTrip, lang: str) -> Iterator[str]:
    """Each travel day that earns nothing and each line that is refused, with its reason."""
    for day in trip.told.worked.days:
        if day.is_ == "none":
            params = {"date": at(day.start * MINUTE, lang, trip.told.zone), **_why(day.rule, day.params, lang)}
            yield say(lang, "paper.no_per_diem", params)
    for one in trip.told.worked.refused:
        if one.line.startswith("per_diem") and any(day.rule == one.rule for day in trip.told.worked.days):
            continue
        yield say(lang, "paper.refused", {"line": _word("line", one.line, lang), **_why(one.rule, one.params, lang)})


def _why(rule: str, params: Mapping[str, Any], lang: str) -> dict[str, str]:
    return {"why": say(lang, f"because.{rule}", _params(params, lang))}


def _params(told: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """What fills the sentence of a rule: what is named by a code is named by its word."""
    return {**told, "what": say(lang, f"rule.what.{told['what']}")} if "what" in told else dict(told)
