"""Annual holidays are earned at each month's end, from the days as they stand."""

import pytest

from tests.company import Company
from tests.leave.working import away, dates, held, lines, work
from tests.sync.test_absences import hold_agreements
from tests.sync.test_days import recomputed


@pytest.fixture
def employed(company: Company) -> Company:
    """Aino's balances count from November 2026; her employment is older than a year."""
    hold_agreements(company)
    return company


def test_a_month_with_fourteen_days_at_work_earns_when_it_has_ended(employed: Company) -> None:
    employed.at("2026-11-30T16:00")
    work(employed, "aino", dates("2026-11-02", "2026-11-19"))
    assert held(employed, "aino") == {}
    employed.turn("2026-12-01T08:00")
    assert held(employed, "aino") == {2027: 2.5}
    assert held(employed, "aino", "2026-11-29") == {}
    assert lines(employed, "aino") == [("2026-11-30", 2027, "accrual", 250)]
    recomputed(employed)


def test_a_late_day_earns_the_ended_month_and_taking_it_away_takes_it_back(employed: Company) -> None:
    employed.at("2026-11-30T16:00")
    work(employed, "aino", dates("2026-11-02", "2026-11-18"))
    employed.turn("2026-12-01T08:00")
    assert held(employed, "aino") == {}
    id = away(employed, "aino", "sick", "2026-11-23", "2026-11-23")
    assert held(employed, "aino") == {2027: 2.5}
    assert id


def told(company: Company, on: str) -> list[tuple[str, float, list[str]]]:
    """Each row of the explanation of Aino's holidays: kind, days, and the rules of its lines; newest first."""
    found = company.get("aino", "explain", account="annual_holiday", on=on)
    assert sum(row["amount"] for row in found["rows"]) == found["total"]
    return [(row["kind"], row["amount"], [line["rule"] for line in row["lines"]]) for row in found["rows"]]


def test_each_month_says_what_it_earns_and_why(employed: Company) -> None:
    employed.at("2026-11-30T16:00")
    work(employed, "aino", dates("2026-11-02", "2026-11-18"))
    away(employed, "aino", "sick", "2026-11-19", "2026-11-20")
    employed.turn("2027-01-08T08:00")
    assert told(employed, "2027-01-07") == [
        ("leave_month", 0, ["leave_month_not_ended"]),
        ("leave_month", 0, ["leave_month_short_days"]),
        ("accrual_month", 2.5, ["leave_month_full_days", "leave_as_work_sick", "leave_rate_later_likely"]),
        ("leave_month", 0, ["leave_month_before"]),
    ]
    found = employed.get("aino", "explain", account="annual_holiday", on="2027-01-07")["rows"][2]
    assert (found["title"], len(found["params"]["dates_at_work"])) == (
        "Karttunut kuussa 11/2026: Esimerkkiyritys, toimisto",
        13,
    )
    assert (found["params"]["days_at_work"], found["params"]["as_work"]) == (13, 2)
    full, sick, rate = found["lines"]
    assert full["because"] == "työssäolopäiviä tai niiden veroisia 15, vaaditaan 14"
    assert "162/2005" in full["source"]
    assert (sick["title"], sick["because"]) == ("Työssäolon veroista: sairaus", "päiviä 2")
    assert rate["title"] == "2,5 päivää kuukaudelta"
    assert rate["because"] == "työsuhde on 31.3.2027 kestänyt vähintään vuoden, jos se jatkuu, varmistuu silloin"
