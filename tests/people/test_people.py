"""Who one is, who else there is, and how a person comes in."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements import terms
from tests.security.firm import Firm, open_firm

SOURCE = "a test"
ROWS = [
    {"key": "regular_day", "form": None, "from": "2020-01-01", "until": None, "value": 450, "source": SOURCE},
    {"key": "regular_week", "form": None, "from": "2020-01-01", "until": None, "value": 2250, "source": SOURCE},
    {"key": "regular_day_max", "form": None, "from": "2020-01-01", "until": None, "value": 480, "source": SOURCE},
]
CONTRACT = {"form": "flexitime", "pay": "monthly", "share": 1.0, "day_minutes": None, "weekdays": None}


@pytest.fixture
def firm(tmp_path: Path) -> Iterator[Firm]:
    with open_firm(tmp_path) as opened:
        opened.world.db.write_now(lambda tx: _agreement(tx, opened))
        yield opened


def _agreement(tx: Tx, firm: Firm) -> None:
    tx.org = firm.ids["org"]
    agreement_store.add_agreement(tx, "office", name="Office", from_date="2020-01-01", source=SOURCE, rows=ROWS)


def contract(firm: Firm, id: str, from_date: str, until: str | None = None, **body: Any) -> None:
    """A contract of the employee, and the terms worked out again."""

    def work(tx: Tx) -> None:
        tx.org, person = firm.ids["org"], firm.ids["employee"]
        whole = {**CONTRACT, **body}
        agreement_store.add_contract(
            tx, person, id=id, from_date=from_date, until_date=until, agreement="office", body=whole
        )
        terms.rebuild(tx, person)

    firm.world.db.write_now(work)


def stretches(firm: Firm) -> list[tuple[str, str | None, int]]:
    """First date, last date and version of each of the employee's terms that stand."""
    rows = firm.rows("SELECT * FROM terms WHERE NOT deleted ORDER BY from_date")
    return [(row.from_date, row.until_date, row.version) for row in rows]


def test_me_says_who_one_is_and_in_which_teams(firm: Firm) -> None:
    assert firm.client.get("/api/v1/me", headers=firm.session("boss")[0]).json() == {
        "id": firm.ids["boss"],
        "name": "Boss Canary",
        "email": "boss@firm.test",
        "lang": "fi",
        "roles": ["employee", "supervisor"],
        "organisation": {"id": firm.ids["org"], "name": "Ours Canary Oy", "zone": "Europe/Helsinki", "logo": None},
        "teams": [
            {"id": firm.ids["south"], "name": "South", "role": "member"},
            {"id": firm.ids["north"], "name": "North", "role": "supervisor"},
        ],
    }


def test_a_language_is_kept_and_told_to_the_persons_devices(firm: Firm) -> None:
    me = firm.session("employee")[0]
    answer = firm.client.put("/api/v1/me/language", json={"lang": "sv"}, headers=me)

    assert answer.status_code == 200 and answer.json()["lang"] == "sv"
    row = firm.rows("SELECT version FROM person WHERE id=:id", id=firm.ids["employee"])[0]
    told = firm.rows("SELECT owner, version FROM change_log WHERE entity_type='person' ORDER BY seq DESC LIMIT 1")
    assert [(one.owner, one.version) for one in told] == [(firm.ids["employee"], row.version)]


def test_a_supervisor_sees_the_names_of_their_team_and_nothing_more(firm: Firm) -> None:
    listed = firm.client.get("/api/v1/people", headers=firm.session("boss")[0]).json()["people"]

    assert {one["name"] for one in listed} == {
        *("Boss Canary", "Employee Canary", "Mate Canary", "Other_Boss Canary", "Invited Canary")
    }
    assert {key for one in listed for key in one} == {"id", "name", "teams"}


def test_payroll_sees_everyone_of_the_organisation_and_who_has_joined(firm: Firm) -> None:
    listed = firm.client.get("/api/v1/people", headers=firm.session("payroll")[0]).json()["people"]
    by_mail = {one["email"]: one for one in listed}
    assert len(listed) == 12 and "their_employee@firm.test" not in by_mail
    assert by_mail["invited@firm.test"]["joined"] is False and by_mail["employee@firm.test"]["joined"] is True
    assert by_mail["gone@firm.test"]["active"] is False


def test_payroll_adds_a_person_with_a_contract_and_the_terms_are_there(firm: Firm) -> None:
    new = {
        "name": "Uusi Ihminen",
        "email": "Uusi@Firm.test",
        "start": "2025-11-01",
        "team": firm.ids["north"],
        "contract": {"agreement": "office", "form": "flexitime", "pay": "monthly", "share": 0.8},
    }
    added = firm.client.post("/api/v1/people", json=new, headers=firm.session("payroll")[0])

    assert added.status_code == 201, added.text
    row = firm.rows("SELECT * FROM person WHERE id=:id", id=added.json()["id"])[0]
    assert (row.email, row.counts_from) == ("uusi@firm.test", "2025-11-21")
    made = firm.rows("SELECT * FROM terms WHERE person=:id", id=row.id)
    assert [json.loads(one.body)["share"] for one in made] == [0.8]
    again = firm.client.post("/api/v1/people", json=new, headers=firm.session("payroll")[0])
    assert (again.status_code, again.json()["code"]) == (409, "email_taken")


