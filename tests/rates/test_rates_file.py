"""A new year's rates by file: first what it would do, by names; then as one deed, taken back as one."""

from typing import Any

import pytest

from tests.company import Company
from tests.people.office import ask
from tests.rates.given import add, file, pulled, shown, text_file, value

HEADING = ["Nimi", "Euroa", "Alkaa", "Päättyy", "Lähde"]


def send(company: Company, body: dict[str, Any], who: str = "admin") -> Any:
    return ask(company, who, "POST", "travel/rates/file", body)


def changes(answer: Any) -> dict[str, tuple[str, float | None, float | None]]:
    return {one["key"]: (one["change"], one["before"], one["after"]) for one in answer["differences"]}


def test_a_dry_run_says_by_name_what_is_new_changed_and_missing_and_keeps_nothing(office: Company) -> None:
    add(office, **value("snowmobile", 139, 2026))
    given = file([HEADING, ["oma auto", 0.57], ["Moottorikelkka", "1,39 €"], ["Viro", 83], ["XK", 60], ["atv", 1.32]])

    seen = send(office, given)

    assert seen.status_code == 200, seen.text
    found = changes(seen.json())
    assert found["car"] == ("changed", 55, 57)
    assert found["snowmobile"] == ("same", 139, 139)
    assert found["atv"] == ("new", None, 132)
    assert found["foreign_per_diem.EE"][::2] == ("changed", 8300)
    assert found["moped"] == ("missing", 23, None) and found["foreign_per_diem.SE"][0] == "missing"
    names = {one["key"]: one["name"] for one in seen.json()["differences"]}
    assert (names["car"], names["foreign_per_diem.SE"], names["per_diem_full"]) == (
        "oma auto",
        "Ruotsi",
        "kokopäiväraha",
    )
    assert len(pulled(office, "aino", "travel_rate")) == 1


def test_a_file_is_taken_in_as_one_deed_and_taken_back_as_one(office: Company) -> None:
    typed = value("car", 56)
    add(office, **typed)
    office.at("2026-11-20T09:00")
    given = file([HEADING, ["car", 0.57], ["per_diem_full", 55, "2027-02-01", "31.12.2027", "Kirje 1/2027"]])

    done = send(office, {**given, "dry_run": False})

    assert done.status_code == 200, done.text
    rows = {row["key"]: row for row in pulled(office, "clerk", "travel_rate").values()}
    assert {key: (row["value"], row["from"], row["source"]) for key, row in rows.items()} == {
        "car": (57, "2027-01-01", given["source"]),
        "per_diem_full": (5500, "2027-02-01", "Kirje 1/2027"),
    }
    deeds = ask(office, "clerk", "GET", "travel/rates?year=2027").json()["deeds"]
    assert (deeds[0]["file"], deeds[0]["count"], deeds[0]["standing"]) == ("2027.xlsx", 2, 2)
    assert send(office, {**given, "dry_run": False}).status_code == 200
    assert len(pulled(office, "aino", "travel_rate")) == 2

    undone = ask(office, "admin", "POST", f"travel/rates/{given['id']}/undo")

    assert undone.json()["count"] == 2
    assert [row["value"] for row in pulled(office, "aino", "travel_rate").values()] == [56]


def test_the_id_of_a_deed_or_of_its_value_brings_nothing_else(quick: Company) -> None:
    given = file([HEADING, ["car", 0.57]])
    send(quick, {**given, "dry_run": False})
    (row,) = pulled(quick, "aino", "travel_rate").values()
    typed = add(quick, **value("moped", 25, id=row["id"]))
    other = send(quick, {**file([HEADING, ["car", 0.58]], id=given["id"]), "dry_run": False})
    for refused in (typed, other):
        assert (refused.status_code, refused.json()["code"]) == (409, "act_reused")
    assert [one["value"] for one in pulled(quick, "aino", "travel_rate").values()] == [57]


