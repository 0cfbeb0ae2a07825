"""Work types and cost centres are the organisation's own: an unknown one is kept, and its day has a finding."""

from typing import Any

import pytest

from leima.db.tx import Tx
from tests.company import Company, ms, operation, punch

DAY = "2026-11-19"
SECRET = "Naapurin salainen hanke"


@pytest.fixture
def booking(company: Company) -> Company:
    """A company with a work type and a cost centre; the neighbour has one of each too."""

    def work(tx: Tx) -> None:
        for org, id, name in ((company.ids["org"], "own", "Kokous"), ("neighbour", "theirs", SECRET)):
            given = {"org": org, "id": id, "name": name, "yes": True, "no": False}
            tx.run("INSERT INTO work_type (org, id, name, kiky, active) VALUES (:org, :id, :name, :no, :yes)", **given)
            tx.run(
                "INSERT INTO cost_centre (org, id, code, name, active) VALUES (:org, :id, '100', :name, :yes)", **given
            )

    company.world.db.write_now(work)
    return company.at("2026-11-20T08:00")


def findings(company: Company, date: str = DAY) -> list[tuple[str, dict[str, Any]]]:
    (day,) = company.get("aino", "days", **{"from": date, "to": date})["days"]
    return [(one["kind"], one["params"]) for one in day["result"]["findings"] if one["kind"].startswith("unknown_")]


def day_of(company: Company, **named: str) -> list[dict[str, Any]]:
    """Aino's Thursday, booked on what `named` says."""
    aino = company.ids["aino"]
    came = punch(aino, "in", f"{DAY}T08:00", body=named)
    return list(company.push("aino", came, punch(aino, "out", f"{DAY}T16:00"))["results"])


@pytest.mark.parametrize("id", ["theirs", "never-seen"])
def test_a_punch_on_an_unknown_work_type_is_taken_flagged_and_told_on_its_day(booking: Company, id: str) -> None:
    came, _ = day_of(booking, work_type=id, cost_centre=id)
    assert (came["status"], came["flags"]) == ("applied", ["unknown_work_type", "unknown_cost_centre"])
    start = ms(f"{DAY}T08:00") // 60_000
    assert findings(booking) == [("unknown_work_type", {"at": start}), ("unknown_cost_centre", {"at": start})]
    (stored,) = booking.rows("SELECT work_type FROM punch WHERE org=:org AND kind='in'")
    assert stored.work_type == id, "what was said is kept as it was said"


def test_what_the_organisation_has_is_booked_without_a_word_also_when_it_is_no_longer_offered(
    booking: Company,
) -> None:
    booking.world.db.write_now(lambda tx: tx.run("UPDATE work_type SET active=:no", no=False))
    came, _ = day_of(booking, work_type="own", cost_centre="own")
    assert came["flags"] == []
    assert findings(booking) == []


def test_an_entry_on_an_unknown_work_type_is_told_until_another_is_chosen(booking: Company) -> None:
    body = {"start": ms(f"{DAY}T08:00"), "end": ms(f"{DAY}T16:00"), "work_type": "theirs"}
    made = operation(booking.ids["aino"], "entry.create", body, booking.clock.now())
    (told,) = booking.push("aino", made)["results"]
    assert (told["status"], told["flags"]) == ("applied", ["unknown_work_type"])
    assert [kind for kind, _ in findings(booking)] == ["unknown_work_type"]

    def edit(version: int, **fields: Any) -> dict[str, Any]:
        edited = operation(booking.ids["aino"], "entry.edit", {"set": fields}, 1, id=made["entity"]["id"])
        return dict(booking.push("aino", edited | {"base": {"version": version}})["results"][0])

    assert edit(1, cost_centre="theirs")["flags"] == ["unknown_cost_centre"]
    assert edit(2, work_type="own", cost_centre=None)["flags"] == []
    assert findings(booking) == []


def test_the_supervisor_reads_it_in_the_report_and_nobody_reads_the_neighbours_names(booking: Company) -> None:
    day_of(booking, work_type="theirs", cost_centre="never-seen")
    asked = {"from": DAY, "to": DAY, "columns": "all", "person": booking.ids["aino"]}
    told = booking.get("boss", "reports/working-time", **asked)
    (row,) = told["people"][0]["rows"]
    assert "työlaji" in row["findings"] and "kustannuspaikka" in row["findings"]
    assert (row["work_types"], row["cost_centres"]) == ("(tuntematon)", "(tuntematon)")
    assert SECRET not in str(told)
    page = booking.get("aino", "sync/pull", limit=1000)
    assert SECRET not in str(page)
