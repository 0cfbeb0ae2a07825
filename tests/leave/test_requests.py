"""Leave is asked for, granted or refused by the first word, and cancelled by asking once more."""

from typing import Any

import pytest

from tests.company import Company, new_id, operation
from tests.leave.asked import WEEK, ask, decide, granted, heard, pulled, tell


def inbox(company: Company, who: str) -> list[tuple[str, str, str]]:
    items = company.get(who, "inbox")["items"]
    return [(one["id"], one["title"], one["what"]) for one in items if one["kind"] == "leave"]


def target(company: Company, date: str) -> int:
    (day,) = company.get("aino", "days", **{"from": date, "to": date})["days"]
    return int(day["result"]["target"])


def test_a_request_waits_for_the_supervisors_and_leaves_the_days_as_they_are(company: Company) -> None:
    id = ask(company, note="Lappi", reason="oma asia")
    told = pulled(company, "aino")[id]
    assert (told["status"], told["note"], told["reason"]) == ("requested", "Lappi", "oma asia")
    assert (told["days"], told["flags"]) == (500, ["leave_notice_short"])
    assert inbox(company, "boss") == inbox(company, "payroll") == [(id, "Vapaapyyntö 14.12.2026 alkaen", "requested")]
    assert inbox(company, "aino") == []
    assert [kind for kind, _ in heard(company, "bossa")] == ["leave_asked"]
    assert pulled(company, "aino", "absence") == {}


def test_who_decides_sees_what_is_asked_and_never_why(company: Company) -> None:
    id = ask(company, reason="oma asia")
    told = pulled(company, "boss")[id]
    assert (told["kind"], "reason" in told) == ("annual_holiday", False)
    assert pulled(company, "eino") == {}
    assert "oma asia" not in str(company.rows("SELECT new FROM audit_event WHERE org=:org"))


def test_granted_leave_is_time_away_and_its_person_hears_of_it(company: Company) -> None:
    id = granted(company)
    assert pulled(company, "aino", "absence")[id]["kind"] == "annual_holiday"
    told = pulled(company, "aino")[id]
    assert (told["status"], told["decided_by_name"], told["version"]) == ("approved", "Boss", 2)
    assert heard(company, "aino") == [
        ("leave_approved", {"start": "2026-12-14", "end": "2026-12-18", "by": "Boss", "reason": ""})
    ]
    assert inbox(company, "boss") == []


def test_a_refusal_says_why_and_changes_no_day(company: Company) -> None:
    id = ask(company)
    assert decide(company, "boss", id, "reject", 1)["code"] == "reason_needed"
    assert decide(company, "boss", id, "reject", 1, "liian moni on jo poissa")["status"] == "applied"
    assert pulled(company, "aino")[id]["answer"] == "liian moni on jo poissa"
    assert pulled(company, "aino", "absence") == {}
    assert [kind for kind, _ in heard(company, "aino")] == ["leave_rejected"]


def test_of_two_supervisors_the_first_word_wins_and_the_other_is_told(company: Company) -> None:
    id = ask(company)
    decide(company, "boss", id, "approve", 1)
    late = decide(company, "bossa", id, "reject", 1, "ei käy")
    assert (late["status"], late["code"]) == ("conflict", "already_decided")
    assert pulled(company, "aino")[id]["status"] == "approved"


def test_a_request_that_has_changed_since_it_was_seen_is_not_decided(company: Company) -> None:
    id = ask(company)
    told = tell(company, "aino", "aino", "change", id, **{**WEEK, "until_date": "2026-12-23"}, version=1)
    assert told["status"] == "applied"
    assert decide(company, "boss", id, "approve", 1)["code"] == "changed_since"
    assert decide(company, "boss", id, "approve", 2)["status"] == "applied"
    assert pulled(company, "aino", "absence")[id]["until_date"] == "2026-12-23"


def test_a_request_is_taken_back_until_it_is_decided(company: Company) -> None:
    id = ask(company)
    assert tell(company, "aino", "aino", "withdraw", id)["status"] == "applied"
    assert tell(company, "aino", "aino", "withdraw", id)["status"] == "applied"
    assert pulled(company, "boss")[id]["status"] == "withdrawn"
    assert decide(company, "boss", id, "approve", 2)["code"] == "leave_withdrawn"
    other = granted(company, from_date="2026-12-28", until_date="2026-12-29")
    assert tell(company, "aino", "aino", "withdraw", other)["code"] == "leave_decided"


def test_granted_leave_stands_until_its_cancelling_is_decided(company: Company) -> None:
    id = granted(company)
    assert tell(company, "aino", "aino", "cancel", id)["status"] == "applied"
    assert inbox(company, "boss") == [(id, "Vapaan peruminen 14.12.2026 alkaen", "cancelling")]
    assert id in pulled(company, "aino", "absence")
    assert decide(company, "boss", id, "approve", 3)["status"] == "applied"
    assert pulled(company, "aino")[id]["status"] == "cancelled"
    assert pulled(company, "aino", "absence") == {}
    assert [kind for kind, _ in heard(company, "aino")] == ["leave_approved", "leave_cancelled"]


