"""Kiky of a year by team: what is owed is settled, planned and not planned together."""

from tests.company import Company, operation
from tests.leading.months import leading, plain_month
from tests.reports.month import day, ledger


def test_what_is_owed_is_settled_planned_and_not_planned(company: Company) -> None:
    plain_month(company)
    ledger(company, "aino", ("flex", 0, "settlement", -120), ("kiky", 2026, "settlement", -120), date="2026-11-17")
    mark = {"date": "2026-11-14", "start": None, "end": None, "break_min": 0}
    company.push("aino", operation(company.ids["aino"], "kiky.mark", mark, 1))
    day(company, "aino", "2026-11-14", "10:00", "13:00")
    ahead = {**mark, "date": "2026-12-12"}
    company.push("aino", operation(company.ids["aino"], "kiky.mark", ahead, 1))
    told = leading(company, "boss", "kiky")
    rows = {row["name"]: row for row in told["rows"]}
    balances = company.get("boss", "reports/balances", **{"from": "2026-01-01", "to": "2026-11-19"})["rows"]
    owed = [row for row in balances if "kiky.left" in row and row["name"] in ("Aino", "Eino")]
    assert rows["Kehitys"]["people"] == 2
    assert rows["Kehitys"]["owed"] == sum(row["kiky.opening"] for row in owed) == 2 * 1440
    assert rows["Kehitys"]["settled"] == sum(row["kiky.settled"] for row in owed) == 300
    left = rows["Kehitys"]["planned"] + rows["Kehitys"]["unplanned"]
    assert left == sum(row["kiky.left"] for row in owed)
    assert rows["Kehitys"]["planned"] == sum(row["kiky.planned"] for row in owed) == 450
    own = leading(company, "aino", "kiky", own=True)
    assert [row["name"] for row in own["rows"]] == ["Omat"]
    assert own["sums"]["settled"] == 300
