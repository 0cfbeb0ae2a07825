"""`leima interpret` reads trips and receipts strictly, answers in words, and is quick."""

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from leima.cli import main
from leima.rules.situation.answer import interpret
from leima.rules.situation.given import Refused
from leima.rules.travel import work_out
from leima.rules.travel.shapes import Drive, Leg, Night, Trip
from tests.rules.situations import TABLES, contract
from tests.rules.travel.asking import RATES, Json, asked, rates

TRIP: Json = {"start": "2026-03-02T08:00", "end": "2026-03-02T20:00", "km_from_workplace": 40, "km_from_home": 30}
RECEIPT: Json = {"date": "2026-02-10", "gross_cents": 1135, "lines": [{"rate": 13.5, "gross_cents": 1135}]}
LEG: Json = {"from": "FI", "to": "SE", "depart": "2026-03-02T09:00", "arrive": "2026-03-02T10:00", "by": "plane"}


@pytest.mark.parametrize(
    ("question", "fields", "place", "code"),
    [
        ("trip", {**TRIP, "hours": 12}, "hours", "unknown_field"),
        ("trip", {**TRIP, "start": "8:00"}, "start", "bad_moment"),
        ("trip", {**TRIP, "end": "2026-03-02T24:00"}, "end", "bad_moment"),
        ("trip", {**TRIP, "end": "2026-02-30T08:00"}, "end", "bad_date"),
        ("trip", {**TRIP, "end": "2026-03-02T08:75"}, "end", "bad_clock"),
        ("trip", {**TRIP, "end": "2026-03-02T12:00+19:00"}, "end", "bad_moment"),
        ("trip", {**TRIP, "start": "2026-03-29T03:30", "end": "2026-03-29T12:00"}, "start", "no_such_time"),
        ("trip", {**TRIP, "start": "2026-10-25T03:30", "end": "2026-10-25T12:00"}, "start", "time_twice"),
        ("trip", {**TRIP, "start": 1400}, "start", "bad_moment"),
        ("trip", {**TRIP, "zone": "Europe/Atlantis"}, "zone", "bad_zone"),
        ("trip", {**TRIP, "zone": "../etc"}, "zone", "bad_zone"),
        ("trip", {**TRIP, "from": "hotel"}, "from", "not_one_of"),
        ("trip", {**TRIP, "payee": "friend"}, "payee", "not_one_of"),
        ("trip", {**TRIP, "special_sector": "yes"}, "special_sector", "not_yes_or_no"),
        ("trip", {**TRIP, "free_meals": 2}, "free_meals", "not_a_list"),
        ("trip", {**TRIP, "free_meals": [1.5]}, "free_meals[0]", "not_a_number"),
        ("trip", {**TRIP, "meals": "two"}, "meals", "not_a_number"),
        ("trip", {**TRIP, "nights": [{"date": "2026-03-02", "lodging": "tent"}]}, "nights[0].lodging", "not_one_of"),
        ("trip", {**TRIP, "legs": [{**LEG, "arrive": "soon"}]}, "legs[0].arrive", "bad_moment"),
        ("trip", {**TRIP, "legs": [{**LEG, "by": "foot"}]}, "legs[0].by", "not_one_of"),
        ("trip", {**TRIP, "day_ends_in": [358]}, "day_ends_in[0]", "not_text"),
        ("trip", {**TRIP, "day_ends_in": ["other"]}, "day_ends_in[0]", "trip_unknown_place"),
        ("trip", {"kilometres": [{"date": "2026-03-02", "vehicle": "car"}]}, "kilometres[0].km", "missing"),
        ("trip", {"kilometres": [{"vehicle": "car", "km": 1}]}, "kilometres[0].date", "missing"),
        (
            "trip",
            {"kilometres": [{"date": "2026-03-02", "vehicle": "car", "km": 1.00005}]},
            "kilometres[0].km",
            "too_many_decimals",
        ),
        ("trip", {**TRIP, "paid_per_diem": {"half": 20}}, "paid_per_diem.half", "unknown_field"),
        ("trip", {**TRIP, "paid_per_km": "0.60"}, "paid_per_km", "not_a_number"),
        ("trip", [], "", "not_an_object"),
        ("receipt", {**RECEIPT, "gross_cents": -1}, "gross_cents", "trip_negative"),
        ("receipt", {**RECEIPT, "gross_cents": 11.35}, "gross_cents", "not_a_number"),
        ("receipt", {**RECEIPT, "currency": "euro"}, "currency", "bad_currency"),
        ("receipt", {**RECEIPT, "currency": "SEK", "rate_to_eur": 0}, "rate_to_eur", "bad_currency_rate"),
        ("receipt", {**RECEIPT, "lines": [{"gross_cents": 1135}]}, "lines[0].rate", "missing"),
        ("receipt", {"gross_cents": 1, "lines": []}, "date", "missing"),
    ],
)
def test_bad_input_is_refused_with_its_place(question: str, fields: Any, place: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        asked(question, fields)
    assert (refused.value.place, refused.value.code) == (f"ask.{question}.{place}".rstrip("."), code)


def test_times_with_an_offset_are_instants_in_whatever_zone() -> None:
    local = asked("trip", TRIP)
    offset = asked("trip", {**TRIP, "start": "2026-03-02T06:00:00.000Z", "end": "2026-03-02 22:00+04:00"})
    assert local["days"] == offset["days"]
    assert local["days"][0]["start"] == "2026-03-02T06:00:00Z"


def test_a_rate_that_is_added_with_its_source_makes_the_line_and_moves_no_earlier_one() -> None:
    drives = [{"date": date, "vehicle": "car", "km": 100} for date in ("2026-12-31", "2027-01-01")]
    before = asked("trip", {"kilometres": drives})
    row = {"key": "car", "from": "2027-01-01", "until": "2027-12-31", "value": 56, "source": "a decision"}
    after = asked("trip", {"kilometres": drives}, rates(row))

    assert [one["value"] for one in before["refused"]] == ["car"]
    assert after["lines"][0] == before["lines"][0]
    assert (after["lines"][1]["due_cents"], after["lines"][1]["source"], after["refused"]) == (5600, "a decision", [])


def test_a_country_takes_the_rate_of_other_countries_until_it_has_its_own() -> None:
    trip = {**TRIP, "start": "2026-03-01T08:00", "day_ends_in": ["GI"]}
    years = {"from": "2026-01-01", "until": "2026-12-31", "source": "a decision"}
    other = {**years, "key": "foreign_per_diem_other", "value": 5200}
    own = {**years, "key": "foreign_per_diem.GI", "value": 6100}
    found = [asked("trip", trip, rates(*rows))["lines"][0]["due_cents"] for rows in ([other], [other, own])]
    assert found == [5200, 6100]


def test_questions_about_travel_stand_beside_those_about_hours() -> None:
    told = interpret({"contract": contract(), "ask": {"trip": TRIP, "overtime_leave": {}}}, TABLES, RATES)
    assert told["answers"]["trip"]["due_cents"] == 5400
    assert told["answers"]["overtime_leave"]["minutes"] == 0
    with pytest.raises(Refused) as refused:
        interpret({"ask": {"trip": TRIP, "overtime_leave": {}}}, TABLES, RATES)
    assert refused.value.place == "contract"


def test_the_command_answers_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "trip.json"
    drives = [{"date": "2026-03-02", "vehicle": name, "km": 10} for name in ("car", "atv")]
    file.write_text(json.dumps({"ask": {"trip": {**TRIP, "free_meals": [2], "kilometres": drives}}}))

    assert main(["interpret", str(file), "--lang", "fi"]) == 0
    told = json.loads(capsys.readouterr().out)["answers"]["trip"]
    assert [line["says"] for line in told["lines"]] == ["Kokopäiväraha", "Kilometrikorvaus"]
    assert told["lines"][0]["because"] == "matka kesti 12:00, yli 10:00; ilmaiset ateriat puolittavat"
    assert told["lines"][1]["because"] == "oma auto: 10 km, 0,55 €/km"
    assert told["refused"][0]["why"].startswith("arvoa atv ei tunneta päivälle 2.3.2026")


def test_the_command_names_the_field_of_a_trip_that_cannot_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "trip.json"
    file.write_text(json.dumps({"ask": {"trip": {**TRIP, "end": "2026-03-02T07:00"}}}))

    assert main(["interpret", str(file)]) == 1
    assert capsys.readouterr().err == "ask.trip.end: the trip must end after it starts. Correct its start or end.\n"


def test_a_long_trip_with_everything_is_worked_out_in_under_two_milliseconds() -> None:
    start = 29_540_000
    nights = tuple(Night(f"2026-03-{day:02d}", "receipt" if day % 2 else "none") for day in range(3, 13))
    drives = tuple(Drive(f"2026-03-{day:02d}", "car", 12_345, 2, ("trailer", "dog"), 100) for day in range(3, 13))
    legs = (Leg("FI", "SE", start + 60, start + 600), Leg("SE", "FI", start + 9000, start + 15_000, "ship"))
    trip = Trip(start, start + 17_000, free_meals=(2, 1, 0, 2), nights=nights, legs=legs, kilometres=drives)
    assert not work_out(trip, RATES).faults

    def once() -> float:
        began = time.perf_counter()
        work_out(replace(trip), RATES)
        return time.perf_counter() - began

    assert min(once() for _ in range(30)) < 0.002