def test_only_an_admin_makes_an_admin(firm: Firm) -> None:
    new = {"name": "N", "email": "n@firm.test", "start": "2025-11-24", "roles": ["admin"]}
    assert firm.client.post("/api/v1/people", json=new, headers=firm.session("payroll")[0]).status_code == 403
    assert firm.client.post("/api/v1/people", json=new, headers=firm.session("admin")[0]).status_code == 201


@pytest.mark.parametrize(
    ("bent", "field"),
    [
        ({"start": "2025-02-30"}, "start"),
        ({"start": "9999-12-31"}, "start"),
        ({"team": "no such team"[:4]}, "team"),
        ({"contract": {"agreement": "none", "form": "office", "pay": "monthly"}}, "contract.agreement"),
        (
            {"contract": {"agreement": "office", "form": "office", "pay": "monthly", "until": "2025-01-01"}},
            "contract.until",
        ),
    ],
)
def test_what_is_wrong_with_a_new_person_is_named_and_nothing_is_written(
    firm: Firm, bent: dict[str, Any], field: str
) -> None:
    new = {"name": "N", "email": "n@firm.test", "start": "2025-11-24", **bent}
    answer = firm.client.post("/api/v1/people", json=new, headers=firm.session("payroll")[0])
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["fields"]] == [field]
    assert firm.rows("SELECT id FROM person WHERE email='n@firm.test'") == []


def test_a_new_contract_from_a_date_leaves_the_earlier_days_as_they_were(firm: Firm) -> None:
    contract(firm, "c1", "2025-01-01")
    first = firm.rows("SELECT * FROM terms")[0]
    contract(firm, "c1", "2025-01-01", "2025-11-16")
    contract(firm, "c2", "2025-11-17", share=0.5)

    assert [(a, b) for a, b, _ in stretches(firm)] == [("2025-01-01", "2025-11-16"), ("2025-11-17", None)]
    kept = firm.rows("SELECT * FROM terms WHERE id=:id", id=first.id)[0]
    assert (kept.version, json.loads(kept.body) | {"until": None}) == (2, json.loads(first.body))


def test_working_the_terms_out_again_without_a_change_changes_nothing(firm: Firm) -> None:
    contract(firm, "c1", "2025-01-01")
    before, seq = stretches(firm), firm.rows("SELECT seq FROM sync_head WHERE org=:org", org=firm.ids["org"])
    contract(firm, "c1", "2025-01-01")
    assert stretches(firm) == before
    assert firm.rows("SELECT seq FROM sync_head WHERE org=:org", org=firm.ids["org"]) == seq


def test_a_change_touches_the_days_from_its_first_date_on(firm: Firm) -> None:
    contract(firm, "c1", "2025-01-01")

    def work(tx: Tx) -> list[str]:
        tx.org, person = firm.ids["org"], firm.ids["employee"]
        agreement_store.add_contract(
            tx, person, id="c1", from_date="2025-01-01", until_date="2025-11-18", agreement="office", body=CONTRACT
        )
        terms.rebuild(tx, person)
        return sorted(tx.touched[person])

    assert firm.world.db.write_now(work) == ["2025-11-19", "2025-11-20", "2025-11-21"]


def test_a_person_comes_in_on_an_agreement_that_the_organisation_has_not_taken_in_yet(firm: Firm) -> None:
    listed = firm.client.get("/api/v1/agreements", headers=firm.session("payroll")[0]).json()["agreements"]
    offered = [one["key"] for one in listed]
    assert len(offered) > 15
    for key in offered:
        new = {
            "name": "N",
            "email": f"{key}@firm.test",
            "start": "2025-11-24",
            "contract": {"agreement": key, "form": "general", "pay": "monthly"},
        }
        answer = firm.client.post("/api/v1/people", json=new, headers=firm.session("payroll")[0])
        assert answer.status_code == 201, (key, answer.text)
        made = firm.rows("SELECT id FROM terms WHERE person=:id", id=answer.json()["id"])
        assert made, key


def test_an_agreement_that_is_nowhere_is_told_in_words(firm: Firm) -> None:
    new = {
        "name": "N",
        "email": "n@firm.test",
        "start": "2025-11-24",
        "contract": {"agreement": "none", "form": "office", "pay": "monthly"},
    }
    answer = firm.client.post("/api/v1/people", json=new, headers=firm.session("payroll")[0])
    (wrong,) = answer.json()["fields"]
    assert wrong["field"] == "contract.agreement"
    assert "none" in wrong["message"] and len(wrong["message"].split()) > 3
