"""A team's calendar shows who is away, and the reason to those alone who may know it."""

import pytest

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.calendar.teams import DECEMBER, WEEK, absent, calendar, lane, mark, refused, states
from tests.company import Company, add_terms
from tests.leave.asked import ask, decide, granted, tell


def test_everybody_of_the_team_has_a_lane(company: Company) -> None:
    found = calendar(company, "eino")
    assert [one["name"] for one in found["people"]] == ["Aino", "Boss", "Eino", "Hourly", "Planner"]
    assert (found["team"], found["from"], found["to"]) == (company.ids["team"], "2026-12-01", "2026-12-31")
    assert found["teams"] == [{"id": company.ids["team"], "name": "Kehitys"}]


def test_holidays_have_names_in_the_readers_language(company: Company) -> None:
    assert calendar(company, "eino")["holidays"] == [
        {"date": "2026-12-06", "key": "independence_day", "name": "itsenäisyyspäivä", "midweek": False},
        {"date": "2026-12-24", "key": "christmas_eve", "name": "jouluaatto", "midweek": True},
        {"date": "2026-12-25", "key": "christmas_day", "name": "joulupäivä", "midweek": True},
        {"date": "2026-12-26", "key": "st_stephen", "name": "tapaninpäivä", "midweek": False},
    ]
    company.client.put("/api/v1/me/language", json={"lang": "sv"}, headers=company.headers("eino"))
    assert calendar(company, "eino")["holidays"][1]["name"] == "julafton"


def test_a_colleague_sees_that_somebody_asks_and_that_they_are_away_and_no_more(company: Company) -> None:
    id = ask(company)
    assert lane(company, "eino", "aino") == {
        "person": company.ids["aino"],
        "name": "Aino",
        "days": [{"date": date, "state": "requested"} for date in WEEK],
        "requests": [],
    }
    decide(company, "boss", id, "approve", 1)
    assert lane(company, "eino", "aino")["days"] == [{"date": date, "state": "away"} for date in WEEK]


def test_one_who_decides_sees_the_request_with_its_kind_and_version(company: Company) -> None:
    id = ask(company)
    found = lane(company, "boss", "aino")
    assert found["days"][0] == {"date": WEEK[0], "state": "requested", "kind": "annual_holiday", "request": id}
    (asked,) = found["requests"]
    assert asked == {
        "id": id,
        "status": "requested",
        "kind": "annual_holiday",
        "from_date": WEEK[0],
        "until_date": WEEK[-1],
        "minutes": None,
        "version": 1,
        "decides": True,
    }


KINDS = {
    "eino": (None, None),
    "boss": (None, "annual_holiday"),
    "planner": (None, None),
    "admin": (None, None),
    "payroll": ("sick", "annual_holiday"),
    "aino": ("sick", "annual_holiday"),
}
"""Who is told which kind: of illness that was told, and of leave that was granted."""


@pytest.mark.parametrize(("who", "kinds"), KINDS.items())
def test_kinds_go_to_those_who_may_know_them(company: Company, who: str, kinds: tuple[str | None, str | None]) -> None:
    absent(company, "aino", "2026-12-03", "2026-12-03")
    granted(company)
    days = {day["date"]: day for day in lane(company, who, "aino")["days"]}
    assert [days[date]["state"] for date in ("2026-12-03", WEEK[0])] == ["away", "away"]
    assert (days["2026-12-03"].get("kind"), days[WEEK[0]].get("kind")) == kinds


@pytest.mark.parametrize(
    ("who", "decides"), [("boss", True), ("payroll", True), ("aino", False), ("admin", None), ("eino", None)]
)
def test_who_decides_on_what_is_asked(company: Company, who: str, decides: bool | None) -> None:
    ask(company)
    requests = lane(company, who, "aino")["requests"]
    assert [one["decides"] for one in requests] == ([] if decides is None else [decides])


@pytest.mark.parametrize(
    ("who", "seen"), [("aino", True), ("boss", True), ("planner", True), ("payroll", True), ("eino", False)]
)
def test_extension_days_are_for_those_who_plan_and_decide(company: Company, who: str, seen: bool) -> None:
    mark(company, "aino", "2026-12-05")
    assert states(company, who, "aino") == ({"2026-12-05": "kiky"} if seen else {})


def test_an_extension_day_under_hours_away_is_said_beside_them(company: Company) -> None:
    mark(company, "aino", "2026-12-03")
    absent(company, "aino", "2026-12-03", "2026-12-03", "training", minutes=120)
    (day,) = lane(company, "boss", "aino")["days"]
    assert day == {"date": "2026-12-03", "state": "away", "part": True, "also_kiky": True}


def test_part_of_a_day_and_a_whole_one_make_a_whole_one(company: Company) -> None:
    absent(company, "aino", "2026-12-03", "2026-12-03", minutes=120)
    absent(company, "aino", "2026-12-03", "2026-12-03")
    assert lane(company, "eino", "aino")["days"] == [{"date": "2026-12-03", "state": "away"}]


