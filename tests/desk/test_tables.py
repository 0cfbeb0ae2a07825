"""The lists of the office: what is asked of one is the same for all, and its file has what was asked."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from leima.db.tx import Tx
from leima.features.desk import months as desk_months
from leima.features.desk import people as desk_people
from leima.features.people import sites
from leima.features.people import store as people
from tests.company import Company, punch
from tests.months.month_fixtures import DECEMBER, NOVEMBER, approved, work


def hire_many(company: Company, *names: str) -> None:
    def hired(tx: Tx) -> None:
        tx.org = company.ids["org"]
        for at, name in enumerate(names):
            people.add_person(tx, name=name, email=f"many{at}@company.test", counts_from="2026-11-01")

    company.world.db.write_now(hired)


def names(company: Company, by: str = "payroll", **asked: str) -> list[str]:
    return [row["cells"]["name"] for row in company.get(by, "tables/people", **asked)["rows"]]


def test_a_list_is_searched_sorted_and_paged_on_the_server(company: Company) -> None:
    hire_many(company, "Äijälä Örn", "von Wright", "Aalto Äijä")

    assert names(company, search="äijä", sort="name") == ["Aalto Äijä", "Äijälä Örn"]
    backwards = names(company, sort="-name")
    assert backwards == sorted(backwards, key=str.casefold, reverse=True)
    page = company.get("payroll", "tables/people", sort="-name", size="2", page="1")
    assert [row["cells"]["name"] for row in page["rows"]] == backwards[2:4]
    assert (page["found"], page["all"]) == (len(backwards), len(backwards))


def test_letters_after_z_come_in_their_order_and_no_other_accent_counts(company: Company) -> None:
    wanted = ["Zander Z", "Åberg Z", "Ähtäri Z", "Öberg Z"]
    hire_many(company, *reversed(wanted), "Élise Z", "Eero Z")

    assert names(company, search=" z", sort="name") == ["Eero Z", "Élise Z", *wanted]
    assert names(company, search=" z", sort="-name") == [*reversed(wanted), "Élise Z", "Eero Z"]
    assert names(company, search=" z") == ["Eero Z", "Élise Z", *wanted]


def test_what_a_page_reads_of_some_is_what_sorting_reads_of_everybody(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(company, "aino", "2026-11-02", "2026-11-03")
    company.turn(DECEMBER)
    lists = [("tables/people", {}), ("tables/months", {"month": NOVEMBER})]
    keys = {"tables/people": ("roles", "agreement", "since", "until"), "tables/months": ("worked", "flex", "findings")}

    def read() -> list[object]:
        told = [
            company.get("payroll", path, sort=f"{way}{key}", **asked)
            for path, asked in lists
            for key in keys[path]
            for way in ("", "-")
        ]
        return [one["rows"] for one in told]

    some = read()
    monkeypatch.setattr(desk_people, "_FEW", 0)
    monkeypatch.setattr(desk_months, "_AT_ONCE", 1)
    assert read() == some

    def forgotten(tx: Tx) -> None:
        tx.run("UPDATE day_result SET worked=NULL WHERE org=:org AND date='2026-11-02'", org=company.ids["org"])

    company.world.db.write_now(forgotten)
    assert read() == some


def test_a_list_is_narrowed_by_choices_that_say_how_many_have_them(company: Company) -> None:
    whole = company.get("payroll", "tables/people")
    [standing] = [column for column in whole["columns"] if column["key"] == "standing"]

    for choice in standing["choices"]:
        found = company.get("payroll", "tables/people", filter=f"standing:{choice['value']}")
        assert found["found"] == choice["rows"], choice
    refused = company.client.get("/api/v1/tables/people?sort=secret", headers=company.headers("payroll"))
    assert refused.status_code == 400


def test_a_supervisor_sees_names_and_teams_of_theirs_alone_and_an_employee_no_list(company: Company) -> None:
    page = company.get("boss", "tables/people")

    assert [column["key"] for column in page["columns"]] == ["name", "team"]
    assert company.client.get("/api/v1/tables/people", headers=company.headers("aino")).status_code == 403


def test_people_are_narrowed_to_a_site_once_a_team_has_one(company: Company) -> None:
    def placed(tx: Tx) -> None:
        tx.org = company.ids["org"]
        sites.put(tx, "hall", "Tampere", "Hämeenkatu 1")
        sites.place_team(tx, company.ids["team"], "hall")

    assert "site" not in {column["key"] for column in company.get("payroll", "tables/people")["columns"]}
    company.world.db.write_now(placed)
    hire_many(company, "Ilman Tiimiä")
    found = names(company, filter="site:Tampere")
    assert "Aino" in found and "Ilman Tiimiä" not in found
    assert "Ilman Tiimiä" in names(company, filter="site:")
    page = company.get("boss", "tables/people")
    assert [column["key"] for column in page["columns"]] == ["name", "team", "site"]
    assert {row["cells"]["site"] for row in page["rows"]} == {"Tampere"}


def test_the_file_of_a_list_has_the_chosen_columns_and_runs_no_formula(company: Company) -> None:
    hire_many(company, "=1+1 Äijä", "Äijä Toinen")
    address = "/api/v1/tables/people?search=äijä&sort=-name&columns=name,standing&format="

    csv = company.client.get(f"{address}csv", headers=company.headers("payroll"))
    book = company.client.get(f"{address}xlsx", headers=company.headers("payroll"))

    lines = csv.content.decode("utf-8-sig").splitlines()
    assert lines == ["Nimi;Tila", "Äijä Toinen;Ei vielä liittynyt", "'=1+1 Äijä;Ei vielä liittynyt"]
    with ZipFile(BytesIO(book.content)) as opened:
        assert b"<f>" not in opened.read("xl/worksheets/sheet1.xml")


def test_the_months_list_tells_hours_and_what_changed_after_approval(company: Company) -> None:
    work(company, "aino", "2026-11-02", "2026-11-03")
    company.turn(DECEMBER)
    approved(company)
    ids, listed = company.ids, company.get("payroll", "tables/months", month=NOVEMBER, sort="-worked")
    cells = listed["rows"][0]["cells"]
    assert (listed["rows"][0]["id"], cells["status"]) == (ids["aino"], "approved")
    assert cells["worked"] > 0 and cells["flex"] < 0

    sums = company.get("payroll", "months/person", person=ids["aino"], month=NOVEMBER)["summary"]
    assert (cells["worked"], cells["flex"]) == (sums["worked"], sums["flex"])

    company.push(
        "boss", *(punch(ids["aino"], kind, f"2026-11-04T{at}") for kind, at in (("in", "08:00"), ("out", "09:00")))
    )
    again = company.get("payroll", "tables/months", month=NOVEMBER, filter="status:changed")
    assert [row["id"] for row in again["rows"]] == [ids["aino"]]
