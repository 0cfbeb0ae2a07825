"""Time away by team: of small groups nothing, of the others the share of the planned hours."""

from functools import partial
from typing import Any

import pytest

from leima.db.tx import Tx
from tests.company import Company
from tests.leading.months import away, ended, grant, hire, leading, random_month
from tests.leading.test_hours import days

BIG = ("kalle", "kerttu", "kaisa", "kauko", "kirsi", "konsta")
HIDDEN = {"planned": None, "away": None, "away_rate": None, "sick": None, "sick_rate": None}


def told(company: Company, who: str, **params: Any) -> dict[str, dict[str, Any]]:
    """The rows by name, and all together."""
    report = leading(company, who, "absences", **params)
    return {**{row["name"]: row for row in report["rows"]}, "sums": report["sums"]}


def hides(row: dict[str, Any]) -> bool:
    return {key: row[key] for key in HIDDEN} == HIDDEN


def kitchen(company: Company) -> None:
    """Six people in the kitchen and four in development, in November; eino pays."""
    hire(company, "keittiö", *BIG)
    grant(company, "eino", "payroll")
    away(company, "kalle", "sick", "2026-11-09", "2026-11-10")
    away(company, "kerttu", "annual_holiday", "2026-11-09", "2026-11-13")
    ended(company, "2026-12-01T06:00")


def test_a_group_under_five_is_hidden_and_so_is_what_would_tell_it(company: Company) -> None:
    kitchen(company)
    rows = told(company, "eino")
    assert rows["Kehitys"]["people"] == 4 and rows["Keittiö"]["people"] == 6
    assert hides(rows["Kehitys"]) and hides(rows["Keittiö"]) and hides(rows["sums"])
    assert hides(told(company, "boss")["2026-11"])


def test_asking_for_one_team_tells_no_more_than_asking_for_all(company: Company) -> None:
    kitchen(company)
    for team in ("team", "keittiö"):
        rows = told(company, "eino", team=company.ids[team])
        assert hides(rows["2026-11"]) and hides(rows["sums"]), team


def test_a_rate_is_time_away_out_of_the_planned_hours_and_sickness_needs_several_sick_people(company: Company) -> None:
    hire(company, "keittiö", *BIG)
    hire(company, "sali", "sanna", "sari", "seppo", "simo", "sulo")
    grant(company, "eino", "payroll")
    hire(company, "team", "aapo")
    away(company, "kalle", "sick", "2026-11-09", "2026-11-10")
    away(company, "kerttu", "annual_holiday", "2026-11-09", "2026-11-13")
    ended(company, "2026-12-01T06:00")
    rows = told(company, "eino")
    assert rows["Keittiö"]["planned"] == 6 * 21 * 450
    assert rows["Keittiö"]["away"] == 7 * 450
    assert rows["Keittiö"]["away_rate"] == 5.6
    assert rows["Keittiö"]["sick"] is None and rows["sums"]["sick"] is None
    for who in ("kerttu", "kaisa", "kauko", "kirsi"):
        away(company, who, "sick", "2026-11-16", "2026-11-16")
    for team in ("sanna", "sari", "seppo", "simo", "sulo", "aino", "eino", "boss", "aapo", "hourly"):
        away(company, team, "child_sick", "2026-11-16", "2026-11-16")
    rows = told(company, "eino")
    assert rows["Keittiö"]["sick"] == 6 * 450 and rows["Keittiö"]["sick_rate"] == 4.8
    assert rows["sums"]["sick"] == 15 * 450 + 480


def test_a_month_that_still_runs_is_not_told(company: Company) -> None:
    hire(company, "keittiö", *BIG)
    assert leading(company, "boss", "absences")["rows"] == []


def test_a_sum_over_months_is_told_where_each_of_them_is(company: Company) -> None:
    hire(company, "team", "aapo", "anni")

    def left(tx: Tx, who: str) -> None:
        sql = "UPDATE team_member SET until_date='2026-12-05' WHERE org=:org AND person=:person"
        tx.run(sql, org=company.ids["org"], person=company.ids[who])

    for who in ("aapo", "hourly"):
        company.world.db.write_now(partial(left, who=who))
    ended(company, "2027-02-01T06:00")
    two = {"from": "2026-11", "to": "2027-01"}
    rows = told(company, "boss", **two)
    assert not hides(rows["2026-11"]) and not hides(rows["2026-12"])
    assert hides(rows["2027-01"]) and hides(rows["sums"])
    assert not hides(told(company, "boss", **{**two, "to": "2026-12"})["sums"])


@pytest.mark.parametrize("seed", [5])
def test_time_away_of_any_month_is_that_of_the_days(company: Company, seed: int) -> None:
    random_month(company, seed)
    for who in ("aino", "eino", "hourly"):
        row = told(company, who, own=True)["2026-11"]
        truth = days(company, who)
        kinds = {key: minutes for key, minutes in truth.items() if key.startswith("absences.")}
        assert row["away"] == sum(kinds.values()) > 0, who
        assert row["sick"] == kinds.get("absences.sick", 0) + kinds.get("absences.child_sick", 0), who
        paid = sum(minutes for key, minutes in kinds.items() if key != "absences.flex_leave")
        assert row["planned"] == truth["target"] + paid, who
