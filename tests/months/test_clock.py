"""A clock that was ahead computes nothing without a word, is noticed when it is right again, and is repaired."""

import asyncio
from typing import Any

import pytest

from leima.features.days.clock import ClockStands, all_stand, turn_back
from leima.features.days.end_of_day import end_of_day
from leima.verbs.clock import in_doubt, sentence
from tests.company import Company, punch

BEFORE, AHEAD = "2026-12-02T09:00", "2027-01-11T09:00"


def standing(company: Company) -> ClockStands:
    [found] = [one for one in company.world.db.read_now(all_stand) if one.org == company.ids["org"]]
    return found


def settle(company: Company, *, confirmed: bool = False) -> int:
    return asyncio.run(end_of_day(company.world.db, confirmed=confirmed))


def worked(company: Company, day: str) -> None:
    aino = company.ids["aino"]
    company.push("aino", punch(aino, "in", f"{day}T08:00"), punch(aino, "out", f"{day}T16:00"))


def seen(company: Company) -> dict[str, Any]:
    """What Aino sees that a wrong date would change."""
    accounts = company.get("aino", "balances")["accounts"]
    days = company.get("aino", "days", **{"from": "2026-11-25", "to": "2026-12-02"})["days"]
    pulled = company.get("aino", "sync/pull")["changes"]
    notices = sorted(one["data"]["kind"] for one in pulled if one["type"] == "notice" and not one["deleted"])
    return {"accounts": accounts, "days": [(d["date"], d["status"], d["result"]) for d in days], "notices": notices}


@pytest.fixture
def settled(company: Company) -> Company:
    """Aino has worked on 1 December, and the days are computed through it."""
    company.at(BEFORE)
    worked(company, "2026-12-01")
    settle(company)
    assert standing(company).ended_through == "2026-12-01"
    return company


def test_days_far_ahead_of_every_fact_wait_for_a_persons_word(settled: Company) -> None:
    settled.at(AHEAD)
    assert settle(settled) == 0
    assert (standing(settled).ended_through, in_doubt(standing(settled))) == ("2026-12-01", True)
    assert "leima clock --confirm" in sentence(standing(settled))
    settle(settled, confirmed=True)
    assert (standing(settled).ended_through, in_doubt(standing(settled))) == ("2027-01-10", False)


def test_a_server_that_was_off_for_weeks_goes_on_when_a_device_has_sent_something(settled: Company) -> None:
    settled.at(AHEAD)
    worked(settled, "2027-01-08")
    assert settle(settled) == 40
    assert not in_doubt(standing(settled))


def test_a_fortnight_without_anybody_is_settled_alone(settled: Company) -> None:
    settled.at("2026-12-15T09:00")
    assert settle(settled) == 13


def test_a_clock_that_was_ahead_is_noticed_and_turned_back_with_every_number_as_before(settled: Company) -> None:
    before = seen(settled)
    settled.at(AHEAD)
    settle(settled, confirmed=True)
    settled.at(BEFORE)
    assert standing(settled).was_ahead
    assert "leima clock --turn-back" in sentence(standing(settled))

    def back(tx: Any) -> int:
        return turn_back(tx, next(at for at in all_stand(tx) if at.was_ahead))

    settled.world.db.write_now(back)
    assert not in_doubt(standing(settled))
    assert seen(settled) == before
    worked(settled, "2026-12-02")
    settled.at("2026-12-03T09:00")
    settle(settled)
    [day] = settled.get("aino", "days", **{"from": "2026-12-02", "to": "2026-12-02"})["days"]
    assert (day["result"]["status"], standing(settled).ended_through) == ("done", "2026-12-02")
