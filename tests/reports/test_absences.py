"""Payroll sees which kind of absence, how long and whether it is paid; the team sees that somebody is away."""

import io
import json
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.company import Company, operation
from tests.months.month_fixtures import hire
from tests.reports.month import file, report

SICK = {"from_date": "2026-11-12", "until_date": "2026-11-16", "kind": "sick", "reason": "=Selkäkipu"}
HALF = {"from_date": "2026-11-18", "until_date": "2026-11-18", "kind": "child_sick", "minutes": 150}
UNPAID = {"from_date": "2026-11-17", "until_date": "2026-11-17", "kind": "unpaid"}


@pytest.fixture
def away(company: Company) -> Company:
    """Aino is ill over a weekend and half a day with a child; her supervisor has granted an unpaid day."""
    aino = company.ids["aino"]
    hire(company.at("2026-11-20T18:00"), "payroll", "payroll")
    told = company.push("aino", *[operation(aino, "absence.record", body, 1) for body in (SICK, HALF)])["results"]
    told += company.push("boss", operation(aino, "absence.record", UNPAID, 1))["results"]
    assert [one["status"] for one in told] == ["applied"] * 3, told
    return company


def absences(company: Company, who: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = report(company, who, person=company.ids["aino"])["people"][0]["summary"]["absences"]
    return found


@pytest.mark.parametrize("who", ["payroll", "aino"])
def test_payroll_and_the_person_see_kind_dates_days_hours_pay_and_reason(away: Company, who: str) -> None:
    sick, unpaid, half = absences(away, who)
    assert sick == {
        "from": "2026-11-12",
        "until": "2026-11-16",
        "kind": "sick",
        "pay": "paid",
        "days": 3,
        "minutes": 1350,
        "reason": "=Selkäkipu",
    }
    assert (unpaid["kind"], unpaid["pay"], unpaid["days"], unpaid["minutes"]) == ("unpaid", "unpaid", 1, 450)
    assert (half["kind"], half["pay"], half["days"], half["minutes"]) == ("child_sick", "paid", 0, 150)


def test_a_supervisor_sees_that_somebody_is_away_and_no_more_in_report_file_and_team(away: Company) -> None:
    asked = {"person": away.ids["aino"], "from": "2026-11-01", "to": "2026-11-30", "columns": "all"}
    told = report(away, "boss", person=away.ids["aino"])
    assert {(one["kind"], one["pay"], one["reason"]) for one in absences(away, "boss")} == {("away", None, "")}
    assert [one["key"] for one in told["columns"] if one["key"].startswith("absences")] == ["absences.away"]
    assert told["people"][0]["sums"]["absences.away"] == 1350 + 450 + 150
    away.at("2026-11-16T12:00")
    seen = [json.dumps(told), file(away, "boss", "working-time", format="csv", **asked).text]
    seen.append(json.dumps(away.get("boss", "team")))
    for text in seen:
        assert not [word for word in ("sick", "Sairaus", "unpaid", "Palkaton", "Selkä") if word in text]
    assert '"away": "away"' in seen[2]


def test_the_workbook_of_payroll_lists_the_absences_and_a_reason_stays_text(away: Company) -> None:
    asked = {"person": away.ids["aino"], "from": "2026-11-01", "to": "2026-11-30", "format": "xlsx"}
    cover = load_workbook(io.BytesIO(file(away, "payroll", "working-time", **asked).content)).worksheets[0]
    rows = [[cell.value for cell in row][:6] for row in cover.iter_rows()]
    (sick,) = [row for row in rows if row[0] == "Sairaus (palkallinen)"]
    assert [row[0] for row in rows if "palkaton" in str(row[0])] == ["Palkaton vapaa (palkaton)"]
    assert (sick[3], sick[4].total_seconds() / 60, sick[5]) == (3, 1350, "=Selkäkipu")
    cell = next(cell for row in cover.iter_rows() for cell in row if cell.value == "=Selkäkipu")
    assert cell.data_type == "s"
