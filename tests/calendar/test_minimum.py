"""A team's minimum is a dated number, set by those who lead the team; too few people is a warning."""

from typing import Any

import pytest

from tests.calendar.teams import WEEK, absent, calendar, set_minimum
from tests.company import Company
from tests.leave.asked import ask, decide, granted

WHOLE = 5
"""The people of Kehitys who work on an ordinary date."""


def counted(company: Company, date: str) -> dict[str, int]:
    found = calendar(company, "boss")["counts"]
    return next(one for one in found if one["date"] == date)


def test_working_dates_are_counted_with_who_is_away_and_who_asks(company: Company) -> None:
    ask(company)
    absent(company, "eino", WEEK[0], WEEK[0])
    assert counted(company, WEEK[0]) == {"date": WEEK[0], "working": WHOLE, "away": 1, "requested": 1}
    assert counted(company, WEEK[1]) == {"date": WEEK[1], "working": WHOLE, "away": 0, "requested": 1}
    dates = [one["date"] for one in calendar(company, "boss")["counts"]]
    assert not {"2026-12-05", "2026-12-06", "2026-12-24", "2026-12-25"} & set(dates)


def test_a_date_is_counted_once_where_leave_is_asked_for_on_a_day_away(company: Company) -> None:
    ask(company)
    absent(company, "aino", WEEK[0], WEEK[0])
    assert counted(company, WEEK[0]) == {"date": WEEK[0], "working": WHOLE, "away": 1, "requested": 0}


def test_hours_away_leave_one_at_work_and_a_whole_days_hours_do_not(company: Company) -> None:
    absent(company, "eino", WEEK[0], WEEK[0], minutes=120)
    absent(company, "eino", WEEK[1], WEEK[1], minutes=450)
    assert [counted(company, date)["away"] for date in WEEK[:2]] == [0, 1]


def test_dates_below_the_minimum_are_short_and_what_is_asked_for_apart(company: Company) -> None:
    assert set_minimum(company, "boss", "team", WHOLE).status_code == 200
    absent(company, "eino", WEEK[0], WEEK[0])
    ask(company)
    found = calendar(company, "eino")
    assert (found["minimum"], found["short"], found["short_if_granted"]) == (WHOLE, WEEK[:1], WEEK)


def test_too_few_people_forbid_nothing(company: Company) -> None:
    set_minimum(company, "boss", "team", WHOLE)
    granted(company)
    assert calendar(company, "boss")["short"] == WEEK
    assert (
        decide(company, "boss", ask(company, from_date="2026-12-21", until_date="2026-12-22"), "approve", 1)["status"]
        == "applied"
    )


def test_a_minimum_counts_from_its_date_until_the_next_one(company: Company) -> None:
    set_minimum(company, "boss", "team", WHOLE + 1, "2026-12-01")
    set_minimum(company, "boss", "team", 0, "2026-12-03")
    told = set_minimum(company, "boss", "team", 2, "2026-12-14").json()
    assert [one["from_date"] for one in told["minimums"]] == ["2026-12-01", "2026-12-03", "2026-12-14"]
    assert calendar(company, "boss")["short"] == ["2026-12-01", "2026-12-02"]
    assert calendar(company, "boss")["minimum"] == 2
    assert calendar(company, "boss", to="2026-12-10")["minimum"] is None


def test_the_same_date_again_takes_the_place_of_what_stood(company: Company) -> None:
    set_minimum(company, "boss", "team", 2)
    set_minimum(company, "boss", "team", 3)
    assert set_minimum(company, "boss", "team", 3).json()["minimums"] == [{"from_date": "2026-12-01", "people": 3}]
    events = company.rows("SELECT new FROM audit_event WHERE org=:org AND what='team.minimum' ORDER BY n")
    assert [one.new for one in events] == [
        '{"from": "2026-12-01", "people": 2}',
        '{"from": "2026-12-01", "people": 3}',
    ]


@pytest.mark.parametrize(
    ("who", "status"),
    [("boss", 200), ("admin", 200), ("payroll", 403), ("aino", 403), ("planner", 403), ("otso", 404), ("olli", 404)],
)
def test_supervisors_of_the_team_and_admins_set_it(company: Company, who: str, status: int) -> None:
    assert set_minimum(company, who, "team", 2).status_code == status


def test_the_calendar_says_who_may_set_its_minimum(company: Company) -> None:
    told = {who: calendar(company, who, "team")["may_set_minimum"] for who in ("boss", "admin", "payroll", "aino")}
    assert told == {"boss": True, "admin": True, "payroll": False, "aino": False}


@pytest.mark.parametrize(
    ("people", "first"), [(-1, "2026-12-01"), (10_001, "2026-12-01"), ("two", "2026-12-01"), (2, "2026-02-30"), (2, "")]
)
def test_what_is_no_number_or_date_is_refused_and_keeps_what_stands(company: Company, people: Any, first: str) -> None:
    assert set_minimum(company, "boss", "team", people, first).status_code == 400
    assert calendar(company, "boss")["minimums"] == []


def test_a_team_that_is_not_there_has_no_minimum(company: Company) -> None:
    assert set_minimum(company, "admin", "nobodys", 2).status_code == 404
