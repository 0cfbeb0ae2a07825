"""How a trip is written on the wire: the golden cases that the phone runs too, and random trips in both languages."""

import json
import subprocess
from pathlib import Path

import pytest

from leima.rules.situation.given import Given, Refused
from leima.rules.situation.trip import TRIP, trip
from tests.rules.travel.asking import FILES, RATES, Json
from tests.rules.travel.wire_trips import CASES, wire_trip
from tests.sizes import size

HERE = Path(__file__).parent
SEED = 20261130


def answered(asked: Json) -> Json:
    """What the server answers to a trip on the wire, or where and why it refuses it."""
    try:
        return {"answer": json.loads(json.dumps(trip(Given(asked, "", TRIP), RATES)))}
    except Refused as refused:
        return {"refused": [refused.place, refused.code]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_wire(case: Json) -> None:
    told, wanted = answered(case["asked"]), case["expect"]
    if "refused" in wanted:
        assert told == wanted
        return
    days = told["answer"]["days"]
    seen = told["answer"] | ({"start": days[0]["start"], "end": days[-1]["end"]} if days else {})
    assert {key: seen[key] for key in wanted} == wanted


def test_random_trips_are_read_and_answered_alike_in_python_and_typescript(tmp_path: Path) -> None:
    trips = size("random_trips")
    cases = [wire_trip(SEED + number) for number in range(trips.wanted)]
    tables = [json.loads(file.read_text("utf-8")) for file in FILES]
    file = tmp_path / "wire.json"
    file.write_text(json.dumps({"tables": tables, "trips": [], "receipts": [], "wire": cases}))

    ran = subprocess.run(
        ["node", str(HERE / "travel.mjs"), str(file)], capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stderr
    theirs = json.loads(ran.stdout)["wire"]

    ours = [answered(case) for case in cases]
    for number, (server, phone) in enumerate(zip(ours, theirs, strict=True)):
        assert server == phone, f"seed {SEED + number}"
    assert sum("answer" in one for one in ours) > trips.wanted // 3
    assert len({one["refused"][1] for one in ours if "refused" in one}) > 20
    trips.reached(len(theirs))
