"""What the desk does with many months at once, and the person card."""

from typing import Any

import pytest

from tests.company import Company, new_id
from tests.months.month_fixtures import (
    DECEMBER,
    NOVEMBER,
    approved,
    close,
    closed_november,
    month_of,
    pulled,
    stored_totals,
    work,
)


def post(company: Company, by: str, what: str, status: int = 200, **form: Any) -> dict[str, Any]:
    answer = company.client.post(
        f"/api/v1/months/{what}", json={"month": NOVEMBER, **form}, headers=company.headers(by)
    )
    assert answer.status_code == status, answer.text
    return dict(answer.json())


def reminded(company: Company, who: str) -> int:
    return sum(one["kind"] == "remind_month" for one in pulled(company, who, "notice").values())


def test_all_unsent_are_reminded_at_one_word_and_nobody_twice_a_day(company: Company) -> None:
    company.turn(DECEMBER)
    approved(company)

    first = post(company, "payroll", "remind")
    again = post(company, "payroll", "remind")

    told = {one["person"] for one in first["done"]}
    assert company.ids["aino"] not in told and company.ids["payroll"] not in told
    assert company.ids["boss"] in told and reminded(company, "boss") == 1
    assert again["done"] == [] and {one["code"] for one in again["refused"]} == {"reminded_today"}
    assert {one["person"] for one in again["refused"]} == told


def test_a_supervisor_reminds_their_own_people_and_an_employee_nobody(company: Company) -> None:
    company.turn(DECEMBER)

    assert company.ids["aino"] in {one["person"] for one in post(company, "boss", "remind")["done"]}
    assert post(company, "aino", "remind", status=403)["code"] == "forbidden"


def test_a_closed_month_is_opened_again_with_a_reason_and_closed_anew(company: Company) -> None:
    work(company, "aino", "2026-11-02")
    closed_november(company)
    frozen, form = stored_totals(company, "aino"), {"id": new_id(), "people": [company.ids["aino"]], "reason": "Väärä"}

    answer = post(company, "payroll", "reopen", **form)

    assert answer == post(company, "payroll", "reopen", **form)
    assert [one["person"] for one in answer["done"]] == [company.ids["aino"]]
    assert (month_of(company, "aino")["status"], month_of(company, "aino")["totals"]) == ("approved", None)
    assert company.rows("SELECT date AS id FROM frozen_day WHERE org=:org") == []
    notices = pulled(company, "aino", "notice").values()
    assert [one["params"]["reason"] for one in notices if one["kind"] == "month_reopened"] == ["Väärä"]

    close(company)
    assert stored_totals(company, "aino") == frozen


def test_what_is_not_closed_is_named_and_nobody_but_payroll_opens(company: Company) -> None:
    company.turn(DECEMBER)
    form = {"id": new_id(), "people": [company.ids["aino"]], "reason": "Väärä"}

    assert [one["code"] for one in post(company, "payroll", "reopen", **form)["refused"]] == ["not_closed"]
    assert post(company, "boss", "reopen", status=403, **form)["code"] == "forbidden"


def test_the_card_tells_who_decides_and_each_part_to_those_who_may_see_it(company: Company) -> None:
    aino = f"people/{company.ids['aino']}/card"

    own, boss, payroll = (company.get(who, aino) for who in ("aino", "boss", "payroll"))

    assert own["decides"] == boss["decides"] and "Bossa" in boss["decides"]
    assert own["devices"] and boss["devices"] is None and payroll["devices"] is None
    assert boss["email"] is None and payroll["email"]
    card = company.client.get(f"/api/v1/people/{company.ids['boss']}/card", headers=company.headers("aino"))
    assert card.status_code == 404


@pytest.mark.parametrize(
    "odd",
    [
        {"id": "\x00"},
        {"reason": "x\x00"},
        {"people": ["\x00"]},
        {"month": "2026-11\n"},
        {"month": "20２６-11"},
    ],
)
def test_what_no_text_column_holds_and_what_only_looks_like_a_month_is_refused(
    company: Company, odd: dict[str, Any]
) -> None:
    company.turn(DECEMBER)
    form = {"id": new_id(), "people": [company.ids["aino"]], "reason": "Väärä", **odd}
    for what in ("reopen", "close"):
        assert post(company, "payroll", what, status=400, **form)["code"] == "invalid"
    for path in ("tables/months", "months", "months/person", "months/frozen"):
        if "month" in odd:
            asked = company.client.get(f"/api/v1/{path}", params=odd, headers=company.headers("payroll"))
            assert asked.status_code == 400, path
