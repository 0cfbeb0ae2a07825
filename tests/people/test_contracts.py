"""Contracts changed from a date, for one or many: tried first, done once, told, undone; earlier days never move."""

from typing import Any

import pytest

from tests.company import Company
from tests.people.office import SUMMER, ask, contracts, deed, notices, versions, wanted, work

LONGER = {"day_minutes_add": 6}


def preview(office: Company, *args: Any, **more: Any) -> Any:
    answer = ask(office, "clerk", "POST", "contracts/preview", wanted(office, *args, **more))
    assert answer.status_code == 200, answer.text
    return answer.json()


def do(office: Company, body: dict[str, Any], who: str = "clerk") -> Any:
    answer = ask(office, who, "POST", "contracts", body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def everything(office: Company) -> list[tuple[Any, ...]]:
    """All that a trial run might have touched."""
    tables = ("contract", "terms", "day_result", "account_month", "posting", "notice", "contract_change", "change_log")
    return [
        tuple(row) for table in tables for row in office.rows(f"SELECT * FROM {table} WHERE org=:org ORDER BY 2, 3")
    ]


def test_a_contract_change_in_mid_month_is_shown_then_done_and_leaves_every_earlier_day_its_version(
    office: Company,
) -> None:
    work(office, "aino", 2, 19)
    office.turn("2026-11-20T12:00")
    before, stood = versions(office, "aino"), everything(office)

    shown = preview(office, "2026-11-16", LONGER, "aino")

    assert everything(office) == stood
    (person,) = shown["changed"]
    assert (person["before"]["day_minutes"], person["after"]["day_minutes"]) == (450, 456)
    assert (person["before"]["week_minutes"], person["after"]["week_minutes"]) == (2250, 2280)
    assert [day["date"] for day in person["days"]] == ["2026-11-19", "2026-11-18", "2026-11-17", "2026-11-16"]
    assert all(day["target"] == [450, 456] and day["flex"] == [30, 24] for day in person["days"])
    assert (person["flex"], shown["flex_change"]) == ([420, 396], -24)
    done = do(office, deed(office, "2026-11-16", LONGER, "aino"))
    after = versions(office, "aino")
    assert [date for date in after if after[date] != before.get(date)] == [
        *("2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"),
    ]
    assert done["changed"][0]["flex"] == person["flex"]
    assert office.account("aino", "flex")["settled"] == 396
    assert contracts(office, "aino") == [
        ("2025-01-01", "2026-11-15", "company-office"),
        ("2026-11-16", None, "company-office"),
    ]
    print("mid-month:", shown["days_recomputed"], "days recomputed,", shown["days_changed"], "changed")


def test_an_agreement_change_back_dated_by_two_weeks_is_shown_then_done_and_untouched_days_keep_their_version(
    office: Company,
) -> None:
    work(office, "aino", 2, 19)
    office.turn("2026-11-20T12:00")
    before, stood = versions(office, "aino"), everything(office)
    change = {"agreement": "general-40", "form": "flexitime"}

    shown = preview(office, "2026-11-06", change, "aino")

    assert everything(office) == stood
    done = do(office, deed(office, "2026-11-06", change, "aino"))
    after = versions(office, "aino")
    differing = [date for date in after if after[date] != before.get(date)]
    assert differing == sorted(day["date"] for day in shown["changed"][0]["days"])
    assert differing[0] == "2026-11-06" and len(differing) == 10
    assert [after[date] for date in before if date < "2026-11-06"] == [before[d] for d in before if d < "2026-11-06"]
    assert done["changed"][0]["flex"] == shown["changed"][0]["flex"] == [420, 120]
    assert office.account("aino", "flex")["settled"] == 120
    print("back-dated:", shown["days_recomputed"], "days recomputed,", shown["days_changed"], "changed")


def test_one_change_for_many_says_who_did_not_change_and_why(quick: Company) -> None:
    shown = preview(quick, "2026-12-01", LONGER, "aino", "eino", "hourly", "boss", "clerk")

    assert {one["name"]: one["after"]["day_minutes"] for one in shown["changed"]} == {
        "Aino": 456,
        "Eino": 228,
        "Boss": 456,
    }
    assert {one["name"]: one["reason"] for one in shown["left"]} == {"Hourly": "hourly", "Clerk": "no_contract"}
    assert [one["warnings"] for one in shown["changed"]] == [["kiky_owed"]] * 3
    with_hourly = preview(quick, "2026-12-01", LONGER, "hourly", hourly_too=True)
    assert with_hourly["changed"][0]["warnings"] == ["hourly"]
    again = do(quick, deed(quick, "2026-12-01", {"share": 0.5}, "aino", "eino"))
    assert [one["reason"] for one in again["left"]] == ["same"]


def test_longer_hours_warn_those_who_owe_kiky_besides_and_nobody_else(quick: Company) -> None:
    out = {"agreement": "general-37-5", "variant": None, "day_minutes_add": 6}
    assert preview(quick, "2026-12-01", out, "aino")["changed"][0]["warnings"] == []
    assert preview(quick, "2026-12-01", {"share": 0.5}, "aino")["changed"][0]["warnings"] == []
    assert preview(quick, "2026-12-01", LONGER, "aino")["changed"][0]["warnings"] == ["kiky_owed"]


def test_half_a_working_time_gets_half_of_the_longer_hours(quick: Company) -> None:
    (person,) = preview(quick, "2026-12-01", {"week_minutes_add": 30}, "eino")["changed"]
    assert (person["before"]["week_minutes"], person["after"]["week_minutes"]) == (1125, 1140)


def test_the_doer_the_people_and_payroll_hear_who_changed_who_did_not_and_the_first_pay_day(quick: Company) -> None:
    do(quick, deed(quick, "2026-12-01", LONGER, "aino", "hourly"), "admin")

    for who in ("admin", "clerk"):
        ((kind, params),) = notices(quick, who)
        assert (kind, params["changed"], params["left"]) == ("contracts_changed", 1, 1)
        assert (params["names"], params["left_names"], params["pay_day"]) == ("Aino", "Hourly", "2026-12-31")
    ((kind, params),) = notices(quick, "aino")
    assert (kind, params["day"], params["week"]) == ("contract_changed", 456, 2280)
    assert notices(quick, "hourly") == []


@pytest.mark.parametrize(
    ("first", "pay_day", "expected", "near"),
    [
        ("2026-11-16", 0, "2026-11-30", "ahead"),
        ("2026-10-16", 0, "2026-10-31", "past"),
        ("2026-10-16", 25, "2026-11-25", "soon"),
        ("2027-01-16", 31, "2027-02-28", "ahead"),
    ],
)
def test_the_first_pay_day_touched_is_said_and_warned_of_when_it_is_near_or_past(
    quick: Company, first: str, pay_day: int, expected: str, near: str
) -> None:
    quick.world.db.write_now(lambda tx: tx.run("UPDATE organisation SET pay_day=:day", day=pay_day))
    shown = preview(quick, first, LONGER, "aino")
    assert (shown["first_pay_day"], shown["pay_day"]) == (expected, near)


def test_the_same_deed_again_is_done_once_and_another_under_its_id_is_refused(quick: Company) -> None:
    body = deed(quick, "2026-12-01", LONGER, "aino")
    assert do(quick, body)["id"] == do(quick, body)["id"]
    assert len(contracts(quick, "aino")) == 2 and len(notices(quick, "aino")) == 1
    other = ask(quick, "clerk", "POST", "contracts", {**body, "from": "2026-12-02"})
    assert (other.status_code, other.json()["code"]) == (409, "id_taken")


def test_a_change_is_undone_for_everyone_and_every_day_counts_as_before(office: Company) -> None:
    work(office, "aino", 2, 19)
    office.turn("2026-11-20T12:00")
    done = do(office, deed(office, "2026-11-09", LONGER, "aino", "boss"))
    assert office.account("aino", "flex")["settled"] == 420 - 9 * 6

    undone = ask(office, "clerk", "POST", f"contracts/changes/{done['id']}/undo").json()

    assert undone["undone"] is True and undone["may_undo"] is False
    assert contracts(office, "aino") == [("2025-01-01", None, "company-office")]
    assert office.account("aino", "flex")["settled"] == 420
    assert [kind for kind, _ in notices(office, "aino")] == ["contract_changed", "contract_change_undone"]
    assert ask(office, "clerk", "POST", f"contracts/changes/{done['id']}/undo").json()["undone"] is True
    assert len(notices(office, "aino")) == 2


def test_what_has_been_changed_again_is_not_undone_and_the_reason_names_the_person(quick: Company) -> None:
    first = do(quick, deed(quick, "2026-12-01", LONGER, "aino"))
    do(quick, deed(quick, "2027-01-01", LONGER, "aino"))
    answer = ask(quick, "clerk", "POST", f"contracts/changes/{first['id']}/undo")
    assert (answer.status_code, answer.json()["code"]) == (409, "contracts_not_undone")
    assert answer.json()["fields"][0]["field"] == "Aino"
    listed = {one["id"]: one["may_undo"] for one in ask(quick, "clerk", "GET", "contracts/changes").json()["changes"]}
    assert listed[first["id"]] is False


def _close(office: Company, who: str, month: str) -> None:
    office.world.db.write_now(
        lambda tx: tx.run(
            "INSERT INTO month_state (org, person, month, id, status, reason, totals, version)"
            " VALUES (:org, :person, :month, :id, 'closed', '', '{}', 1)",
            org=office.ids["org"],
            person=office.ids[who],
            month=month,
            id=f"{office.ids[who]}:{month}",
        )
    )


def test_a_change_that_reaches_a_closed_month_is_tried_and_then_posted_to_the_open_one_and_undone(
    quick: Company,
) -> None:
    """The closed days stand; each difference is linked to the day that it corrects."""
    aino = quick.ids["aino"]
    work(quick, "aino", 2, 19)
    quick.turn("2026-12-02T12:00")
    _close(quick, "aino", "2026-11")
    before, flex = versions(quick, "aino"), quick.account("aino", "flex")["settled"]
    shown = preview(quick, "2026-11-16", LONGER, "aino")
    assert shown["left"] == []
    closed = shown["changed"][0]["closed"]
    assert (closed["date"], closed["days"], closed["flex"]) == ("2026-12-02", 11, -66)
    body = deed(quick, "2026-11-16", LONGER, "aino")
    assert do(quick, body)["changed"][0]["closed"] == closed
    after = versions(quick, "aino")
    assert [date for date in before if date < "2026-12-01" and before[date] != after[date]] == []
    sql = "SELECT date, amount, corrects FROM posting WHERE org=:org AND person=:person AND corrects IS NOT NULL"
    lines = quick.rows(sql + " ORDER BY corrects", person=aino)
    assert [(row.date, row.amount) for row in lines] == [("2026-12-02", -6)] * 11
    assert [row.corrects for row in lines][:2] == [f"{aino}:2026-11-16", f"{aino}:2026-11-17"]
    told = quick.get("aino", "months/frozen", month="2026-11")
    assert told["corrected"] == {"target": 66}
    assert ask(quick, "clerk", "POST", f"contracts/changes/{body['id']}/undo").status_code == 200
    assert quick.account("aino", "flex")["settled"] == flex
    assert quick.get("aino", "months/frozen", month="2026-11")["corrected"] == {}


def test_later_rows_take_the_change_too_and_a_change_with_an_end_gives_the_old_hours_back(quick: Company) -> None:
    do(quick, deed(quick, "2027-01-01", {"share": 0.8}, "aino"))
    shown = preview(quick, "2026-12-01", LONGER, "aino")
    assert shown["changed"][0]["later"] == ["2027-01-01"]
    do(quick, deed(quick, "2026-12-01", {"agreement": "general-40"}, "aino", until="2027-02-28"))
    assert contracts(quick, "aino") == [
        ("2025-01-01", "2026-11-30", "company-office"),
        ("2026-12-01", "2026-12-31", "general-40"),
        ("2027-01-01", "2027-02-28", "general-40"),
        ("2027-03-01", None, "company-office"),
    ]


def test_new_hours_of_period_work_start_with_the_period_that_begins_nearest(quick: Company) -> None:
    do(quick, deed(quick, "2025-01-06", {"form": "period", "agreement": "kvtes"}, "boss"))
    (early,) = preview(quick, "2026-11-19", LONGER, "boss")["changed"]
    (late,) = preview(quick, "2026-11-25", LONGER, "boss")["changed"]
    assert early["period"][0] == early["from"] != late["from"] == late["period"][0]
    assert early["from"] <= "2026-11-19" and late["from"] >= "2026-11-25"


def test_rows_that_overlap_already_are_named_and_left_alone(quick: Company) -> None:
    def spoil(tx: Any) -> None:
        tx.run(
            "INSERT INTO contract (org, id, person, from_date, agreement, body)"
            " SELECT org, 'second', person, '2026-01-01', agreement, body FROM contract WHERE person=:person",
            person=quick.ids["aino"],
        )

    quick.world.db.write_now(spoil)
    (left,) = preview(quick, "2026-12-01", LONGER, "aino")["left"]
    assert (left["reason"], left["params"]) == ("overlap", {"first": "2025-01-01", "second": "2026-01-01"})


@pytest.mark.parametrize(
    ("first", "change", "more", "field"),
    [
        ("2026-12-01", {"agreement": "metal"}, {}, "change.agreement"),
        ("2026-12-01", {"variant": "metal"}, {}, "change.variant"),
        ("2019-12-01", {"agreement": "general-40"}, {}, "change.agreement"),
        ("2026-12-01", LONGER, {"until": "2026-11-30"}, "until"),
        ("2026-02-30", LONGER, {}, "from"),
        ("2026-12-01", {}, {}, "change"),
        ("2026-12-01", LONGER, {"people": ["nobody"]}, "people[0]"),
    ],
)
def test_a_change_that_cannot_be_is_refused_with_the_field_and_what_to_do(
    quick: Company, first: str, change: dict[str, Any], more: dict[str, Any], field: str
) -> None:
    body = {**deed(quick, first, change, "aino"), **more}
    answer = ask(quick, "clerk", "POST", "contracts", body)
    assert answer.status_code == 400, answer.text
    assert [one["field"] for one in answer.json()["fields"]] == [field]
    assert answer.json()["fields"][0]["message"]
    assert len(contracts(quick, "aino")) == 1


def test_a_person_twice_in_one_change_is_refused_by_name(quick: Company) -> None:
    answer = ask(quick, "clerk", "POST", "contracts", deed(quick, "2026-12-01", LONGER, "aino", "aino"))
    assert answer.json()["fields"][0]["field"] == "people[1]" and "Aino" in answer.json()["fields"][0]["message"]


def test_a_copy_with_longer_hours_is_put_into_force_for_chosen_people_from_a_date(quick: Company) -> None:
    copy = {"id": "kiky-37", "copy_of": "company-office", "name": "Kiky 37,5", "from": "2026-01-01", **SUMMER}
    assert ask(quick, "admin", "POST", "agreements", copy).status_code == 201
    done = do(quick, deed(quick, "2026-12-01", {"agreement": "kiky-37"}, "aino", "boss"))
    assert {one["after"]["agreement_name"] for one in done["changed"]} == {"Kiky 37,5"}
    listed = ask(quick, "clerk", "GET", "contracts", None).json()["people"]
    aino = next(one for one in listed if one["name"] == "Aino")
    assert (aino["now"]["agreement"], aino["next"]) == ("company-office", "2026-12-01")
    (own,) = ask(quick, "clerk", "GET", f"contracts?person={quick.ids['aino']}").json()["people"]
    assert [row["agreement_name"] for row in own["contracts"]] == ["Esimerkkiyritys, toimisto", "Kiky 37,5"]


def test_supervisors_read_their_own_peoples_contracts_and_change_none(quick: Company) -> None:
    assert {one["name"] for one in ask(quick, "boss", "GET", "contracts").json()["people"]} >= {"Aino", "Eino"}
    assert ask(quick, "aino", "GET", "contracts").status_code == 403
    for path in ("contracts", "contracts/preview"):
        body = deed(quick, "2026-12-01", LONGER, "aino")
        given = body if path == "contracts" else {name: body[name] for name in body if name != "id"}
        assert ask(quick, "boss", "POST", path, given).status_code == 403
