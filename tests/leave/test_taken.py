"""Annual holiday is taken from the oldest earning years, over a whole leave, and each use and expiry has its date."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.company import Company, open_company
from tests.leave.asked import granted, tell
from tests.leave.working import agree, away, employ, held, lines, opened
from tests.sync.test_absences import hold_agreements
from tests.sync.test_days import recomputed

LAPSING = {"until": "10-31", "years": 1, "lapses": True}


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    """In November 2026; what is left of an earning year lapses on 1 November of the next one."""
    with open_company(tmp_path) as opened_:
        hold_agreements(opened_)
        agree(opened_, "leave_carry", LAPSING)
        employ(opened_, "aino", "2024-01-01", counts_from="2026-10-01")
        yield opened_


ACROSS = [
    ("before anything", "2026-09-30", {}),
    ("brought in", "2026-10-01", {2025: 5, 2026: 24}),
    ("Thursday, the first day of leave", "2026-10-29", {2025: 4, 2026: 24}),
    ("Friday", "2026-10-30", {2025: 3, 2026: 24}),
    ("All Saints' Day uses none; the last day of the old year", "2026-10-31", {2025: 3, 2026: 24}),
    ("Sunday: what is left has lapsed", "2026-11-01", {2025: 0, 2026: 24}),
    ("Monday is taken from the next year", "2026-11-02", {2025: 0, 2026: 23}),
    ("the leave has ended", "2026-11-04", {2025: 0, 2026: 21}),
    ("today", "2026-11-20", {2025: 0, 2026: 21}),
]
"""What is left on each date of a leave from 29 October to 4 November 2026, across the expiry of 2025's days."""


def test_a_leave_across_an_expiry_stands_as_it_was_on_every_date(company: Company) -> None:
    opened(company, "2026-10-01", {2025: 500, 2026: 2400})
    granted(company, from_date="2026-10-29", until_date="2026-11-04")
    for says, on, days in ACROSS:
        assert held(company, "aino", on) == days, says
    lapsed = [
        amount
        for date, year, kind, amount in lines(company, "aino")
        if (date, year, kind) == ("2026-11-01", 2025, "lapse")
    ]
    assert sum(lapsed) == -300
    recomputed(company)


def test_leave_that_is_told_of_later_shrinks_what_has_lapsed(company: Company) -> None:
    opened(company, "2026-10-01", {2025: 500, 2026: 2400})
    assert held(company, "aino") == {2025: 0, 2026: 24}
    id = granted(company, from_date="2026-10-05", until_date="2026-10-07")
    assert held(company, "aino") == {2025: 0, 2026: 24}
    assert sum(amount for _, year, kind, amount in lines(company, "aino") if (year, kind) == (2025, "lapse")) == -200
    found = company.get("aino", "explain", account="annual_holiday", on="2026-11-02")
    assert sum(row["amount"] for row in found["rows"]) == found["total"] == 24
    assert [row["title"] for row in found["rows"] if row["kind"] == "lapse"] == ["Rauennut"] * 2
    assert id


def test_leave_whose_grant_was_taken_back_uses_no_days(company: Company) -> None:
    opened(company, "2026-10-01", {2026: 2400})
    id = granted(company, from_date="2026-11-23", until_date="2026-11-24")
    assert tell(company, "boss", "aino", "undo", id, seen_version=2)["status"] == "applied"
    company.turn("2026-11-25T09:00")
    assert held(company, "aino") == {2026: 24}
    recomputed(company)


def test_days_lapse_at_midnight_after_their_last_one(company: Company) -> None:
    employ(company, "eino", "2024-01-01", counts_from="2026-11-01")
    agree(company, "leave_carry", {**LAPSING, "until": "11-30"})
    opened(company, "2026-11-01", {2025: 250}, "eino")
    company.turn("2026-11-30T23:00")
    assert held(company, "eino") == {2025: 2.5}
    company.turn("2026-12-01T00:10")
    assert held(company, "eino") == {2025: 0}
    assert held(company, "eino", "2026-11-30") == {2025: 2.5}


def test_one_date_may_be_taken_from_two_years(company: Company) -> None:
    agree(company, "leave_carry", {**LAPSING, "lapses": False})
    opened(company, "2026-10-01", {2025: 50, 2026: 300})
    away(company, "aino", "annual_holiday", "2026-10-05", "2026-10-06")
    assert held(company, "aino", "2026-10-05") == {2025: 0, 2026: 2.5}
    assert held(company, "aino") == {2025: 0, 2026: 1.5}
    rows = company.get("aino", "explain", account="annual_holiday", on="2026-10-07")["rows"]
    assert [(row["date"], row["amount"]) for row in rows if row["kind"] == "taken"] == [
        ("2026-10-06", -1),
        ("2026-10-05", -1),
    ]


def test_more_than_is_left_is_owed_to_the_newest_year(company: Company) -> None:
    opened(company, "2026-10-01", {2026: 100})
    away(company, "aino", "annual_holiday", "2026-10-05", "2026-10-07")
    assert held(company, "aino") == {2026: -2}