def test_what_was_taken_back_refused_or_cancelled_is_not_there(company: Company) -> None:
    tell(company, "aino", "aino", "withdraw", ask(company))
    decide(company, "boss", ask(company), "reject", 1, "ei käy")
    id = granted(company)
    tell(company, "aino", "aino", "cancel", id)
    assert lane(company, "boss", "aino")["requests"][0]["status"] == "cancelling"
    assert set(states(company, "eino", "aino").values()) == {"away"}
    decide(company, "boss", id, "approve", 3)
    assert lane(company, "boss", "aino")["days"] == []


@pytest.mark.parametrize("who", ["olli", "otso", "yksin"])
def test_another_teams_calendar_looks_like_one_that_is_not_there(company: Company, who: str) -> None:
    assert refused(company, who, team=company.ids["team"]) == (404, "not_found")
    assert refused(company, who, team="nobodys") == (404, "not_found")


def test_payroll_and_admins_open_every_teams(company: Company) -> None:
    for who in ("payroll", "admin"):
        assert [one["name"] for one in calendar(company, who)["teams"]] == ["Kehitys", "Myynti"]
        assert [one["name"] for one in calendar(company, who, "sales")["people"]] == ["Olli"]


def test_a_supervisor_opens_the_team_they_supervise(company: Company) -> None:
    assert calendar(company, "otso")["team"] == company.ids["sales"]


def test_somebody_in_no_team_has_a_calendar_of_their_own(company: Company) -> None:
    found = calendar(company, "yksin")
    assert (found["team"], [one["name"] for one in found["people"]]) == (None, ["Yksin"])


def test_who_moves_is_in_each_teams_calendar_on_its_own_dates(company: Company) -> None:
    def move(tx: Tx) -> None:
        tx.org = company.ids["org"]
        people.add_membership(tx, company.ids["aino"], company.ids["sales"], from_date="2026-12-16")

    company.world.db.write_now(move)
    absent(company, "aino", WEEK[0], WEEK[-1])
    assert list(states(company, "boss", "aino")) == WEEK[:2]
    (moved,) = (one for one in calendar(company, "otso")["people"] if one["name"] == "Aino")
    assert [day["date"] for day in moved["days"]] == WEEK[2:]
    assert [one["date"] for one in calendar(company, "otso")["counts"] if one["away"]] == WEEK[2:]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"from": "2026-12-02", "to": "2026-12-01"}, "bad_interval"),
        ({"from": "2026-01-01", "to": "2027-02-05"}, "bad_interval"),
        ({"from": "2026-02-30"}, "bad_date"),
        ({"to": "12.5.2026"}, "bad_date"),
    ],
)
def test_dates_that_make_no_calendar_are_refused(company: Company, asked: dict[str, str], code: str) -> None:
    assert refused(company, "aino", **asked) == (400, code)


def test_four_hundred_dates_are_shown(company: Company) -> None:
    assert calendar(company, "aino", **{"from": "2026-01-01", "to": "2027-02-04"})["to"] == "2027-02-04"


def test_without_dates_it_is_this_month(company: Company) -> None:
    found = company.get("aino", "calendar")
    assert (found["from"], found["to"]) == ("2026-11-01", "2026-11-30")


def test_a_left_contract_is_no_working_date(company: Company) -> None:
    def end(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.run("DELETE FROM terms WHERE org=:org AND person=:who", org=tx.org, who=company.ids["hourly"])
        add_terms(tx, company.ids["hourly"], until="2026-12-10", agreement="general-40", form="general", pay="hourly")

    before = {one["date"]: one["working"] for one in calendar(company, "boss", **DECEMBER)["counts"]}
    company.world.db.write_now(end)
    after = {one["date"]: one["working"] for one in calendar(company, "boss", **DECEMBER)["counts"]}
    assert before["2026-12-10"] == after["2026-12-10"]
    assert before["2026-12-11"] - after["2026-12-11"] in (0, 1)


def test_illness_over_leave_that_is_asked_for_is_not_called_by_its_kind(company: Company) -> None:
    ask(company)
    absent(company, "aino", WEEK[0], WEEK[0])
    days = {day["date"]: day for day in lane(company, "boss", "aino")["days"]}
    assert days[WEEK[0]] == {"date": WEEK[0], "state": "away"}
    assert days[WEEK[1]]["kind"] == "annual_holiday"


@pytest.mark.parametrize(
    ("who", "whose", "may"),
    [("boss", "aino", True), ("boss", "boss", False), ("eino", "aino", False), ("payroll", "aino", False)],
)
def test_absences_are_recorded_on_the_lanes_of_those_whom_one_supervises(
    company: Company, who: str, whose: str, may: bool
) -> None:
    assert lane(company, who, whose).get("may_record", False) is may
