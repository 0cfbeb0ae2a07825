"""What a day posts follows what its accounts held before it: a ledger line dated earlier moves the days after it."""

from typing import Any

import pytest

from leima.features.importing import openings
from leima.features.ledger import acts
from tests.company import Company, ms, new_id, operation
from tests.kiky.office import post
from tests.ledger.test_acts import close, write
from tests.months.month_fixtures import approved, month_of
from tests.sync.test_absences import absence, hold_agreements, posted
from tests.sync.test_days import recomputed
from tests.sync.test_orders import choose, order, worked

FULL = 10_800
"""What the bank may grow by in a year."""
DAYS = ("2026-11-17", "2026-11-18")


@pytest.fixture
def banking(company: Company) -> Company:
    """Two days of ordered work, 4:30 each with its raise, that Aino has put in the bank."""
    hold_agreements(company)
    for date in DAYS:
        overtime_to_bank(company, date)
    assert banked(company) == [270, 270]
    return company


def overtime_to_bank(company: Company, date: str) -> None:
    aino = company.ids["aino"]
    worked(company, "08:00", "19:00", date=date)
    company.push("boss", order(aino, "order.place", date=date, minutes=180))
    company.push("aino", choose(aino, "bank", date))


def line(company: Company, account: str, amount: float, date: str, **more: Any) -> str:
    """A hand-made line of Aino's; its act's id."""
    own = {"id": new_id(), "person": company.ids["aino"], "account": account, "amount": amount, "date": date}
    return str(post(company, "boss", "postings", {**own, "reason": "Sovittu", **more})["id"])


def banked(company: Company) -> list[int]:
    return [amount for _, account, amount in posted(company) if account == "bank"]


def test_a_line_that_fills_the_bank_shrinks_the_deposits_after_it_and_undoing_gives_them_back(
    banking: Company,
) -> None:
    made = line(banking, "bank", FULL - 300, "2026-11-02")
    assert banked(banking) == [270, 30]
    assert banking.account("aino", "bank")["amount"] == FULL
    write(banking, lambda tx: acts.undo(tx, made))
    assert banked(banking) == [270, 270]
    recomputed(banking)


def test_only_the_days_from_the_lines_date_on_are_worked_out_again(banking: Company) -> None:
    line(banking, "bank", FULL - 300, "2026-11-18")
    assert banked(banking) == [270, 30]
    line(banking, "bank", -100, "2026-11-18", is_kiky=False)
    assert banked(banking) == [270, 130]
    recomputed(banking)


def test_a_closed_month_keeps_its_deposits_and_the_open_one_follows_what_came_before(banking: Company) -> None:
    banking.turn("2026-12-04T08:00")
    close(banking, "aino", "2026-11")
    aino = banking.ids["aino"]
    day = "2026-12-03"
    body = {"start": ms(f"{day}T08:00"), "end": ms(f"{day}T19:00")}
    banking.push("aino", operation(aino, "entry.create", body, banking.clock.now()))
    banking.push("boss", order(aino, "order.place", date=day, minutes=180))
    banking.push("aino", choose(aino, "bank", day))
    assert banked(banking) == [270, 270, 270]
    line(banking, "bank", FULL - 600, "2026-12-01")
    assert banked(banking) == [270, 270, 60]
    recomputed(banking)


def test_a_holiday_day_moves_to_an_older_year_that_is_brought_in_after_it(company: Company) -> None:
    hold_agreements(company)
    line(company, "annual_holiday", 12, "2026-11-02", year=2026)
    leave = absence(company.ids["aino"], "annual_holiday", "2026-11-11", "2026-11-12")
    company.at("2026-11-20T08:00").push("boss", leave)
    assert holidays(company) == {2026: 10}
    made = line(company, "annual_holiday", 1, "2026-11-03", year=2025)
    assert holidays(company) == {2025: 0, 2026: 11}
    write(company, lambda tx: acts.undo(tx, made))
    assert holidays(company) == {2025: 0, 2026: 10}
    recomputed(company)


def holidays(company: Company) -> dict[int, float]:
    rows = company.get("aino", "balances")["accounts"]
    return {row["year"]: row["amount"] for row in rows if row["account"] == "annual_holiday"}


def test_kiky_settled_elsewhere_before_a_day_leaves_that_day_nothing_to_do(company: Company) -> None:
    aino = company.ids["aino"]
    body = {"date": "2026-11-18", "start": ms("2026-11-18T16:30"), "end": ms("2026-11-18T18:30"), "break_min": 0}
    company.push("aino", operation(aino, "kiky.mark", body, ms("2026-11-18T06:00")))
    assert company.account("aino", "kiky")["done"] == 120
    settled = (aino, "kiky_settled", 2026, "2026-11-01", 1380, "Vanha järjestelmä")
    write(company, lambda tx: openings.open_account(tx, *settled))
    (day,) = company.get("aino", "days", **{"from": "2026-11-18", "to": "2026-11-18"})["days"]
    assert (day["result"]["kiky"], company.account("aino", "kiky")["amount"]) == (60, 0)
    recomputed(company)


def test_an_approved_month_whose_deposit_moves_waits_for_approval_again(banking: Company) -> None:
    banking.turn("2026-12-04T08:00")
    approved(banking)
    line(banking, "bank", 100, "2026-12-01")
    assert month_of(banking, "aino")["status"] == "approved", "nothing of November moved"
    line(banking, "bank", FULL - 300, "2026-11-02")
    assert banked(banking) == [270, 30]
    assert month_of(banking, "aino")["status"] == "sent"
