"""An unknown rate refuses its line by name; once an admin has brought it the line works, and no sent claim moves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.company import Company, new_id, open_company
from tests.people.office import ask
from tests.rates.given import add, file, pulled, value
from tests.travel.claiming import add_receipt, add_trip, furnish, submit


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url, furnish=furnish) as opened:
        yield opened


def worked(company: Company, trip: str) -> Any:
    """What a trip was worked out to, as its owner's phone has it."""
    return pulled(company, "aino", "trip")[trip]["worked"]


SEEN = {"version": 1}


def refused(company: Company, trip: str) -> list[tuple[str, str]]:
    return [(one["line"], one["value"]) for one in worked(company, trip)["refused"]]


def by_boat(day: int) -> dict[str, Any]:
    """A trip of a day of November with thirty kilometres by boat."""
    date = f"2026-11-{day}"
    drive = {"date": date, "vehicle": "motorboat_le_50hp", "km": 30}
    return {"start": f"{date}T07:00", "end": f"{date}T18:30", "kilometres": [drive]}


def test_a_motorboat_of_2026_is_refused_by_name_until_an_admin_has_brought_its_rate(company: Company) -> None:
    claim, sent = new_id(), new_id()
    # A claim of the same days was sent before.
    earlier = add_trip(company, sent)
    add_receipt(company, sent)
    assert submit(company, sent)["status"] == "applied"
    frozen = worked(company, earlier["id"])
    trip = add_trip(company, claim, **by_boat(11))
    assert refused(company, trip["id"]) == [("kilometre", "motorboat_le_50hp")]
    assert [line["kind"] for line in worked(company, trip["id"])["lines"]] == ["per_diem_full"]

    brought = add(company, **value("motorboat_le_50hp", 104, 2026))
    add(company, **value("car", 60, 2026))
    again = add_trip(company, claim, id=trip["id"], note="korjattu", base=SEEN, **by_boat(11))

    assert brought.status_code == 200 and again["status"] == "applied"
    assert refused(company, trip["id"]) == []
    line = next(one for one in worked(company, trip["id"])["lines"] if one["kind"] == "kilometre")
    assert (line["due_cents"], line["rate_cents"]) == (3_120, 104)
    assert line["source"] == value("car", 1)["source"]
    assert worked(company, earlier["id"]) == frozen


def test_a_car_of_2027_is_refused_by_name_until_the_years_file_has_come(company: Company) -> None:
    claim = new_id()
    told = {"start": "2027-01-07T07:00", "end": "2027-01-07T18:30"}
    drive = [{"date": "2027-01-07", "vehicle": "car", "km": 100}]
    trip = add_trip(company, claim, kilometres=drive, **told)
    assert set(refused(company, trip["id"])) == {
        ("kilometre", "car"),
        ("per_diem_full", "per_diem_full"),
    }

    taken = ask(
        company,
        "admin",
        "POST",
        "travel/rates/file",
        {**file([["Nimi", "Euroa"], ["oma auto", 0.57], ["kokopäiväraha", 55]]), "dry_run": False},
    )
    assert taken.status_code == 200, taken.text
    company.at("2027-01-08T09:00")
    # Nobody has touched the draft: sending it works it out by the rates that there are now.
    sent = submit(company, claim)

    assert sent["status"] == "applied", sent
    assert refused(company, trip["id"]) == []
    assert worked(company, trip["id"])["due_cents"] == 5_700 + 5_500

    frozen = worked(company, trip["id"])
    add(company, **value("car", 70))
    assert worked(company, trip["id"]) == frozen


def test_taking_a_rate_back_leaves_a_sent_claim_as_it_was_and_refuses_the_next(company: Company) -> None:
    brought = value("motorboat_le_50hp", 104, 2026)
    add(company, **brought)
    claim = new_id()
    trip = add_trip(company, claim, **by_boat(10))
    add_receipt(company, claim)
    assert submit(company, claim)["status"] == "applied"
    frozen = worked(company, trip["id"])
    ask(company, "admin", "POST", f"travel/rates/{brought['id']}/undo")

    later = add_trip(company, new_id(), **by_boat(12))

    assert worked(company, trip["id"]) == frozen
    assert refused(company, later["id"]) == [("kilometre", "motorboat_le_50hp")]
