"""When the periods of period work begin: said in files and contracts, kept in terms, used by later changes."""

import json
from typing import Any

from leima.features.importing.file import read_organisation
from leima.features.importing.table import read_people
from tests.company import Company
from tests.people.office import ask, deed, wanted

PERIOD = {"weeks": 3, "start": "2026-11-02"}


def contract_in_file(period: Any) -> tuple[Any, list[tuple[str, str]]]:
    """The body of a contract in an organisation file, and the faults of the file."""
    contract = {"from": "2025-01-01", "agreement": "kvtes", "form": "period", "pay": "monthly", "period": period}
    person = {"name": "Aino Esimerkki", "email": "aino@yritys.test", "contracts": [contract]}
    bundle = read_organisation(json.dumps({"format": 1, "people": [person]}).encode())
    body = bundle.people[0].contracts[0].body if bundle.people else None
    return body, [(one.field, one.code) for one in bundle.problems]


def terms(office: Company, who: str) -> list[Any]:
    """The periods of a person's terms in order of date."""
    rows = office.rows(
        "SELECT body FROM terms WHERE org=:org AND person=:person AND NOT deleted ORDER BY from_date",
        person=office.ids[who],
    )
    return [json.loads(row.body).get("period") for row in rows]


def test_a_file_says_when_a_contracts_periods_begin() -> None:
    body, faults = contract_in_file({"weeks": 3, "start": "2.11.2026"})
    assert (body["period"], faults) == (PERIOD, [])


def test_a_period_without_a_length_or_with_a_day_that_is_none_is_refused_by_its_field() -> None:
    assert contract_in_file({"weeks": 0, "start": "2026-11-31"})[1] == [
        ("contracts[0].period.weeks", "setting_weeks"),
        ("contracts[0].period.start", "no_such_date"),
    ]
    assert contract_in_file({"weeks": 3})[1] == [("contracts[0].period.start", "missing")]


def test_a_line_of_people_says_when_periods_begin() -> None:
    header = "nimi;sähköposti;alkaen;sopimus;muoto;palkkaus;jakson viikot;jakso alkaen"
    line = "Aino Esimerkki;aino@yritys.test;1.1.2025;kvtes;jaksotyö;kuukausi;3;2.11.2026"
    bundle = read_people(f"{header}\n{line}\n".encode())
    assert (bundle.people[0].contracts[0].body["period"], bundle.problems) == (PERIOD, [])


def test_a_change_of_contracts_says_when_periods_begin_and_the_terms_say_it_too(quick: Company) -> None:
    change = {"form": "period", "agreement": "kvtes", "period": PERIOD}
    assert ask(quick, "clerk", "POST", "contracts", deed(quick, "2026-11-02", change, "boss")).status_code == 201
    assert terms(quick, "boss")[-1] == PERIOD
    told = ask(quick, "clerk", "GET", f"contracts?person={quick.ids['boss']}").json()["people"][0]["contracts"]
    assert [row["period"] for row in told] == [None, PERIOD]


def test_a_period_that_is_no_date_is_refused_by_its_field(quick: Company) -> None:
    change = {"period": {"weeks": 3, "start": "2026-02-30"}}
    answer = ask(quick, "clerk", "POST", "contracts/preview", wanted(quick, "2026-12-01", change, "boss"))
    assert (answer.status_code, answer.json()["fields"][0]["field"]) == (400, "change.period.start")


def test_later_changes_of_hours_follow_the_periods_that_the_contract_tells(quick: Company) -> None:
    change = {"form": "period", "agreement": "kvtes", "period": {"weeks": 2, "start": "2026-11-09"}}
    ask(quick, "clerk", "POST", "contracts", deed(quick, "2025-01-06", change, "boss"))
    asked = wanted(quick, "2026-12-03", {"share": 0.5}, "boss")
    (one,) = ask(quick, "clerk", "POST", "contracts/preview", asked).json()["changed"]
    assert (one["from"], one["period"]) == ("2026-12-07", ["2026-12-07", "2026-12-20"])


def test_a_new_person_comes_in_with_periods(quick: Company) -> None:
    contract = {"agreement": "company-office", "form": "period", "pay": "monthly", "period": PERIOD}
    person = {"name": "Uusi", "email": "uusi@company.test", "start": "2026-11-16", "contract": contract}
    answer = ask(quick, "admin", "POST", "people", person)
    assert answer.status_code == 201, answer.text
    quick.ids["uusi"] = answer.json()["id"]
    assert terms(quick, "uusi") == [PERIOD]


def test_terms_without_periods_say_nothing_of_them(quick: Company) -> None:
    bodies = quick.rows("SELECT body FROM terms WHERE org=:org AND NOT deleted")
    assert bodies and all("period" not in json.loads(row.body) for row in bodies)
