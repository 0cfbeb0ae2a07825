"""Reading import files: every fault is named with its place, and no fault harms its neighbours."""

import json
from typing import Any

import pytest

from leima.features.importing.file import read_organisation
from leima.features.importing.report import sentence
from leima.features.importing.shapes import Bundle, Unreadable
from leima.features.importing.table import read_people
from leima.rules.zone import FIRST_DATE, LAST_DATE, calendar_date

HEADER_FI = "nimi;sähköposti;tiimi;alkaen;sopimus;muoto;palkkaus;päivä;osuus;liukuma;kiky;loma;kieli;roolit"
LINE_FI = "Åsa Öhman;asa@oy.test;Myynti;1.1.2025;yleinen;liukuva;kuukausi;7:30;60 %;+1:15;24:00;14,5;ruotsi;esihenkilö"
HEADER_EN = "name,email,team,from,agreement,form,pay,day,share,flex,kiky,holiday,lang,roles"
LINE_EN = (
    'Åsa Öhman,asa@oy.test,Myynti,2025-01-01,yleinen,flexitime,monthly,450 min,0.6,75 min,24:00,14.5,sv,"supervisor"'
)


def a_person(**other: Any) -> dict[str, Any]:
    contract = {"from": "2025-01-01", "agreement": "yleinen", "form": "flexitime", "pay": "monthly", "day": "7:30"}
    return {"name": "Aino Esimerkki", "email": "aino@yritys.test", "contracts": [contract]} | other


def read(**kinds: Any) -> Bundle:
    return read_organisation(json.dumps({"format": 1, **kinds}).encode())


def faults(bundle: Bundle) -> list[tuple[str, str, str]]:
    return [(one.place, one.field, one.code) for one in bundle.problems]


@pytest.mark.parametrize(
    ("what", "content"),
    [
        ("Finnish headers, semicolons, UTF-8", f"{HEADER_FI}\n{LINE_FI}\n".encode()),
        ("with a byte order mark and Windows line ends", f"\ufeff{HEADER_FI}\r\n{LINE_FI}\r\n".encode()),
        ("Windows-1252 as old spreadsheets write it", f"{HEADER_FI}\r\n{LINE_FI}\r\n".encode("cp1252")),
        ("English headers and commas", f"{HEADER_EN}\n{LINE_EN}\n".encode()),
        ("headers in capitals, tabs, an empty line", f"{HEADER_FI.upper()}\n\n{LINE_FI}".replace(";", "\t").encode()),
    ],
)
def test_every_way_of_writing_a_line_gives_the_same_person(what: str, content: bytes) -> None:
    bundle = read_people(content)

    assert not bundle.problems
    (person,) = bundle.people
    (contract,) = person.contracts
    assert (person.name, person.lang, person.team) == ("Åsa Öhman", "sv", "Myynti")
    assert person.roles == ("employee", "supervisor")
    assert contract.body == {"form": "flexitime", "pay": "monthly", "day_minutes": 450, "share": 0.6}
    found = {(one.account, one.year): one.amount for one in person.openings}
    assert found == {("flex", 0): 75, ("kiky", 2025): 1440, ("annual_holiday", 0): 1450}


def test_a_bad_line_names_its_number_and_every_field_and_its_neighbours_go_in() -> None:
    bad = "Huono;ei-osoite;Myynti;32.1.2025;yleinen;liukuva;palkatta;7;1,5"

    bundle = read_people(f"{HEADER_FI}\n{LINE_FI}\n{bad}\n{LINE_FI.replace('asa', 'toinen')}\n".encode())

    assert [person.place for person in bundle.people] == ["row 2", "row 4"]
    assert bundle.refused == {"people": 1}
    assert {(place, field.split(".")[-1], code) for place, field, code in faults(bundle)} == {
        ("row 3", "from", "no_such_date"),
        ("row 3", "pay", "not_one_of"),
        ("row 3", "day", "bad_duration"),
        ("row 3", "share", "bad_share"),
        ("row 3", "email", "bad_email"),
    }


