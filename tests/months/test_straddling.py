"""A week or a work period over the turn of a month of which the first part is closed is tested again when something
late arrives: the open part by the facts as they are now, the closed part as a correction, and every minute once."""

from collections.abc import Callable

import pytest

from tests.company import HOURLY, Company
from tests.months.month_fixtures import approved, close
from tests.months.test_carried import entry
from tests.months.test_carried import ordered as ordered_late
from tests.reports.month import day, report
from tests.reports.test_pay_columns import contracted
from tests.reports.test_period_work import on_period_work
from tests.sync.test_orders import order

NOVEMBER, DECEMBER = ("2026-11-01", "2026-11-30"), ("2026-12-01", "2026-12-07")
PERIOD = {"weeks": 3, "start": "2026-11-16"}
IN_NOVEMBER = [f"2026-11-{n}" for n in (16, 17, 18, 19, 20, 23, 24, 25, 26, 27)]
WEEK = ["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"]
SATURDAY = "2026-12-05"


def ordered_day(company: Company, who: str, date: str, end: str = "16:00") -> None:
    """Eight hours or less, each minute of them ordered."""
    day(company, who, date, "08:00", end)
    minutes = (int(end[:2]) - 8) * 60
    told = company.push("boss", order(company.ids[who], "order.place", date=date, minutes=minutes))["results"]
    assert told[0]["status"] == "applied", told


def overtime(company: Company, who: str, over: tuple[str, str], column: str) -> int:
    """Minutes that the report of some dates carries, corrections with them."""
    told = report(company, who, **{"from": over[0], "to": over[1]})["people"][0]
    return int(told["sums"].get(column, 0))


def close_november(company: Company, who: str, *dates: str) -> None:
    company.at("2026-11-30T20:00")
    for date in dates:
        ordered_day(company, who, date)
    company.turn("2026-12-02T09:00")
    approved(company, who)
    assert close(company, people=[company.ids[who]])["closed"]


def rest_of_the_week(company: Company, who: str, saturday: str = "14:00") -> None:
    company.at("2026-12-06T09:00")
    for date in WEEK:
        ordered_day(company, who, date)
    ordered_day(company, who, SATURDAY, saturday)
    company.turn("2026-12-07T06:00")


def by_week(company: Company) -> tuple[str, str]:
    contracted(company, "hourly", HOURLY)
    close_november(company, "hourly")
    return "hourly", "weekly_overtime"


def by_period(company: Company) -> tuple[str, str]:
    on_period_work(company, "aino", PERIOD)
    close_november(company, "aino", *IN_NOVEMBER, "2026-11-30")
    return "aino", "period_overtime"


def test_hours_that_come_late_into_the_closed_part_of_a_week_make_overtime_in_its_open_part(company: Company) -> None:
    who, column = by_week(company)
    rest_of_the_week(company, who, "16:00")
    assert overtime(company, who, DECEMBER, column) == 0, "five days of seven and a half hours"
    closed = overtime(company, who, NOVEMBER, "worked")
    ordered_late(company, who, "2026-11-30", 240)
    entry(company, who, "2026-11-30T08:00", "2026-11-30T12:00")
    assert overtime(company, who, DECEMBER, column) == 90, "37:30 and four hours more are 1:30 over the line of 40"
    assert overtime(company, who, NOVEMBER, "worked") == closed
    assert overtime(company, who, DECEMBER, "worked") == 5 * 450 + 240, "each minute is there once"


def test_hours_that_come_late_into_the_closed_part_of_a_period_make_overtime_in_its_open_part(company: Company) -> None:
    who, column = by_period(company)
    rest_of_the_week(company, who)
    before = overtime(company, who, DECEMBER, column)
    ordered_late(company, who, "2026-11-28", 240)
    entry(company, who, "2026-11-28T08:00", "2026-11-28T12:00")
    assert overtime(company, who, DECEMBER, column) == before + 240
    assert overtime(company, who, NOVEMBER, column) == 0


@pytest.mark.parametrize("kind", [by_week, by_period])
def test_hours_that_come_late_into_the_open_part_are_tested_with_the_closed_part(
    company: Company, kind: Callable[[Company], tuple[str, str]]
) -> None:
    who, column = kind(company)
    rest_of_the_week(company, who, "09:00")
    before = overtime(company, who, DECEMBER, column)
    closed = report(company, who)["people"][0]
    ordered_day(company, who, "2026-12-06", "12:00")
    gained = overtime(company, who, DECEMBER, column) - before
    assert gained == (240 if kind is by_period else gained) and gained >= 0
    assert report(company, who)["people"][0]["sums"] == closed["sums"]
