"""Annual holidays are earned at each month's end, from the days as they stand."""

import pytest

from tests.company import Company
from tests.leave.working import away, dates, employ, held, lines, work
from tests.ledger.test_acts import close
from tests.ledger.test_order import line
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
