"""The examples of leave that a calendar of today reaches: by requests and entries over HTTP, not by a question."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leima import paths
from leima.rules.zone import next_date
from tests.company import Company, open_company
from tests.leave.asked import WEEK, decide, granted, pulled, tell
from tests.leave.working import agree, away, dates, employ, follow, held, lines, work
from tests.ledger.test_order import line
from tests.sync.test_absences import hold_agreements, posted

EXAMPLES = json.loads((paths.shared() / "vectors" / "server" / "examples.json").read_text(encoding="utf-8"))
BY_REQUEST = [one for one in EXAMPLES if one["rule"] == "holiday_days_used" and one["input"]["from"] >= "2026-04-01"]
APRIL = "2027-04-10T08:00"


def example(id: str) -> Any:
    return next(one for one in EXAMPLES if one["id"] == id)


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    """In April 2027, with the agreements of the tables."""
    with open_company(tmp_path) as opened:
        hold_agreements(opened)
        yield opened.at(APRIL)


def test_enough_examples_are_asked_for_by_request() -> None:
    assert len(BY_REQUEST) == 8


@pytest.mark.parametrize("one", BY_REQUEST, ids=[one["id"] for one in BY_REQUEST])
def test_leave_that_was_asked_for_and_granted_uses_the_days_of_the_example(company: Company, one: Any) -> None:
    employ(company, "aino", "2025-04-01", counts_from="2026-04-01")
    granted(company, from_date=one["input"]["from"], until_date=one["input"]["to"])
    used = -sum(amount for _, account, amount in posted(company) if account == "annual_holiday")
    assert used == one["expected"]["days"] * 100


def test_a01_under_a_year_earns_two_days_a_month(company: Company) -> None:
    employ(company, "aino", "2026-09-01")
    work(company, "aino", dates("2026-09-01", "2027-03-31"))
    assert held(company, "aino")[2027] == example("A01")["expected"]["days"]


def test_a05_and_a06_seven_and_nine_months_round_up(company: Company) -> None:
    employ(company, "aino", "2025-01-01", counts_from="2026-04-01")
    work(company, "aino", dates("2026-04-01", "2026-10-31"))
    assert held(company, "aino")[2027] == example("A05")["expected"]["days"]
    work(company, "aino", dates("2026-11-01", "2026-12-31"))
    assert held(company, "aino")[2027] == example("A06")["expected"]["days"]


def test_a08_thirteen_days_earn_nothing_however_long_they_are(company: Company) -> None:
    employ(company, "aino", "2025-01-01", counts_from="2026-04-01")
    work(company, "aino", dates("2026-10-01", "2026-10-19"), ("08:00", "16:00"))
    assert len(dates("2026-10-01", "2026-10-19")) == example("A08")["input"]["days_in_month"]
    assert held(company, "aino") == {}


def test_a10_exactly_a_year_is_not_under_a_year(company: Company) -> None:
    employ(company, "aino", "2026-04-01")
    work(company, "aino", dates("2026-04-01", "2027-03-31"))
    assert held(company, "aino")[2027] == example("A10")["expected"]["days"]
    by_month: dict[str, int] = {}
    for date, _, _, amount in lines(company, "aino"):
        by_month[date[:7]] = by_month.get(date[:7], 0) + amount
    assert list(by_month.values()) == [250] * 12, "the months add up to the year"


def told_at_year_end(company: Company, rule: str) -> dict[str, Any]:
    """What the explanation of the earning year 2027 says of it as a whole."""
    rows = company.get("aino", "explain", account="annual_holiday", on="2027-03-31")["rows"]
    (found,) = [line["params"] for row in rows for line in row["lines"] if line["rule"] == rule]
    return dict(found)


YEARS = [
    ("2026-04-02", "2026-04-02", 2.5, 24),
    ("2025-01-01", "2026-06-01", 2.6, 26),
    ("2025-01-01", "2026-04-01", 2.5, 30),
]


@pytest.mark.parametrize(("began", "works_from", "later", "earned"), YEARS, ids=["24 days", "26 days", "30 days"])
def test_a11_and_a13_a_year_says_its_seasons_and_its_waiting_days(
    company: Company, began: str, works_from: str, later: float, earned: int
) -> None:
    agree(company, "leave_length", {"first_year": 2, "later": later})
    employ(company, "aino", began, counts_from=max(began, "2026-04-01"))
    work(company, "aino", dates(works_from, "2027-03-31"))
    assert held(company, "aino")[2027] == earned
    a11, a13 = example("A11"), example("A13")
    seasons = a11["expected"] if earned == a11["input"]["days"] else {"summer": 24, "winter": earned - 24}
    waiting = dict(zip(a13["input"]["earned"], a13["expected"]["max_waiting_days"], strict=True))
    assert told_at_year_end(company, "leave_seasons") == seasons
    assert told_at_year_end(company, "leave_waiting_most") == {"days": waiting[earned]}


def test_a15_leave_that_illness_meets_at_its_start_comes_back_whole_on_request(company: Company) -> None:
    one = example("A15")
    employ(company, "aino", "2025-04-01", counts_from="2026-04-01")
    id = granted(company, from_date="2027-03-15", until_date="2027-03-19")
    away(company, "aino", "sick", "2027-03-15", "2027-03-19")
    used = -sum(amount for _, account, amount in posted(company) if account == "annual_holiday")
    tell(company, "aino", "aino", "cancel", id)
    assert decide(company, "boss", id, "approve", 3)["status"] == "applied"
    assert -sum(amount for _, account, amount in posted(company) if account == "annual_holiday") == 0
    assert used == one["expected"]["moved"] * 100


def test_a_half_sick_day_inside_leave_and_christmas_eve(company: Company) -> None:
    employ(company, "aino", "2025-04-01", counts_from="2026-04-01")
    granted(company, from_date="2026-12-21", until_date="2026-12-27")
    away(company, "aino", "sick", "2026-12-22", "2026-12-22", minutes=225)
    used = [(date, amount) for date, account, amount in posted(company) if account == "annual_holiday"]
    assert used == [("2026-12-21", -100), ("2026-12-22", -100), ("2026-12-23", -100)]


def test_five_loose_days_take_a_saturday_over_every_part_of_the_leave(company: Company) -> None:
    employ(company, "aino", "2025-04-01", counts_from="2026-04-01")
    agree(company, "leave_counting", {"weekdays": [0, 1, 2, 3, 4, 5], "saturday_every": 5})
    granted(company, from_date="2026-09-07", until_date="2026-09-09")
    granted(company, from_date="2026-09-15", until_date="2026-09-17")
    used = {date: amount for date, account, amount in posted(company) if account == "annual_holiday"}
    assert used == {
        **dict.fromkeys(["2026-09-07", "2026-09-08", "2026-09-09", "2026-09-15", "2026-09-17"], -100),
        "2026-09-16": -200,
    }
    granted(company, from_date="2026-09-01", until_date="2026-09-01")
    later = {date: amount for date, account, amount in posted(company) if account == "annual_holiday"}
    assert (later["2026-09-15"], later["2026-09-16"]) == (-200, -100)


@pytest.mark.parametrize(("id", "today"), [("H01", "2015-03-30T08:00"), ("H03", "2006-12-20T08:00")])
def test_an_example_of_years_ago_is_asked_for_in_its_own_time(company: Company, id: str, today: str) -> None:
    one = example(id)
    too_far = {**WEEK, "from_date": one["input"]["from"], "until_date": one["input"]["to"]}
    assert tell(company, "aino", "aino", "request", None, **too_far)["code"] == "date_too_far"
    company.world.db.write_now(lambda tx: tx.run("UPDATE team_member SET from_date='2000-01-01'"))
    company.at(today)
    employ(company, "aino", f"{int(today[:4]) - 2}-01-01", counts_from=f"{today[:7]}-01")
    granted(company, from_date=one["input"]["from"], until_date=one["input"]["to"])
    used = -sum(amount for _, account, amount in posted(company) if account == "annual_holiday")
    assert used == one["expected"]["days"] * 100


def test_a03_employment_that_began_before_april_earns_by_the_higher_rate(company: Company) -> None:
    one = example("A03")
    company.at("2020-04-10T08:00")
    employ(company, "aino", one["input"]["start"], counts_from="2019-04-01")
    work(company, "aino", dates("2019-04-01", "2020-03-31"))
    assert held(company, "aino")[2020] == one["expected"]["days"]


NOTICE = [
    ("a month before", "2026-06-06", []),
    ("a day later", "2026-06-07", ["leave_notice_short"]),
    ("two weeks before", "2026-06-22", ["leave_notice_short"]),
    ("later than at the least", "2026-06-23", ["leave_notice_late"]),
]


@pytest.mark.parametrize(("says", "asked", "flags"), NOTICE, ids=[row[0] for row in NOTICE])
def test_a12_a_request_says_when_leave_is_told_of_too_late(
    company: Company, says: str, asked: str, flags: list[str]
) -> None:
    one = example("A12")
    assert (one["expected"]["latest_notice"], one["expected"]["absolute_latest"]) == ("2026-06-06", "2026-06-22")
    company.at(f"{asked}T12:00")
    first = one["input"]["holiday_start"]
    told = tell(company, "aino", "aino", "request", None, from_date=first, until_date=first, kind="annual_holiday")
    assert (told["status"], told["flags"]) == ("applied", flags), says


def test_c01_and_c03_a_new_contract_lowers_the_targets_and_leaves_the_balance(company: Company) -> None:
    c01, c03 = example("C01"), example("C03")
    company.at("2026-12-01T08:00")
    given = c01["input"]
    half = {"day_minutes": given["new_day_min"], "week_minutes": 5 * given["new_day_min"]}
    employ(company, "aino", "2024-01-01", given["until"], counts_from="2026-09-01")
    follow(company, "aino", given["from"], **half)
    targets = [
        row["result"]["target"] for row in pulled(company, "aino", "day").values() if row["date"][:7] == "2026-09"
    ]
    assert sum(targets) == c01["expected"]["target_min"]
    eve = next_date(c03["input"]["from"], -1)
    employ(company, "aino", "2024-02-01", eve, counts_from=eve)
    follow(company, "aino", c03["input"]["from"], **half)
    work(company, "aino", [eve])
    work(company, "aino", [c03["input"]["from"]], ("08:00", "12:30"))
    line(company, "flex", c03["input"]["flex_min"], eve)
    assert [company.account("aino", "flex", on=on)["amount"] for on in (eve, c03["input"]["from"])] == [
        c03["expected"]["flex_min"]
    ] * 2
