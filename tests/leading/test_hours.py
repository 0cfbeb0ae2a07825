"""Hours by what they were booked on are the hours of the days, each minute once."""

import csv
import io
from typing import Any

import pytest

from tests.company import Company
from tests.leading.months import (
    NOVEMBER,
    booked,
    ended,
    file,
    grant,
    hire,
    leading,
    moved,
    plain_month,
    random_month,
    status,
    wages,
    with_wage,
)

LUNCH = "Automaattiset tauot ja pyöristys"
BY = ("work_type", "cost_centre", "remote")


def days(company: Company, who: str, **params: Any) -> dict[str, int]:
    """The sums of everybody's days in a team's working-time report, by column."""
    asked = {**NOVEMBER, "columns": "all", **params}
    found: dict[str, int] = {}
    for part in company.get(who, "reports/working-time", **asked)["people"]:
        for key, minutes in part["sums"].items():
            found[key] = found.get(key, 0) + minutes
    return found


def minutes(told: dict[str, Any]) -> dict[str, int]:
    return {row["name"]: row["minutes"] for row in told["rows"]}


def test_each_hour_stands_under_what_it_was_booked_on(company: Company) -> None:
    plain_month(company)
    lunch = {LUNCH: -6 * 30}
    assert minutes(leading(company, "boss", "work_type")) == {"Ohjaus": 2 * 500 + 3 * 490, "=1+1": 500, **lunch}
    assert minutes(leading(company, "boss", "cost_centre")) == {"100 Keittiö": 1500, "Ei valintaa": 1470, **lunch}
    assert minutes(leading(company, "boss", "remote")) == {"Työpaikalla": 2470, "Etätyö": 500, **lunch}
    assert minutes(leading(company, "aino", "work_type")) == {"Ohjaus": 1000, "=1+1": 500, LUNCH: -90}


@pytest.mark.parametrize("seed", [1, 2])
def test_the_rows_of_any_month_add_up_to_the_time_worked_of_its_days(company: Company, seed: int) -> None:
    random_month(company, seed)
    team = {"team": company.ids["team"]}
    truth = days(company, "boss", **team)["worked"]
    assert truth > 10_000
    for by in BY:
        told = leading(company, "boss", by, **team)
        assert sum(minutes(told).values()) == told["sums"]["minutes"] == truth, by
        assert round(sum(row["share"] for row in told["rows"]) * 10) == 1000
        rows = list(
            csv.reader(io.StringIO(file(company, "boss", by, "csv", **team).decode("utf-8-sig")), delimiter=";")
        )
        assert sum(int(row[2]) for row in rows[1:]) == truth
        assert round(sum(float(row[1].replace(",", ".")) for row in rows[1:]), 2) == round(truth / 60 + 1e-9, 2)
    for who in ("aino", "eino", "hourly"):
        own = leading(company, who, "work_type", own=True)
        assert own["sums"]["minutes"] == days(company, who)["worked"], who


def test_a_changed_day_changes_the_hours_and_a_deleted_one_takes_them_away(company: Company) -> None:
    plain_month(company)
    booked(company, "aino", "2026-11-16", "17:00", "18:00", work_type="w1")
    assert minutes(leading(company, "aino", "work_type"))["Ohjaus"] == 1060
    assert leading(company, "aino", "work_type")["sums"]["minutes"] == days(company, "aino")["worked"] == 1500


def test_today_is_told_once_it_is_over(company: Company) -> None:
    plain_month(company)
    company.at("2026-11-20T16:00")
    booked(company, "aino", "2026-11-20", "08:00", "16:00", work_type="w1")
    assert leading(company, "aino", "work_type")["sums"]["minutes"] == 1410
    ended(company, "2026-11-21T00:10")
    assert leading(company, "aino", "work_type")["sums"]["minutes"] == 1860


def test_a_mover_counts_to_the_team_of_each_date(company: Company) -> None:
    hire(company, "keittiö", "kalle")
    plain_month(company)
    moved(company, "aino", "keittiö", "2026-11-18", "2026-11-17")
    grant(company, "eino", "payroll")
    kitchen = leading(company, "eino", "work_type", team=company.ids["keittiö"])
    assert kitchen["sums"]["minutes"] == 470
    assert leading(company, "boss", "work_type")["sums"]["minutes"] == 940 + 1380
    assert leading(company, "eino", "work_type")["sums"]["minutes"] == 1410 + 1380


def test_euros_are_the_hours_of_hourly_people_and_only_for_who_may_see_pay(company: Company) -> None:
    with_wage(company, "hourly", 1501)
    assert [one.hourly_cents for one in wages(company, "hourly")] == [1501]
    plain_month(company)
    grant(company, "eino", "payroll")
    told = leading(company, "eino", "work_type")
    assert {row["name"]: row["cents"] for row in told["rows"]} == {"Ohjaus": 36774, "=1+1": None, LUNCH: -2251}
    assert told["sums"]["cents"] == 34523
    assert leading(company, "hourly", "work_type", own=True)["sums"]["cents"] == 34523
    assert "cents" not in leading(company, "boss", "work_type")["sums"]


def test_whose_hours_one_sees(company: Company) -> None:
    plain_month(company)
    hire(company, "keittiö", "kalle")
    assert status(company, "boss", "work_type", team=company.ids["keittiö"]) == 404
    assert status(company, "boss", "work_type", team="nobody") == 404
    assert leading(company, "kalle", "work_type")["rows"] == []
    assert status(company, "kalle", "work_type", team=company.ids["keittiö"]) == 404
    assert status(company, "boss", "work_type", **{"from": "2026-12", "to": "2026-11"}) == 400
    assert status(company, "boss", "work_type", **{"from": "2025-11", "to": "2026-11"}) == 400
