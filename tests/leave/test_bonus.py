"""The holiday bonus of leave taken: the agreement's per cent, in cents where the wage is known and in minutes else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from leima.rules.leave.bonus import Bonus, bonus_of
from leima.rules.leave.rules import LeaveRules
from tests.company import Company, open_company
from tests.leave.asked import granted
from tests.leave.working import agree, employ, follow
from tests.sync.test_absences import hold_agreements
from tests.sync.test_days import recomputed

LAW = LeaveRules("2026-01-01", weekdays=(0, 1, 2, 3, 4, 5), bonus_percent=50)
GIVES = [
    ("a day by the Act is a sixth of the week: half of 6:15", 100, 2250, None, LAW, ("bonus_time", 188)),
    ("six of them are half a week", 600, 2250, None, LAW, ("bonus_time", 1125)),
    ("at a known wage it is money", 600, 2250, 2000, LAW, ("holiday_bonus", 37500)),
    ("half a day gives half", 50, 2250, 2000, LAW, ("holiday_bonus", 3125)),
    ("without a per cent there is none", 600, 2250, 2000, LeaveRules("2026-01-01", weekdays=(0,)), None),
    ("nor without rules", 600, 2250, 2000, None, None),
]


@pytest.mark.parametrize(("says", "days", "week", "wage", "rules", "gives"), GIVES, ids=[row[0] for row in GIVES])
def test_bonus(
    says: str, days: int, week: int, wage: int | None, rules: LeaveRules | None, gives: tuple[str, int] | None
) -> None:
    found = bonus_of(days, week, wage, rules)
    assert found == (None if gives is None else Bonus(*gives, 50, None)), says


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    """On 20 November 2026; the agreement gives a bonus of half the holiday pay."""
    with open_company(tmp_path) as opened:
        hold_agreements(opened)
        agree(opened, "leave_bonus", {"percent": 50})
        yield opened


def test_leave_gives_its_bonus_day_by_day_and_gives_it_back_with_the_leave(company: Company) -> None:
    employ(company, "aino", "2024-01-01", counts_from="2026-10-01")
    granted(company, from_date="2026-11-09", until_date="2026-11-14")
    assert company.account("aino", "bonus_time")["amount"] == 6 * 188
    assert company.account("aino", "bonus_time", on="2026-11-09")["amount"] == 188
    rows = company.get("aino", "explain", account="bonus_time", on="2026-11-20")["rows"]
    assert [row["title"] for row in rows] == ["Lomaraha 50 %: 1 lomapäivä"] * 6
    recomputed(company)


def test_who_is_paid_by_the_hour_has_it_in_cents_at_the_wage_of_the_day(company: Company) -> None:
    employ(company, "aino", "2024-01-01", "2026-11-10", counts_from="2026-10-01", pay="hourly", hourly_cents=2000)
    follow(company, "aino", "2026-11-11", pay="hourly", hourly_cents=2400)
    granted(company, from_date="2026-11-09", until_date="2026-11-12")
    assert company.account("aino", "holiday_bonus")["amount"] == 2 * 6250 + 2 * 7500
    assert company.account("aino", "holiday_bonus", on="2026-11-10")["amount"] == 2 * 6250


def test_an_agreement_without_a_per_cent_gives_none_and_says_why(company: Company) -> None:
    agree(company, "leave_bonus", None)
    employ(company, "aino", "2024-01-01", counts_from="2026-10-01")
    granted(company, from_date="2026-11-09", until_date="2026-11-14")
    (row,) = company.get("aino", "explain", account="holiday_bonus", on="2026-11-20")["rows"]
    assert (row["kind"], row["amount"], row["title"][:22]) == ("bonus_none", 0, "Lomarahaa ei lasketa: ")
    assert row["lines"][0]["source"] == "Oma sopimus"
