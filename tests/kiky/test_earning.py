"""Days off earned by hours worked: a correction that comes after the year or the employment has ended counts too."""

from typing import Any

import pytest

from leima.db.tx import Tx
from leima.rules.zone import next_date
from tests.company import FLEX, Company, ms, new_id, operation
from tests.kiky.office import change_contract, post
from tests.kiky.test_openings import close, in_office
from tests.kiky.test_year_by_agreement import accruals, move, row, typed
from tests.months.month_fixtures import decide, waiting

RULE = {"steps": [], "every": 450, "most": 9, "day": 450, "wait_months": 0, "complete": True}
"""A day off for every seven and a half hours."""


@pytest.fixture
def earning(company: Company) -> Company:
    """Helmi earns days off by hours; she worked one full day in December, and the year has ended."""
    move(company, "annual_leave_day", "company-office", "helmi", rows=[row("annual_leave", RULE)])
    worked(company, "2026-12-14")
    close(company)
    assert earned(company) == [("2026-12-31", 450)]
    return company


def worked(company: Company, date: str, who: str = "helmi") -> dict[str, Any]:
    """A full day of work, told when it is over."""
    if company.clock.now() < ms(f"{next_date(date)}T06:00"):
        company.at(f"{next_date(date)}T06:00")
    return dict(company.push(who, typed(company, who, date, "08:00", "16:00"))["results"][0])


def earned(company: Company, who: str = "helmi") -> list[tuple[str, int]]:
    return accruals(company, who, "annual_leave_day")


def turn_month(company: Company, last: str, now: str) -> None:
    """The last night of a month, without the days between."""
    mark = "UPDATE organisation SET turned_through=:before WHERE id=:org"
    in_office(company, lambda tx: tx.run(mark, org=tx.org, before=last))
    company.turn(now)


def test_a_day_of_december_told_in_january_is_earned_in_the_year_that_ended(earning: Company) -> None:
    earning.at("2027-01-05T09:00")
    assert worked(earning, "2026-12-15")["status"] == "applied"
    assert earned(earning) == [("2026-12-31", 450)] * 2
    worked(earning, "2027-01-11")
    turn_month(earning, "2027-01-30", "2027-02-01T00:10")
    assert earned(earning) == [("2026-12-31", 450)] * 2 + [("2027-01-31", 450)], "January earns its own, and all of it"
    assert earning.account("helmi", "annual_leave_day")["amount"] == 3 * 450


def test_a_day_taken_away_from_december_takes_back_what_it_earned(earning: Company) -> None:
    earning.at("2027-01-05T09:00")
    (entry,) = earning.rows("SELECT id, version FROM entry WHERE org=:org AND person=:p", p=earning.ids["helmi"])
    gone = operation(earning.ids["helmi"], "entry.delete", {}, earning.clock.now(), id=entry.id)
    earning.push("helmi", gone | {"base": {"version": entry.version}})
    assert sorted(earned(earning)) == [("2026-12-31", -450), ("2026-12-31", 450)]


def test_a_correction_of_a_closed_december_lands_in_the_open_month_and_belongs_to_the_year_that_ended(
    earning: Company,
) -> None:
    freeze(earning, "2026-12")
    earning.at("2027-01-05T09:00")
    before = frozen(earning)
    assert worked(earning, "2026-12-15")["flags"] == ["period_locked", "correction_requested"]
    assert earned(earning) == [("2026-12-31", 450)]
    assert decide(earning, "boss", waiting(earning, "boss")["changes"][0], "approve")["status"] == "applied"
    assert earned(earning) == [("2026-12-31", 450), ("2027-01-05", 450)]
    assert frozen(earning) == before
    assert worked(earning, "2026-12-16")["flags"] == ["period_locked", "correction_requested"]
    assert decide(earning, "boss", waiting(earning, "boss")["changes"][0], "approve")["status"] == "applied"
    worked(earning, "2027-01-11")
    turn_month(earning, "2027-01-30", "2027-02-01T00:10")
    assert earned(earning)[1:] == [("2027-01-05", 450)] * 2 + [("2027-01-31", 450)]
    assert frozen(earning) == before


def freeze(company: Company, month: str) -> None:
    who = {"person": company.ids["helmi"], "month": month, "id": f"{company.ids['helmi']}:{month}"}

    def work(tx: Tx) -> None:
        tx.run(
            "INSERT INTO month_state (org, person, month, id, status, reason, totals, version)"
            " VALUES (:org, :person, :month, :id, 'closed', '', '{}', 1)",
            **{**who, "org": tx.org},
        )

    in_office(company, work)


def frozen(company: Company) -> list[tuple[Any, ...]]:
    """Helmi's days and months of 2026 as they are stored."""
    days = (
        "SELECT date, version, flex, body FROM day_result WHERE org=:org AND person=:p AND date < '2027' ORDER BY date"
    )
    months = (
        "SELECT account, month, amount FROM account_month WHERE org=:org AND person=:p AND month < '2027'"
        " ORDER BY account, month"
    )
    return [tuple(row) for sql in (days, months) for row in company.rows(sql, p=company.ids["helmi"])]


def test_a_leavers_last_month_may_be_put_right_after_the_last_day(company: Company) -> None:
    move(company, "annual_leave_day", "company-office", "helmi", rows=[row("annual_leave", RULE)])
    worked(company, "2026-06-03")
    contract = {**FLEX, "agreement": "oma-annual-leave-day", "variant": None}
    leave(company, contract, "2026-06-15")
    turn_month(company, "2026-06-14", "2026-06-16T00:10")
    assert earned(company) == [("2026-06-15", 450)]
    worked(company, "2026-06-04")
    assert earned(company) == [("2026-06-15", 450)] * 2


def leave(company: Company, contract: dict[str, Any], last: str) -> None:
    (held,) = company.rows("SELECT id FROM contract WHERE org=:org AND person=:p", p=company.ids["helmi"])
    company.ids["helmi:contract"] = held.id
    change_contract(company, "helmi", contract, last, None)


def test_days_that_somebody_gives_by_hand_are_not_taken_back_by_the_hours(earning: Company) -> None:
    given = {"id": new_id(), "person": earning.ids["helmi"], "account": "annual_leave_day", "amount": 900}
    post(earning, "boss", "postings", {**given, "date": "2027-01-02", "kind": "accrual", "reason": "{Siirtyi mukana"})
    worked(earning, "2027-01-11")
    turn_month(earning, "2027-01-30", "2027-02-01T00:10")
    assert earning.account("helmi", "annual_leave_day")["amount"] == 450 + 900 + 450