def test_a_name_over_two_lines_is_taken_and_rows_are_counted_as_a_spreadsheet_does() -> None:
    two_lines = LINE_FI.replace("Åsa Öhman", '"Åsa\nÖhman"')

    bundle = read_people(f"{HEADER_FI}\n{two_lines}\n{LINE_FI.replace('asa@', 'ei ')}\n".encode())

    assert [person.name for person in bundle.people] == ["Åsa Öhman"]
    assert faults(bundle) == [("row 3", "email", "bad_email")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet_empty"),
        (b"nimi;palkka\n", "unknown_field"),
        (b"nimi;nimi\n", "column_twice"),
        (b"nimi;email\n", "no_header"),
        ("Мир;да".encode("cp1251"), "sheet_unknown_encoding"),
    ],
)
def test_a_header_that_cannot_be_used_refuses_the_whole_file(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_people(content)

    assert refused.value.problem.code == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe", "not_utf8"),
        (b"{", "not_json"),
        (b'{"format": NaN}', "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"[]", "not_an_object"),
        (b"{}", "unknown_format"),
        (b'{"format": 2}', "unknown_format"),
    ],
)
def test_what_is_no_organisation_file_is_refused_with_the_reason(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_organisation(content)

    assert refused.value.problem.code == code


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"name": ""}, "name", "missing"),
        ({"name": 7}, "name", "not_text"),
        ({"name": "x" * 201}, "name", "too_long"),
        ({"name": "a\x00b"}, "name", "control_characters"),
        ({"email": "aino(at)yritys.test"}, "email", "bad_email"),
        ({"email": "aino@yritys"}, "email", "bad_email"),
        ({"nmae": "x"}, "nmae", "unknown_field_near"),
        ({"roles": ["boss"]}, "roles[0]", "not_one_of"),
        ({"roles": {"boss": 1}}, "roles", "not_a_list"),
        ({"lang": "de"}, "lang", "not_one_of"),
        ({"counts_from": "2025-13-01"}, "counts_from", "no_such_date"),
        ({"counts_from": "0001-01-01"}, "counts_from", "date_out_of_range"),
        ({"contracts": []}, "contracts", "missing"),
        ({"contracts": [7]}, "contracts[0]", "not_an_object"),
        ({"openings": [{"account": "gold", "amount": 1}]}, "openings[0].account", "not_one_of"),
        ({"openings": [{"account": "flex", "amount": "yksi"}]}, "openings[0].amount", "bad_duration"),
        ({"openings": [{"account": "flex", "amount": 10**30}]}, "openings[0].amount", "number_out_of_range"),
        ({"openings": [{"account": "flex", "amount": "٣:٣٠"}]}, "openings[0].amount", "bad_duration"),
        ({"openings": [{"account": "flex", "amount": 1.5}]}, "openings[0].amount", "bad_duration"),
        ({"openings": [{"account": "annual_holiday", "amount": "14:00"}]}, "openings[0].amount", "bad_days"),
    ],
)
def test_a_wrong_value_is_refused_by_name_and_the_next_person_goes_in(
    wrong: dict[str, Any], field: str, code: str
) -> None:
    bundle = read(people=[a_person(**wrong), a_person(email="toinen@yritys.test")])

    assert ("people[0]", field, code) in faults(bundle)
    assert [person.email for person in bundle.people] == ["toinen@yritys.test"]


def test_a_contract_that_ends_before_it_begins_is_refused_with_both_dates() -> None:
    contract = a_person()["contracts"][0] | {"until": "31.12.2024"}

    bundle = read(people=[a_person(contracts=[contract])])

    (problem,) = bundle.problems
    assert sentence(problem, "en") == (
        "people[0]: contracts[0].until: ends 2024-12-31, before it begins 2025-01-01; swap the dates"
    )


def test_a_formula_in_a_name_is_text_and_stays_as_written() -> None:
    bundle = read(people=[a_person(name='=HYPERLINK("http://x","y")')])

    assert bundle.people[0].name == '=HYPERLINK("http://x","y")'


def test_every_refusal_has_its_sentence_in_three_languages() -> None:
    bundle = read(people=[{"emial": 1}, 7, a_person(roles=["x"])], teams=[{"key": "a b", "name": "c"}], agreements={})

    for problem in bundle.problems:
        assert all(f"import.{problem.code}" not in sentence(problem, lang) for lang in ("fi", "sv", "en"))


@pytest.mark.parametrize(("first", "taken"), [("1950-01-01", True), ("1949-12-31", False)])
def test_a_file_takes_the_dates_that_every_route_and_operation_takes(first: str, taken: bool) -> None:
    assert calendar_date(FIRST_DATE) == "1950-01-01" and calendar_date(LAST_DATE) == "2200-12-31"
    bundle = read(people=[a_person(counts_from=first), a_person(email="b@x.test", counts_from="2200-12-31")])
    assert [code for _, field, code in faults(bundle) if field == "counts_from"] == (
        [] if taken else ["date_out_of_range"]
    )
