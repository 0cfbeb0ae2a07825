"""The phone's preview of a trip is the server's result, to the last line, fault and name of what is missing."""

import json
import subprocess
from pathlib import Path

from leima.rules.travel import work_out
from leima.rules.travel.receipt import Receipt, Taxed, split_vat
from tests.rules.travel.asking import FILES, RATES
from tests.rules.travel.random_trips import random_trip
from tests.sizes import size

HERE = Path(__file__).parent
SEED = 20261129
RECEIPTS = [
    Receipt(date, gross, (Taxed(rate, gross - 7), Taxed(100, 7)), currency, to_euro)
    for date in ("2024-08-31", "2025-12-31", "2026-01-01")
    for gross in (7, 1240, 99_999_999, 10**9)
    for rate in (0, 135, 140, 240, 255)
    for currency, to_euro in (("EUR", None), ("SEK", 88_123), ("SEK", None), ("KWD", 2_987_654))
]


def test_random_trips_are_worked_out_alike_in_python_and_typescript(tmp_path: Path) -> None:
    trips = size("random_trips")
    cases = [random_trip(SEED + number) for number in range(trips.wanted)]
    given = {
        "tables": [json.loads(file.read_text("utf-8")) for file in FILES],
        "trips": [trip.to_json() for trip in cases],
        "receipts": [one.to_json() for one in RECEIPTS],
    }
    file = tmp_path / "trips.json"
    file.write_text(json.dumps(given))

    ran = subprocess.run(
        ["node", str(HERE / "travel.mjs"), str(file)], capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stderr
    theirs = json.loads(ran.stdout)

    ours = [work_out(trip, RATES) for trip in cases]
    for number, (worked, phone) in enumerate(zip(ours, theirs["trips"], strict=True)):
        assert json.loads(json.dumps(worked.to_json())) == phone, f"seed {SEED + number}"
    splits = [split_vat(one, RATES).to_json() for one in RECEIPTS]
    assert json.loads(json.dumps(splits)) == theirs["receipts"]
    trips.reached(len(theirs["trips"]))


def test_random_trips_reach_every_kind_of_line_day_refusal_and_fault() -> None:
    worked = [work_out(random_trip(SEED + number), RATES) for number in range(1000)]
    kinds = {line.kind for one in worked for line in one.lines}
    assert kinds >= {"per_diem_full", "per_diem_partial", "per_diem_foreign", "per_diem_foreign_half"}
    assert kinds >= {"night_allowance", "meal_allowance", "kilometre", "kilometre_increment"}
    assert len({day.rule for one in worked for day in one.days}) >= 17
    assert len({refusal.rule for one in worked for refusal in one.refused}) == 5
    assert len({fault.code for one in worked for fault in one.faults}) >= 15
    assert {name.partition("[")[0] for one in worked for name in one.missing} == {
        *("start", "end", "day_ends_in", "km_from_workplace", "km_from_home", "usual_eating_place"),
    }
