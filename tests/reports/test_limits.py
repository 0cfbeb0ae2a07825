"""What is tested when a follow-up period ends is told on its last day: flex against its caps, 48 hours on average."""

from typing import Any

import pytest

from tests.company import FLEX, Company
from tests.reports.month import day, ledger
from tests.reports.test_pay_columns import contracted, rows
from tests.reports.test_period_work import with_row

DECEMBER = {"from": "2026-12-01", "to": "2026-12-31"}
MOST = {"key": "max_week", "form": None, "from": "2026-01-01", "until": None, "source": "paikallinen sopimus"}


def limits(company: Company, first: str, last: str) -> list[dict[str, Any]]:
    """The findings of periods that end between two dates, as the days tell them."""
    found: list[dict[str, Any]] = company.get("aino", "days", **{"from": first, "to": last})["limits"]
    return found


def with_flex(company: Company, minutes: int) -> None:
    """Aino on 4 January 2027, with this much flex at the end of 2026."""
    contracted(company, "aino", FLEX)
    company.at("2027-01-04T08:00")
    held = company.get("aino", "balances", on="2026-12-31")["accounts"]
    stands = sum(one["amount"] for one in held if one["account"] == "flex")
    ledger(company, "aino", ("flex", 0, "adjustment", minutes - stands), date="2026-12-15")


@pytest.mark.parametrize("minutes", [2401, -1201])
def test_flex_outside_its_caps_at_the_follow_up_periods_end_is_told_on_the_last_day(
    company: Company, minutes: int
) -> None:
    with_flex(company, minutes)
    params = {"balance": minutes, "most": 2400, "least": -1200}
    assert limits(company, "2026-12-01", "2026-12-31") == [{"date": "2026-12-31", "kind": "flex_cap", "params": params}]
    told = rows(company, "aino", **DECEMBER)
    assert "jakson lopussa" in told["2026-12-31"]["findings"]
    assert "jakson lopussa" not in told["2026-12-30"]["findings"]
    company.at("2026-12-31T20:00")
    assert limits(company, "2026-12-01", "2026-12-31") == []


@pytest.mark.parametrize("minutes", [2400, -1200])
def test_flex_at_its_caps_at_the_periods_end_is_no_finding(company: Company, minutes: int) -> None:
    with_flex(company, minutes)
    assert limits(company, "2026-12-01", "2026-12-31") == []


def test_inside_the_follow_up_period_no_cap_is_tested(company: Company) -> None:
    with_flex(company, 5000)
    assert limits(company, "2026-11-01", "2026-12-30") == []


def test_more_work_than_forty_eight_hours_a_week_on_average_is_told_on_the_averaging_periods_last_day(
    company: Company,
) -> None:
    contracted(company, "aino", FLEX)
    with_row(company, "aino", {**MOST, "value": {"minutes": 120, "months": 1}})
    company.at("2026-12-01T08:00")
    day(company, "aino", "2026-11-17", "08:00", "12:00")
    assert limits(company, "2026-11-01", "2026-11-30") == []
    day(company, "aino", "2026-11-18", "08:00", "14:00")
    params = {"minutes": 600, "most": 514}
    told = limits(company, "2026-11-01", "2026-11-30")
    assert told == [{"date": "2026-11-30", "kind": "max_week", "params": params}]
    report = rows(company, "aino")
    assert "Työtä 10:00 tasoittumisjaksolla" in report["2026-11-30"]["findings"]
