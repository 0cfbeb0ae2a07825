"""Whose month it is when somebody moves or leaves: the team of its last day decides, and payroll for who has left."""

import pytest

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.company import Company, new_id
from tests.months.month_fixtures import (
    DECEMBER,
    NOVEMBER,
    close,
    hire,
    month_op,
    pulled,
    recomputed,
    stored_totals,
    tell,
    waiting,
)


def move(company: Company, last: str, first: str | None) -> None:
    """Aino is in the boss's team through `last`, and in the new supervisor's from `first` on."""
    if "newboss" not in company.ids:
        hire(company, "newboss", "supervisor")

    def work(tx: Tx) -> None:
        tx.org, aino = company.ids["org"], company.ids["aino"]
        company.ids["other"] = people.add_team(tx, "Myynti", id=company.ids.get("other"))
        people.add_membership(tx, company.ids["newboss"], company.ids["other"], "supervisor", from_date="2025-01-01")
        people.add_membership(tx, aino, company.ids["team"], from_date="2025-01-01", until_date=last)
        if first:
            people.add_membership(tx, aino, company.ids["other"], from_date=first)

    company.world.db.write_now(work)


def leave(company: Company) -> None:
    """Aino's employment, membership and access end on the last day of November."""
    move(company, "2026-11-30", None)

    def work(tx: Tx) -> None:
        tx.org, aino = company.ids["org"], company.ids["aino"]
        tx.run("UPDATE terms SET until_date='2026-11-30' WHERE org=:org AND person=:p", org=tx.org, p=aino)
        people.update_person(tx, aino, active=False)

    company.world.db.write_now(work)


def listed(company: Company, who: str) -> set[str]:
    return {row["person"] for row in company.get(who, "months", month=NOVEMBER)["people"]}


@pytest.mark.parametrize(
    ("last", "first", "decides", "other"),
    [
        ("2026-11-30", "2026-12-01", "boss", "newboss"),
        ("2026-11-14", "2026-11-15", "newboss", "boss"),
        ("2026-11-14", None, "boss", "newboss"),
    ],
    ids=["the first of the next month", "in the middle of the month", "nowhere"],
)
def test_the_month_of_a_mover_is_decided_listed_and_pulled_by_the_team_of_its_last_day(
    company: Company, last: str, first: str | None, decides: str, other: str
) -> None:
    move(company, last, first)
    company.turn(DECEMBER)
    assert tell(company, "aino", month_op(company, "aino", "send"))[0]["status"] == "applied"
    id = f"{company.ids['aino']}:{NOVEMBER}"
    for who, sees in ((decides, True), (other, False), ("payroll", True)):
        assert (company.ids["aino"] in listed(company, who)) is sees, who
        assert (id in {row["id"] for row in waiting(company, who)["months"]}) is sees, who
    assert id in pulled(company, decides, "month")
    assert id not in pulled(company, other, "month")
    version = pulled(company, decides, "month")[id]["version"]
    word = month_op(company, "aino", "approve", {"seen_version": version})
    refused = tell(company, other, word)[0]
    assert (refused["status"], refused["code"]) == ("rejected", "not_found")
    assert tell(company, decides, {**word, "op_id": new_id()})[0]["status"] == "applied"
    assert month_of_status(company) == "approved"


def month_of_status(company: Company) -> str:
    rows = company.rows("SELECT status FROM month_state WHERE org=:org AND person=:p", p=company.ids["aino"])
    return str(rows[0].status)


def test_payroll_sends_and_closes_the_month_of_who_has_left_with_a_reason(company: Company) -> None:
    leave(company)
    company.turn(DECEMBER)
    aino = company.ids["aino"]
    line = next(row for row in company.get("payroll", "months", month=NOVEMBER)["people"] if row["person"] == aino)
    assert (line["status"], line["left"]) == ("open", True)
    assert close(company, people=[aino])["refused"][0]["code"] == "is_open"
    answer = close(company, people=[aino], reason="Työsuhde päättyi 30.11.")
    assert [one["person"] for one in answer["closed"]] == [aino]
    row = company.rows("SELECT * FROM month_state WHERE org=:org AND person=:p", p=aino)[0]
    assert (row.status, row.reason, row.closed_by) == ("closed", "Työsuhde päättyi 30.11.", company.ids["payroll"])
    assert stored_totals(company, "aino") == recomputed(company, "aino")
    events = company.get("payroll", "audit", person=aino, entity="month")["events"]
    assert {"month.sent", "month.approved", "month.closed"} <= {one["what"] for one in events}
    assert {one["who"] for one in events} == {company.ids["payroll"]}


def test_nobody_closes_an_unsent_month_of_who_has_not_left_or_without_saying_who_and_why(company: Company) -> None:
    company.turn(DECEMBER)
    aino = company.ids["aino"]
    told = close(company, people=[aino], reason="Kiire")["refused"][0]
    assert (told["code"], company.rows("SELECT status FROM month_state WHERE org=:org AND person=:p", p=aino)) == (
        "not_left",
        [],
    )
    leave(company)
    assert close(company, status=400, people=[aino], reason="  ")["code"] == "reason_needed"
    assert close(company, status=400, all=True, reason="Kaikki")["code"] == "choose_people"


def test_a_day_that_waits_for_a_word_keeps_the_month_of_who_has_left_open(company: Company) -> None:
    from tests.company import punch

    company.push("aino", punch(company.ids["aino"], "in", "2026-11-20T07:00"))
    leave(company)
    company.turn(DECEMBER)
    told = close(company, people=[company.ids["aino"]], reason="Työsuhde päättyi")["refused"][0]
    assert told["code"] == "pending"
    assert company.rows("SELECT status FROM month_state WHERE org=:org AND person=:p", p=company.ids["aino"]) == []
