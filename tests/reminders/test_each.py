"""Each reminder comes to those who miss something, when its time has come, and to nobody else."""

from leima.features.reminders.pace import quarter_of, share_by
from leima.rules.obligation import Obligation
from tests.company import Company, punch
from tests.inbox.standing_in import named
from tests.reminders.given import ask_order, away, leave_company, post, run, send_month, told, turned, who


def clock_in(company: Company, name: str, local: str) -> None:
    company.at(local)
    company.push(name, punch(company.ids[name], "in", local))


def day(company: Company, name: str, date: str) -> None:
    """A whole ordinary day."""
    ids = company.ids
    company.at(f"{date}T16:30")
    company.push(name, punch(ids[name], "in", f"{date}T08:00"), punch(ids[name], "out", f"{date}T16:00"))


def test_who_is_still_in_when_the_day_is_done_is_asked_in_the_evening(company: Company) -> None:
    clock_in(company, "aino", "2026-11-23T08:00")
    day(company, "eino", "2026-11-23")
    clock_in(company, "boss", "2026-11-23T15:30")
    company.at("2026-11-23T19:59")
    assert run(company) == 0, "its time has not come"
    company.at("2026-11-23T20:00")
    assert run(company) == 1
    assert told(company) == [("aino", "clock", {"date": "2026-11-23"})], "the boss began in the afternoon"
    company.at("2026-11-23T23:30")
    run(company)
    assert who(company, "clock") == ["aino", "boss"], "by now their day is done too"


def test_a_missing_clock_out_is_asked_again_in_the_morning_until_it_is_there(company: Company) -> None:
    for name in ("aino", "eino"):
        clock_in(company, name, "2026-11-23T08:00")
    company.turn("2026-11-24T00:01")
    company.at("2026-11-24T07:30")
    company.push("eino", punch(company.ids["eino"], "out", "2026-11-23T16:00"))
    company.at("2026-11-24T07:59")
    assert run(company) == 0
    company.at("2026-11-24T08:00")
    run(company)
    assert told(company, "clock_again") == [("aino", "clock_again", {"date": "2026-11-23"})]
    for date in ("2026-11-24T20:30", "2026-11-25T08:30", "2026-11-26T08:30"):
        company.turn(date)
        run(company)
    assert who(company, "clock_again") == ["aino"], "once for one day"


def test_nobody_who_is_away_today_is_asked_about_clocking(company: Company) -> None:
    clock_in(company, "aino", "2026-11-23T08:00")
    company.turn("2026-11-24T08:30")
    away(company, "aino", "2026-11-24", "2026-11-25", "sick")
    run(company)
    assert told(company) == []
    company.turn("2026-11-26T08:30")
    run(company)
    assert who(company, "clock_again") == ["aino"], "on the first day back"


def test_a_long_break_is_told_once_for_each_break(company: Company) -> None:
    turned(company, "2026-11-23T07:00")
    for name in ("aino", "eino"):
        clock_in(company, name, "2026-11-23T08:00")
        company.at("2026-11-23T11:00")
        company.push(name, punch(company.ids[name], "break_start", "2026-11-23T11:00"))
    company.at("2026-11-23T11:30")
    company.push("eino", punch(company.ids["eino"], "break_end", "2026-11-23T11:30"))
    company.at("2026-11-23T11:59")
    assert run(company) == 0
    company.at("2026-11-23T12:00")
    run(company)
    assert told(company) == [("aino", "break", {"date": "2026-11-23", "minutes": 60})]
    company.at("2026-11-23T13:00")
    company.push("aino", punch(company.ids["aino"], "break_end", "2026-11-23T13:00"))
    company.at("2026-11-23T13:10")
    company.push("aino", punch(company.ids["aino"], "break_start", "2026-11-23T13:10"))
    assert run(company) == 0
    company.at("2026-11-23T14:10")
    run(company)
    assert who(company, "break") == ["aino", "aino"]


def test_a_month_that_is_not_sent_is_told_from_the_third_on(company: Company) -> None:
    company.turn("2026-12-01T10:00")
    send_month(company, "eino", "2026-11")
    company.at("2026-12-03T08:59")
    assert run(company) == 0
    company.at("2026-12-03T09:00")
    run(company)
    assert who(company, "month") == ["aino", "boss", "hourly"]
    assert told(company, "month")[0][2] == {"month": "2026-11"}
    company.at("2026-12-20T09:00")
    run(company)
    assert len(who(company, "month")) == 3


def test_who_has_left_gets_none_and_who_left_before_the_month_owes_none(company: Company) -> None:
    leave_company(company, "aino", "2026-11-30")
    clock_in(company, "hourly", "2026-11-27T08:00")
    leave_company(company, "hourly", "2026-11-27")
    company.turn("2026-12-03T10:00")
    run(company)
    assert who(company, "month") == ["boss", "eino"]
    assert who(company, "clock_again") == []