FAULTY = [
    (["oma rakettini", 0.57], "key", "unknown"),
    ([None, 0.57], "key", "missing"),
    (["car", None], "euros", "missing"),
    (["car", "57 snt"], "euros", "euros"),
    (["car", 0.575], "euros", "euros"),
    (["car", "=0.57"], "euros", "formula"),
    (["car", 0.57, "2026-01-01"], "from", "year"),
    (["car", 0.57, "2027-13-01"], "from", "date"),
    (["car", 0.57, "1.\u00b21.2027"], "from", "date"),
    (["car", 0.57, None, "2028-01-31"], "until", "year"),
    (["car", 0.57, None, None, "x"], "source", "source"),
    (["vat.standard", 25], "key", "unknown"),
    (["per_diem_full", 55], "key", "twice"),
]


@pytest.mark.parametrize(("row", "field", "code"), FAULTY)
def test_a_row_that_cannot_be_taken_is_named_and_then_nothing_is_taken(
    quick: Company, row: list[Any], field: str, code: str
) -> None:
    given = file([["Matkakorvaukset 2027"], HEADING, ["kokopäiväraha", 55], row])
    seen = send(quick, given).json()
    assert [(one["row"], one["field"], one["code"]) for one in seen["faults"]] == [(4, field, code)]
    assert seen["faults"][0]["message"]
    refused = send(quick, {**given, "dry_run": False})
    assert (refused.status_code, refused.json()["code"]) == (422, "rates_faulty")
    assert refused.json()["fields"][0]["field"] == f"4:{field}"
    assert pulled(quick, "aino", "travel_rate") == {}


def test_a_csv_as_people_have_it_is_read_too(quick: Company) -> None:
    content = "Nimi;Euroa\r\noma auto;0,57\r\nyömatkaraha;17\r\n".encode("cp1252")
    seen = send(quick, text_file(content)).json()
    assert changes(seen)["night_allowance"] == ("changed", 1600, 1700) and seen["faults"] == []


def test_cents_where_euros_were_meant_are_worth_a_second_look(quick: Company) -> None:
    seen = send(quick, file([HEADING, ["car", 57], ["Ruotsi", 67], ["moped", 0.24]])).json()
    large = {one["key"]: one["large"] for one in seen["differences"] if one["after"] is not None}
    assert large == {"car": True, "foreign_per_diem.SE": False, "moped": False}


@pytest.mark.parametrize("content", [b"", b"<?xml version='1.0'?><a/>", b"a;b\n1;2\n", b"\x00\x01\x02\x03"])
def test_what_is_no_table_of_rates_is_refused_with_a_sentence(quick: Company, content: bytes) -> None:
    refused = send(quick, {**text_file(content or b"\n"), "dry_run": True})
    assert refused.status_code == 422 and refused.json()["detail"]


def test_only_admins_bring_a_file(quick: Company) -> None:
    given = file([HEADING, ["car", 0.57]])
    assert [send(quick, given, who).status_code for who in ("aino", "boss", "clerk")] == [403, 403, 403]


def test_a_file_with_the_whole_year_leaves_nothing_missing(quick: Company) -> None:
    rows = ask(quick, "admin", "GET", "travel/rates?year=2026").json()["rows"]
    known = {
        row["key"]: one["value"]
        for row in rows
        for one in (*row["before"], *row["now"])
        if row["unit"] != "per_cent" and one["value"] is not None
    }
    euros = [[key, cents / 100] for key, cents in known.items()]
    assert ask(quick, "admin", "GET", "travel/rates").json()["next_year"]["due"] is True
    done = send(quick, {**file([["key", "euros"], *euros]), "dry_run": False})
    assert done.status_code == 200, done.text
    assert {one["change"] for one in done.json()["differences"]} == {"same", "new"}
    coming = ask(quick, "admin", "GET", "travel/rates").json()["next_year"]
    assert (coming["year"], coming["missing"], coming["due"]) == (2027, [], False)
    assert (
        shown(quick, "foreign_per_diem.US:NYC")["now"][0]["value"]
        == shown(quick, "foreign_per_diem.US:NYC")["before"][0]["value"]
    )
