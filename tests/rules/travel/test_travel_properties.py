"""What holds for every trip. By one rule alone, told here, a per diem total falls when a trip gets longer."""

from dataclasses import replace
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from leima.rules.travel import work_out
from leima.rules.travel.shapes import Leg, Paid, Trip, Worked
from tests.rules.paid_weeks import CASES, OFTEN, SEEDS
from tests.rules.travel.asking import RATES
from tests.rules.travel.random_trips import longer, random_trip

KNOWN = ("2026-03-27", "2026-10-23", "2026-06-15", "2026-11-02")
"""Dates of a year whose per diems are all known."""


tried: list[int] = []


def sound(seed: int) -> Trip:
    """A trip without faults in a year that is known."""
    return random_trip(seed, KNOWN, wild=False)


def per_diem_cents(worked: Worked) -> int:
    """The tax-free maximum of the trip's per diems: what the employer pays is its own choice."""
    return sum(one.tax_free_cents for one in worked.lines if one.kind.startswith("per_diem"))


def maximum(trip: Trip) -> Trip:
    """The same trip, paid by the tax-free maximum, through places with rates, the end of every full day told."""
    known = {"GI": "LK"}
    legs = [replace(leg, from_=known.get(leg.from_, leg.from_), to=known.get(leg.to, leg.to)) for leg in trip.legs]
    places = tuple(known.get(place, place) for place in trip.day_ends_in)
    return longer(replace(trip, paid=Paid(), legs=tuple(legs), day_ends_in=places), 0)


@OFTEN
@given(SEEDS, st.integers(min_value=1, max_value=3000))
def test_no_per_diem_total_falls_when_a_trip_gets_longer_but_when_a_travel_day_becomes_full(
    seed: int, more: int
) -> None:
    """The exception: a travel day that becomes full takes the rate of the place where it ends, in place of
    the last country's (a trip under 24 hours, the way home) or of Finland's (when the day before ended there)."""
    trip = maximum(sound(seed))
    before, after = work_out(trip, RATES), work_out(longer(trip, more), RATES)
    assert not before.faults and not after.faults
    tried.append(seed)
    assert {refusal.line for refusal in (*before.refused, *after.refused)} <= {"meal_allowance", "kilometre"}
    if per_diem_cents(after) < per_diem_cents(before):
        assert trip.start is not None and trip.end is not None
        full = [(end - trip.start) // 1440 for end in (trip.end, trip.end + more)]
        assert full[1] > full[0]
        became = before.days[full[0]]
        assert became.is_ != "none"
        assert after.days[full[0]].place != became.place


def test_as_many_longer_trips_were_tried_as_the_size_asks() -> None:
    CASES.reached(len(tried))


@OFTEN
@given(SEEDS)
def test_splitting_a_drive_changes_nothing(seed: int) -> None:
    trip, dice = sound(seed), Random(seed)
    drives = []
    for one in trip.kilometres:
        part = dice.randint(0, one.metres)
        forest = min(part, one.forest_metres)
        halves = (part, forest), (one.metres - part, one.forest_metres - forest)
        drives += [replace(one, metres=metres, forest_metres=wood) for metres, wood in halves]
    split = work_out(replace(trip, kilometres=tuple(drives)), RATES)
    assert split == work_out(trip, RATES)


@OFTEN
@given(SEEDS)
def test_splitting_a_leg_where_its_rule_sees_the_traveller_changes_nothing(seed: int) -> None:
    trip, dice = sound(seed), Random(seed)
    legs: list[Leg] = []
    for leg in trip.legs:
        if leg.arrive - leg.depart < 2:
            legs.append(leg)
            continue
        middle = dice.randint(leg.depart + 1, leg.arrive - 1)
        seen = leg.to if RATES.is_home(leg.from_) else leg.from_
        legs += [replace(leg, to=seen, arrive=middle), replace(leg, from_=seen, depart=middle)]
    split = work_out(replace(trip, legs=tuple(legs)), RATES)
    assert split == work_out(trip, RATES)


@OFTEN
@given(SEEDS)
def test_free_meals_never_raise_a_line_nor_take_more_than_half_of_it(seed: int) -> None:
    trip = sound(seed)
    eaten, hungry = work_out(trip, RATES), work_out(replace(trip, free_meals=()), RATES)
    assert [one.kind for one in eaten.lines] == [one.kind for one in hungry.lines]
    for less, whole in zip(eaten.lines, hungry.lines, strict=True):
        for part, full in ((less.due_cents, whole.due_cents), (less.tax_free_cents, whole.tax_free_cents)):
            assert full // 2 <= part <= full
        if not less.kind.startswith("per_diem"):
            assert less == whole


@OFTEN
@given(SEEDS)
def test_due_is_tax_free_and_taxable_of_every_line_and_lines_add_up_to_the_sums(seed: int) -> None:
    worked = work_out(random_trip(seed), RATES)
    for one in worked.lines:
        assert one.due_cents == one.tax_free_cents + one.taxable_cents
        assert min(one.due_cents, one.tax_free_cents, one.taxable_cents) >= 0
        assert abs(one.due_cents - one.quantity * one.rate_cents) <= 0.5 + 1e-6
        assert one.source and one.rule
    for field in ("due_cents", "tax_free_cents", "taxable_cents"):
        assert getattr(worked, field) == sum(getattr(one, field) for one in worked.lines)


@OFTEN
@given(SEEDS)
def test_travel_days_follow_each_other_and_cover_the_trip(seed: int) -> None:
    trip = sound(seed)
    days = work_out(trip, RATES).days
    assert (days[0].start, days[-1].end) == (trip.start, trip.end)
    assert all(one.end == other.start for one, other in pairwise(days))
    assert all(one.end - one.start == 1440 for one in days[:-1]) and 0 < days[-1].end - days[-1].start <= 1440


@OFTEN
@given(SEEDS)
def test_what_is_worked_out_survives_its_json_and_so_does_the_trip(seed: int) -> None:
    trip = random_trip(seed)
    worked = work_out(trip, RATES)
    assert Trip.from_json(trip.to_json()) == trip
    assert Worked.from_json(worked.to_json()) == worked