def test_a_request_that_has_waited_a_day_is_told_to_the_one_who_decides(company: Company) -> None:
    company.at("2026-11-20T12:00")
    ask_order(company, "aino", "2026-11-19")
    ask_order(company, "eino", "2026-11-18")
    company.at("2026-11-20T18:00")
    assert run(company) == 0, "it is of today"
    company.at("2026-11-21T08:59")
    assert run(company) == 0
    company.at("2026-11-21T09:00")
    run(company)
    assert told(company, "waits") == [("boss", "waits", {"count": 2, "date": "2026-11-20"})]
    company.at("2026-11-22T09:00")
    ask_order(company, "aino", "2026-11-17")
    run(company)
    company.at("2026-11-23T09:00")
    run(company)
    assert [params["count"] for _, _, params in told(company, "waits")] == [1, 2], "what was told is not told again"


def test_who_stands_in_is_reminded_of_what_waits_for_them_while_they_do(company: Company) -> None:
    company.at("2026-11-18T08:00")
    named(company, "boss", "eino", "2026-11-18", "2026-11-20")
    ask_order(company, "aino", "2026-11-17")
    company.at("2026-11-19T09:00")
    run(company)
    assert who(company, "waits") == ["boss", "eino"]
    ask_order(company, "aino", "2026-11-16")
    company.at("2026-11-21T09:00")
    run(company)
    assert who(company, "waits") == ["boss", "boss", "eino"], "it ends with its dates"


def test_kiky_behind_the_pace_of_the_last_quarter_is_told_once_a_quarter(company: Company) -> None:
    company.turn("2027-01-04T10:00")
    whole = company.rows(
        "SELECT SUM(amount) AS amount FROM account_month WHERE org=:org AND person=:person AND account='kiky'"
        " AND year=2027",
        person=company.ids["aino"],
    )[0].amount
    assert whole == 1440, "the year's obligation stands on the account"
    post(company, "eino", "kiky", 2027, -360, "2027-01-04")
    post(company, "boss", "kiky", 2027, -354, "2027-01-04")
    company.at("2027-03-31T10:00")
    run(company)
    assert who(company, "kiky") == [], "nobody is behind in the first quarter"
    company.at("2027-04-01T08:59")
    run(company)
    assert who(company, "kiky") == []
    company.at("2027-04-01T09:00")
    run(company)
    behind = [(name, params["minutes"], params["date"]) for name, _, params in told(company, "kiky")]
    assert behind == [("aino", 360, "2027-03-31"), ("boss", 6, "2027-03-31")]
    company.at("2027-06-30T09:00")
    run(company)
    assert len(who(company, "kiky")) == 2
    company.at("2027-07-01T09:00")
    run(company)
    assert sorted(who(company, "kiky")) == ["aino", "aino", "boss", "boss", "eino"]


def test_leave_that_is_to_be_taken_soon_is_told_to_those_who_have_no_plan_for_it(company: Company) -> None:
    company.turn("2027-02-01T10:00")
    for name in ("aino", "eino", "boss"):
        post(company, name, "annual_holiday", 2026, 300, "2027-02-01")
    post(company, "hourly", "annual_holiday", 2027, 300, "2027-02-01")
    post(company, "hourly", "annual_holiday", 0, 300, "2027-02-01")  # brought in without a year
    away(company, "eino", "2027-04-19", "2027-04-21")
    away(company, "boss", "2027-04-19", "2027-04-20")
    company.turn("2027-03-01T09:00")
    run(company)
    assert who(company, "leave") == [], "sixty days before the first of May is the second of March"
    company.turn("2027-03-02T09:00")
    run(company)
    assert told(company, "leave") == [
        ("aino", "leave", {"date": "2027-05-01", "days": 3, "year": 2026}),
        ("boss", "leave", {"date": "2027-05-01", "days": 1, "year": 2026}),
    ]
    company.turn("2027-04-10T09:00")
    run(company)
    assert len(who(company, "leave")) == 2


def test_share_by_is_the_part_of_the_year_that_has_gone() -> None:
    whole = Obligation(2027, 1440, ((1440, 1.0, "2027-01-01", None),), "obligation", "finding", "")
    assert [share_by(whole, date) for date in ("2026-12-31", "2027-03-31", "2027-06-30", "2027-12-31")] == [
        0,
        360,
        720,
        1440,
    ]
    half = Obligation(2027, 720, ((1440, 1.0, "2027-07-01", None),), "obligation", "finding", "")
    assert share_by(half, "2027-06-30") == 0
    assert [quarter_of(date) for date in ("2027-01-31", "2027-04-01", "2027-12-31")] == [
        "2027-01-01",
        "2027-04-01",
        "2027-10-01",
    ]


def test_a_substitute_is_reminded_like_the_one_for_whom_they_stand(one: Company) -> None:
    one.at("2026-11-20T12:00")
    named(one, "boss", "eino", "2026-11-20", "2026-11-21")
    ask_order(one, "aino", "2026-11-19")
    one.at("2026-11-21T09:00")
    run(one)
    assert who(one, "waits") == ["boss", "eino"]
    ask_order(one, "aino", "2026-11-18")
    one.at("2026-11-22T09:00")
    run(one)
    assert who(one, "waits") == ["boss", "boss", "eino"]
