"""How a person left a list: kept for them on the server, so that each of their devices shows it so."""

from typing import Any

import pytest

from tests.company import Company

LOOK = {"columns": ["name", "standing"], "dense": True}


def put(company: Company, who: str, name: str, look: Any) -> Any:
    return company.client.put(f"/api/v1/tables/{name}/look", json=look, headers=company.headers(who))


def test_a_list_looks_on_every_device_as_its_person_left_it_and_to_nobody_else(company: Company) -> None:
    assert company.get("payroll", "tables/people")["look"] is None
    assert put(company, "payroll", "people", LOOK).json() == LOOK

    assert company.get("payroll", "tables/people")["look"] == LOOK
    assert company.get("payroll", "tables/months")["look"] is None
    assert company.get("boss", "tables/people")["look"] is None

    put(company, "payroll", "people", {"columns": []})
    assert company.get("payroll", "tables/people")["look"] == {"columns": [], "dense": False}


@pytest.mark.parametrize(
    ("what", "name", "look", "status"),
    [
        ("a column that the list has not", "people", {"columns": ["secret"]}, 400),
        ("a column of another list", "months", {"columns": ["email"]}, 400),
        ("more columns than any list has", "people", {"columns": ["name"] * 31}, 400),
        ("a key that is long", "people", {"columns": ["n" * 5000]}, 400),
        ("a list that is not there", "secrets", {"columns": []}, 404),
    ],
)
def test_what_is_kept_is_small_and_of_the_list(company: Company, what: str, name: str, look: Any, status: int) -> None:
    assert put(company, "payroll", name, look).status_code == status, what
    assert company.rows("SELECT list FROM list_look WHERE org=:org") == []


def test_a_look_is_kept_of_lists_that_one_may_open(company: Company) -> None:
    assert put(company, "boss", "people", {"columns": ["team"]}).status_code == 200
    assert put(company, "boss", "audit", {"columns": ["who"]}).status_code == 403
    for name in ("people", "months", "audit"):
        assert put(company, "aino", name, {"columns": []}).status_code == 403


def test_a_look_is_audited_once_and_one_row_is_kept_however_often_it_changes(company: Company) -> None:
    for look in (LOOK, LOOK, {"columns": ["name", "name"]}):
        assert put(company, "payroll", "people", look).status_code == 200

    [row] = company.rows("SELECT shown, tight FROM list_look WHERE org=:org")
    assert (row.shown, bool(row.tight)) == ('["name"]', False)
    events = company.rows("SELECT person FROM audit_event WHERE org=:org AND what='list.look'")
    assert [event.person for event in events] == [company.ids["payroll"]] * 2
