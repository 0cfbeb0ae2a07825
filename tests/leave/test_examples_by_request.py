"""The examples of leave that a calendar of today reaches: by requests and entries over HTTP, not by a question."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leima import paths
from tests.company import Company, open_company
from tests.leave.asked import granted
from tests.leave.working import agree, away, dates, employ, held, lines, work
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
