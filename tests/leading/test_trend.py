"""Flex, additional work and overtime by month are those of everybody's days."""

from typing import Any

import pytest

from tests.company import Company
from tests.leading.months import ended, hire, leading, moved, plain_month, random_month
from tests.leading.test_hours import days
from tests.reports.month import ledger

OVERTIME = ("overtime50", "overtime100", "weekly_overtime", "period_overtime")


def november(company: Company, who: str, **params: Any) -> dict[str, Any]:
    rows: list[dict[str, Any]] = leading(company, who, "trend", **params)["rows"]
    assert [row["month"] for row in rows] == ["2026-11"]
    return rows[0]


@pytest.mark.parametrize("seed", [3, 4])
def test_overtime_of_any_month_is_that_of_its_days(company: Company, seed: int) -> None:
    random_month(company, seed)
    team = {"team": company.ids["team"]}
    truth, told = days(company, "boss", **team), november(company, "boss", **team)
    assert told["overtime"] == sum(truth.get(key, 0) for key in OVERTIME) > 0
    assert told["additional"] == truth.get("additional", 0)
    for who in ("aino", "eino", "hourly"):
        mine, own = days(company, who), november(company, who, own=True)
        assert own["overtime"] == sum(mine.get(key, 0) for key in OVERTIME), who


def test_flex_is_what_stood_on_the_accounts_on_the_last_day_that_has_ended(company: Company) -> None:
    plain_month(company)
    ledger(company, "aino", ("flex", 0, "adjustment", 111), date="2026-11-18")
    ledger(company, "aino", ("flex", 0, "adjustment", 999), date="2026-11-20")
    rows = {
        row["name"]: row
        for row in company.get("boss", "reports/balances", **{"from": "2026-11-01", "to": "2026-11-19"})["rows"]
    }
    told = november(company, "boss")
    assert told["flex"] == rows["Aino"]["flex.closing"] + rows["Eino"]["flex.closing"] != 0
    assert told["people"] == 2 and told["flex_each"] == round(told["flex"] / 2)
    assert november(company, "aino")["flex"] == rows["Aino"]["flex.closing"]


def test_a_mover_takes_their_flex_along(company: Company) -> None:
    hire(company, "keittiö", "kalle")
    plain_month(company)
    before = november(company, "boss")["flex"]
    own = november(company, "aino", own=True)["flex"]
    moved(company, "aino", "keittiö", "2026-11-18", "2026-11-17")
    assert november(company, "boss")["flex"] == before - own


def test_months_follow_each_other(company: Company) -> None:
    plain_month(company)
    ended(company, "2027-01-09T08:00")
    rows = leading(company, "aino", "trend", **{"from": "2026-11", "to": "2027-01"})["rows"]
    assert [row["month"] for row in rows] == ["2026-11", "2026-12", "2027-01"]
    held = company.get("aino", "balances", on="2026-12-31")["accounts"]
    assert rows[1]["flex"] == next(one["amount"] for one in held if one["account"] == "flex")
    assert rows[2]["flex"] < rows[1]["flex"] < rows[0]["flex"]
