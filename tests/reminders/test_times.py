"""When a reminder comes: by the organisation, by the person, past quiet hours, and once in each night."""

import json
from typing import Any

import pytest

from leima.features.reminders.kinds import KINDS
from leima.features.reminders.reminding import Looked
from tests.company import Company, ms, punch
from tests.reminders.given import choose, make_admin, quiet, rule, run, send_month, told, who


def nights() -> list[tuple[str, str, str]]:
    """A time, the night of a clock change, and the local instant of UTC at which the reminder comes."""
    return [
        ("03:30", "2027-03-28", "2027-03-28T04:30"),
        ("03:30", "2027-10-31", "2027-10-31T03:30"),
        ("03:00", "2027-03-28", "2027-03-28T04:00"),
    ]


@pytest.mark.parametrize(("time", "date", "comes"), nights())
def test_a_time_in_the_clock_change_comes_once(one: Company, time: str, date: str, comes: str) -> None:
    assert choose(one, "aino", "month", time=time).status_code == 200
    for name in ("eino", "hourly", "boss"):
        choose(one, name, "month", enabled=False)
    one.turn(f"{date}T00:05")
    first, looked, came = one.clock.now(), Looked(), []
    for minute in range(10, 8 * 60, 15):
        one.clock.set(first + minute * 60_000)
        if run(one, looked if minute % 2 else None):
            came.append(one.clock.now())
    assert came == [ms(comes)], "once, and not before"


def test_people_choose_off_or_another_time_and_go_back(one: Company) -> None:
    answer = choose(one, "aino", "month", time="18:15").json()["reminders"]
    mine = next(row for row in answer if row["kind"] == "month")
    assert (mine["time"], mine["usual_time"], mine["chosen"]) == ("18:15", "09:00", True)
    choose(one, "eino", "month", enabled=False)
    one.turn("2026-12-03T09:00")
    run(one)
    assert who(one, "month") == ["boss", "hourly"]
    one.at("2026-12-03T18:15")
    run(one)
    assert who(one, "month") == ["aino", "boss", "hourly"]
    assert choose(one, "eino", "month", usual=True).json()["reminders"][3]["chosen"] is False
    run(one)
    assert len(who(one, "month")) == 4


def test_the_organisation_sets_times_and_may_keep_them(one: Company) -> None:
    make_admin(one, "eino")
    choose(one, "aino", "month", time="18:15")
    assert rule(one, "month", time="10:30", number=5, own=False).status_code == 200
    refused = choose(one, "aino", "month", enabled=False)
    assert (refused.status_code, refused.json()["code"]) == (403, "reminder_fixed")
    one.turn("2026-12-05T10:29")
    assert run(one) == 0
    one.at("2026-12-05T10:30")
    run(one)
    assert len(who(one, "month")) == 4
    events = one.rows("SELECT what, new FROM audit_event WHERE org=:org AND what='reminders.set'")
    assert [json.loads(row.new)["number"] for row in events] == [5]


def test_what_the_organisation_has_turned_off_comes_to_those_who_want_it(one: Company) -> None:
    make_admin(one, "eino")
    rule(one, "month", enabled=False, time="09:00", number=3)
    choose(one, "aino", "month")
    one.turn("2026-12-03T09:00")
    run(one)
    assert who(one, "month") == ["aino"]


def test_a_break_of_ones_own_length(one: Company) -> None:
    choose(one, "aino", "break", number=15)
    one.at("2026-11-23T08:00")
    one.push("aino", punch(one.ids["aino"], "in", "2026-11-23T08:00"))
    one.at("2026-11-23T09:00")
    one.push("aino", punch(one.ids["aino"], "break_start", "2026-11-23T09:00"))
    one.at("2026-11-23T09:15")
    run(one)
    assert told(one) == [("aino", "break", {"date": "2026-11-23", "minutes": 15})]


def test_in_quiet_hours_nothing_is_told_and_afterwards_what_is_still_missing(company: Company) -> None:
    for name in ("aino", "eino"):
        quiet(company, name, "07:00", "17:00")
    company.turn("2026-12-03T09:00")
    run(company)
    assert who(company, "month") == ["boss", "hourly"]
    send_month(company, "eino", "2026-11")
    company.at("2026-12-03T17:00")
    run(company)
    assert who(company, "month") == ["aino", "boss", "hourly"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("reminders/own/month", {"time": "24:00"}, 400),
        ("reminders/own/month", {"time": "9:00"}, 400),
        ("reminders/own/break", {"number": 9}, 400),
        ("reminders/own/everything", {}, 404),
        ("reminders/rules/month", {"enabled": True, "number": 3}, 400),
        ("reminders/rules/month", {"enabled": True, "time": "09:00", "number": 31}, 400),
        ("reminders/rules/leave", {"enabled": True, "time": "09:00"}, 400),
        ("reminders/rules/nothing", {"enabled": True, "time": "09:00"}, 404),
    ],
)
def test_times_that_make_no_sense_are_refused_with_what_to_do(one: Company, path: str, body: Any, status: int) -> None:
    make_admin(one, "eino")
    answer = one.client.put(f"/api/v1/{path}", json=body, headers=one.headers("eino"))
    assert answer.status_code == status, answer.text
    assert answer.json()["detail"]


def test_only_admins_set_what_the_organisation_says(one: Company) -> None:
    for name in ("aino", "boss"):
        assert one.client.get("/api/v1/reminders/rules", headers=one.headers(name)).status_code == 403
        body = {"enabled": False, "time": "09:00", "number": 3}
        answer = one.client.put("/api/v1/reminders/rules/month", json=body, headers=one.headers(name))
        assert answer.status_code == 403
    make_admin(one, "eino")
    shown = one.get("eino", "reminders/rules")["reminders"]
    assert [row["kind"] for row in shown] == list(KINDS)
    assert [row["kind"] for row in one.get("aino", "reminders/own")["reminders"]] == [
        kind for kind in KINDS if kind != "waits"
    ]