def test_a_wish_to_cancel_is_refused_or_taken_back_and_the_leave_stands(company: Company) -> None:
    id = granted(company)
    tell(company, "aino", "aino", "cancel", id)
    assert tell(company, "aino", "aino", "keep", id)["status"] == "applied"
    tell(company, "aino", "aino", "cancel", id)
    assert decide(company, "boss", id, "reject", 5, "sijainen on jo hankittu")["status"] == "applied"
    assert pulled(company, "aino")[id]["status"] == "approved"
    assert id in pulled(company, "aino", "absence")


def test_a_loop_of_cancelling_and_keeping_leaves_one_unread_notice(company: Company) -> None:
    id, boss, kind = granted(company), company.ids["boss"], "leave_cancel_asked"

    def told() -> list[tuple[bool, bool]]:
        sql = "SELECT read_at, deleted FROM notice WHERE org=:org AND person=:p AND kind=:kind ORDER BY at, id"
        return [(row.read_at is not None, bool(row.deleted)) for row in company.rows(sql, p=boss, kind=kind)]

    for _ in range(3):
        tell(company, "aino", "aino", "cancel", id)
        assert told() == [(False, False)]
        tell(company, "aino", "aino", "keep", id)
        assert told() == [(False, True)]
    tell(company, "aino", "aino", "cancel", id)
    (notice,) = [key for key, one in pulled(company, "boss", "notice").items() if one["kind"] == kind]
    read = operation(company.ids["boss"], "notice.read", {}, company.clock.now(), id=notice)
    assert company.push("boss", read)["results"][0]["status"] == "applied"
    assert "leave_kept" not in dict(heard(company, "boss"))
    tell(company, "aino", "aino", "keep", id)
    assert dict(heard(company, "boss"))["leave_kept"]["name"] == "Aino"
    company.at("2026-11-20T15:00")
    tell(company, "aino", "aino", "cancel", id)
    assert told() == [(True, False), (False, False)]


def test_nobody_grants_their_own_and_a_colleague_can_do_nothing(company: Company) -> None:
    told = tell(company, "boss", "boss", "request", None, **WEEK)
    own = tell(company, "boss", "boss", "decide", told["id"], decision="approve", seen_version=1)
    assert (own["status"], own["code"]) == ("rejected", "forbidden")
    id = ask(company)
    assert decide(company, "eino", id, "approve", 1)["code"] == "not_found"
    assert tell(company, "boss", "aino", "request", None, **WEEK)["code"] == "forbidden"
    assert tell(company, "eino", "eino", "withdraw", id)["code"] == "not_found"


def test_leave_that_overlaps_other_time_away_is_stored_and_flagged(company: Company) -> None:
    first = ask(company)
    told = tell(company, "aino", "aino", "request", None, **{**WEEK, "from_date": "2026-12-18"})
    assert (told["status"], told["flags"]) == ("applied", ["overlaps", "leave_notice_short"])
    assert pulled(company, "boss")[first]["flags"] == ["overlaps", "leave_notice_short"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"until_date": "2026-12-13"}, "bad_leave_span"),
        ({"from_date": "2026-02-30"}, "bad_date"),
        ({"until_date": "2028-01-10"}, "bad_leave_span"),
        ({"from_date": "2028-12-14", "until_date": "2028-12-14"}, "date_too_far"),
        ({"minutes": 60}, "holiday_in_days"),
        ({"kind": "sick"}, "invalid"),
        ({"kind": "loma"}, "invalid"),
        ({"status": "approved"}, "invalid"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_reason(company: Company, wrong: dict[str, Any], code: str) -> None:
    told = tell(company, "aino", "aino", "request", None, **{**WEEK, **wrong})
    assert (told["status"], told["code"]) == ("rejected", code)
    assert pulled(company, "aino") == {}


def test_a_locked_month_takes_no_request_and_no_decision(company: Company) -> None:
    id = ask(company, from_date="2026-11-30", until_date="2026-12-04")
    org, aino = company.ids["org"], company.ids["aino"]
    sql = (
        "INSERT INTO month_state (org, person, month, id, status, reason, totals, version)"
        " VALUES (:org, :person, '2026-11', :id, 'closed', '', '{}', 1)"
    )
    company.world.db.write_now(lambda tx: tx.run(sql, org=org, person=aino, id=f"{aino}:2026-11"))
    assert decide(company, "boss", id, "approve", 1)["code"] == "period_locked"
    told = tell(company, "aino", "aino", "request", None, **{**WEEK, "from_date": "2026-11-27"})
    assert told["code"] == "period_locked"
    assert pulled(company, "aino")[id]["status"] == "requested"


def test_a_request_never_takes_the_place_of_an_absence_that_has_its_id(company: Company) -> None:
    sick = {"from_date": "2026-11-19", "until_date": "2026-11-19", "kind": "sick"}
    id = new_id()
    record = operation(company.ids["eino"], "absence.record", sick, 1, id=id)
    assert company.push("eino", record)["results"][0]["status"] == "applied"
    told = tell(company, "aino", "aino", "request", id, **WEEK)
    assert (told["status"], told["code"]) == ("rejected", "entity_exists")

    asked = ask(company)
    late = operation(company.ids["eino"], "absence.record", sick, 1, id=asked)
    assert company.push("eino", late)["results"][0]["status"] == "applied"
    assert decide(company, "boss", asked, "approve", 1)["code"] == "entity_exists"
    assert pulled(company, "eino", "absence")[asked]["kind"] == "sick"
