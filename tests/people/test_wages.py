"""Hourly wages: in files, contracts and new people; seen by the person, payroll and admins, and by nobody else."""

import json
from typing import Any

import pytest

from leima.features.importing.file import read_organisation
from leima.features.importing.table import read_people
from tests.company import Company
from tests.people.office import ask, deed, wanted

SHOWN = "hourly_cents"


def in_file(wage: Any, pay: str = "hourly") -> tuple[Any, list[tuple[str, str]]]:
    """The wage of a contract in an organisation file, and the faults of the file."""
    contract = {"from": "2025-01-01", "agreement": "general-40", "form": "general", "pay": pay, "hourly_wage": wage}
    person = {"name": "Aino Esimerkki", "email": "aino@yritys.test", "contracts": [contract]}
    bundle = read_organisation(json.dumps({"format": 1, "people": [person]}).encode())
    cents = bundle.people[0].contracts[0].body[SHOWN] if bundle.people else None
    return cents, [(one.field, one.code) for one in bundle.problems]


def rows(office: Company, who: str, of: str = "hourly") -> list[Any]:
    """The wages of a person's contracts as somebody sees them."""
    found = ask(office, who, "GET", f"contracts?person={office.ids[of]}").json()["people"][0]["contracts"]
    return [row[SHOWN] for row in found]


def pulled(office: Company, who: str) -> str:
    """Everything that somebody's device is given."""
    page = office.get(who, "sync/pull", limit=1000)
    assert not page["more"]
    return json.dumps(page)


@pytest.mark.parametrize("told", [18.5, "18,5", "18.50", "18,50 €", "18,50 €/h", " 18,50 eur / t "])
def test_a_file_tells_the_wage_in_euros(told: Any) -> None:
    assert in_file(told) == (1850, [])


@pytest.mark.parametrize("told", [0, -5, True, "18,505", "1 850", "noin 18", "18:50", 100000])
def test_what_is_no_wage_is_refused_by_its_field(told: Any) -> None:
    assert in_file(told)[1] == [("contracts[0].hourly_wage", "bad_wage")]


def test_a_monthly_paid_person_has_no_hourly_wage() -> None:
    assert in_file(18.5, "monthly")[1] == [("contracts[0].hourly_wage", "wage_of_monthly")]


def test_a_line_of_people_tells_the_wage() -> None:
    header = "nimi;sähköposti;alkaen;sopimus;muoto;palkkaus;tuntipalkka"
    line = "Aino Esimerkki;aino@yritys.test;1.1.2025;general-40;yleistyöaika;tunti;18,50"
    bundle = read_people(f"{header}\n{line}\n".encode())
    assert (bundle.people[0].contracts[0].body[SHOWN], bundle.problems) == (1850, [])


def test_a_wage_is_dated_seen_by_the_office_and_hidden_from_the_supervisor(quick: Company) -> None:
    for first, cents in (("2025-06-01", 1700), ("2026-11-16", 1850)):
        done = ask(quick, "clerk", "POST", "contracts", deed(quick, first, {SHOWN: cents}, "hourly"))
        assert done.status_code == 201, done.text
        assert (done.json()["changed"][0]["from"], done.json()["days_changed"]) == (first, 0)
    assert [rows(quick, who) for who in ("clerk", "admin")] == [[None, 1700, 1850]] * 2
    assert rows(quick, "boss") == [None, None, None]


def test_the_wage_reaches_the_persons_own_device_and_no_other(quick: Company) -> None:
    ask(quick, "clerk", "POST", "contracts", deed(quick, "2026-11-16", {SHOWN: 1850}, "hourly"))
    assert "1850" in pulled(quick, "hourly")
    for who in ("boss", "aino", "clerk"):
        assert SHOWN not in pulled(quick, who), who


def test_the_log_of_changes_tells_no_supervisor_the_wage(quick: Company) -> None:
    ask(quick, "clerk", "POST", "contracts", deed(quick, "2026-11-16", {SHOWN: 1850}, "hourly"))
    for path in ("audit", f"audit?person={quick.ids['hourly']}", f"days/{quick.ids['hourly']}", "contracts"):
        assert "1850" not in ask(quick, "boss", "GET", path).text, path


def test_the_monthly_paid_do_not_get_a_wage_and_lose_it_with_the_way_of_pay(quick: Company) -> None:
    answer = ask(quick, "clerk", "POST", "contracts/preview", wanted(quick, "2026-11-16", {SHOWN: 1850}, "aino"))
    assert [(one["reason"], answer.json()["changed"]) for one in answer.json()["left"]] == [("monthly", [])]
    ask(quick, "clerk", "POST", "contracts", deed(quick, "2026-11-02", {SHOWN: 1850}, "hourly"))
    ask(quick, "clerk", "POST", "contracts", deed(quick, "2026-11-16", {"pay": "monthly"}, "hourly"))
    assert rows(quick, "clerk") == [None, 1850, None]


def test_only_the_office_sets_a_wage(quick: Company) -> None:
    for who in ("hourly", "boss"):
        body = deed(quick, "2026-11-16", {SHOWN: 9900}, "hourly")
        assert ask(quick, who, "POST", "contracts", body).status_code == 403


@pytest.mark.parametrize("cents", [0, -1, 1_000_001, 18.5, "noin 18"])
def test_a_wage_that_is_none_is_refused(quick: Company, cents: Any) -> None:
    answer = ask(quick, "clerk", "POST", "contracts/preview", wanted(quick, "2026-11-16", {SHOWN: cents}, "hourly"))
    assert answer.status_code == 400
    assert SHOWN in answer.text


def test_a_new_person_comes_in_with_a_wage_or_is_refused_one_by_its_field(quick: Company) -> None:
    contract = {"agreement": "general-40", "form": "general", "pay": "hourly", SHOWN: 1650}
    person = {"name": "Uusi", "email": "uusi@company.test", "start": "2026-11-16", "contract": contract}
    refused = ask(quick, "admin", "POST", "people", {**person, "contract": {**contract, "pay": "monthly"}})
    assert (refused.status_code, refused.json()["fields"][0]["field"]) == (400, f"contract.{SHOWN}")
    quick.ids["uusi"] = ask(quick, "admin", "POST", "people", person).json()["id"]
    assert rows(quick, "clerk", "uusi") == [1650]
