"""One opening a person and year: by share and months, changed from its date, closed as the scheme says."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.agreements import switches
from leima.features.agreements.terms import rebuild
from leima.features.importing import openings
from leima.features.ledger import acts, sums
from leima.features.ledger import store as ledger
from leima.features.ledger.acts import Leg, NewAct
from tests.company import FLEX, Company, ms, new_id, operation
from tests.kiky.office import change_contract, lines


def test_the_year_opens_by_share_and_an_agreement_without_minutes_opens_nothing(company: Company) -> None:
    assert lines(company, "helmi") == [("2026-01-01", "opening", 1440)]
    assert lines(company, "puoli") == [("2026-01-01", "opening", 720)]
    assert lines(company, "pitka") == [("2026-01-01", "opening", 1440)]
    assert lines(company, "tunti") == lines(company, "vuosi") == []


def test_a_leaver_in_june_owes_half_from_the_last_day_and_the_opening_stands(company: Company) -> None:
    change_contract(company, "helmi", FLEX, "2026-06-30", None)
    assert lines(company, "helmi") == [("2026-01-01", "opening", 1440), ("2026-06-30", "adjustment", -720)]
    assert company.account("helmi", "kiky")["amount"] == 1440


def test_a_change_to_half_time_counts_from_its_date(company: Company) -> None:
    change_contract(company, "helmi", FLEX, "2026-03-31", {**FLEX, "share": 0.5})
    assert lines(company, "helmi") == [("2026-01-01", "opening", 1440), ("2026-04-01", "adjustment", -540)]
    company.at("2026-04-02T08:00")
    assert (company.account("helmi", "kiky")["amount"], company.account("helmi", "kiky")["opening"]) == (900, 900)


def by_hand(company: Company, who: str, minutes: int) -> None:
    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        ledger.open_account(tx, company.ids[who], "kiky", 2026, "2026-01-01", minutes, "Käsin", "hand")

    company.world.db.write_now(work)


@pytest.mark.parametrize(("who", "difference"), [("helmi", 0), ("puoli", 720)])
def test_an_opening_by_hand_replaces_the_automatic_one(company: Company, who: str, difference: int) -> None:
    by_hand(company, who, 1440)
    assert company.account(who, "kiky")["amount"] == 1440
    assert sum(amount for _, _, amount in lines(company, who)) == 1440
    assert len(lines(company, who)) == (2 if difference else 1)


def test_a_share_that_changes_after_an_opening_by_hand_still_posts_its_difference_once(company: Company) -> None:
    by_hand(company, "helmi", 1200)
    change_contract(company, "helmi", FLEX, "2026-06-30", {**FLEX, "share": 0.5})
    assert lines(company, "helmi")[-1] == ("2026-07-01", "adjustment", -360)
    assert sum(amount for _, _, amount in lines(company, "helmi")) == 840


def test_longer_hours_are_closed_by_lapse_at_the_end_of_the_year_and_leave_no_debt(company: Company) -> None:
    company.turn("2026-02-01T00:10")
    days = company.account("pitka", "kiky")
    assert (days["amount"], days["done"]) == (1440 - 20 * 6, 20 * 6)
    close(company)
    assert lines(company, "pitka")[-1][:2] == ("2026-12-31", "lapse")
    assert total(company, "pitka") == 0


def test_longer_hours_of_a_leaver_lapse_on_the_last_day(company: Company) -> None:
    from tests.kiky.office import LONGER

    change_contract(company, "pitka", LONGER, "2026-01-30", None)
    company.turn("2026-02-02T00:10")
    assert total(company, "pitka") == 0
    assert [kind for _, kind, _ in lines(company, "pitka")] == ["opening", "adjustment", "lapse"]


def total(company: Company, who: str, year: int = 2026) -> int:
    return company.world.db.read_now(
        lambda tx: (setattr(tx, "org", company.ids["org"]), sums.total(tx, company.ids[who], "kiky", year))[1]
    )


def close(company: Company) -> None:
    """The last night of the year, without the days between."""
    company.world.db.write_now(
        lambda tx: tx.run("UPDATE organisation SET turned_through='2026-12-30' WHERE id=:org", org=company.ids["org"])
    )
    company.turn("2027-01-01T00:10")


def own_scheme(company: Company, year_end: str) -> None:
    scheme = {"accounted": "obligation", "year_minutes": 1440, "methods": ["extension_day"], "year_end": year_end}
    values = {"agreement": None, "from_date": "2026-01-01", "until_date": None, "runs": True, "reason": "oma"}

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        switches.add(tx, new_id(), {**values, "scheme": scheme})
        for who in ("helmi", "puoli"):
            rebuild(tx, company.ids[who])

    company.world.db.write_now(work)


@pytest.mark.parametrize(
    ("how", "left", "next_year"), [("lapse", 0, 1440), ("carry", 0, 2880), ("finding", 1440, 1440)]
)
def test_what_is_left_at_the_end_of_the_year_goes_as_the_scheme_says(
    company: Company, how: str, left: int, next_year: int
) -> None:
    own_scheme(company, how)
    close(company)
    assert (total(company, "helmi"), total(company, "helmi", 2027)) == (left, next_year)
    assert company.account("helmi", "kiky")["amount"] == next_year
    notices = company.rows("SELECT kind, params FROM notice WHERE org=:org AND person=:p", p=company.ids["helmi"])
    told = [json.loads(row.params)["minutes"] for row in notices if row.kind == "kiky_left"]
    assert told == ([1440] if how == "finding" else [])


def test_an_import_brings_what_was_already_settled_once_and_corrects_it_by_the_difference(company: Company) -> None:
    def bring(minutes: int) -> bool:
        def work(tx: Tx) -> bool:
            tx.org = company.ids["org"]
            given = (company.ids["helmi"], "kiky_settled", 2026, "2026-01-01", minutes, "Vanha järjestelmä")
            return openings.open_account(tx, *given)

        return company.world.db.write_now(work)

    assert bring(600)
    assert not bring(600)
    assert lines(company, "helmi") == [("2026-01-01", "opening", 1440), ("2026-01-01", "settlement", -600)]
    company.at("2026-01-02T07:01")
    assert bring(540)
    assert company.account("helmi", "kiky")["amount"] == 900


@pytest.mark.parametrize(("how", "next_year"), [("lapse", 1440), ("carry", 1440 + 840)])
def test_a_settlement_that_comes_after_the_year_was_closed_closes_it_again_by_the_difference(
    company: Company, how: str, next_year: int
) -> None:
    own_scheme(company, how)
    close(company)
    legs = (Leg("flex", 0, -600), Leg("kiky", 2026, -600))
    late = NewAct("late", "settlement", company.ids["helmi"], "2026-12-10", "Kiky", legs)
    in_office(company, lambda tx: acts.do(tx, late))
    assert (total(company, "helmi"), total(company, "helmi", 2027)) == (0, next_year)
    in_office(company, lambda tx: acts.undo(tx, "late"))
    assert (total(company, "helmi"), total(company, "helmi", 2027)) == (0, 1440 if how == "lapse" else 2880)


def test_a_year_that_came_out_even_is_closed_when_its_settlement_is_undone(company: Company) -> None:
    own_scheme(company, "lapse")
    legs = (Leg("flex", 0, -1440), Leg("kiky", 2026, -1440))
    whole = NewAct("whole", "settlement", company.ids["helmi"], "2026-06-10", "Kiky", legs)
    in_office(company, lambda tx: acts.do(tx, whole))
    close(company)
    in_office(company, lambda tx: acts.undo(tx, "whole"))
    assert total(company, "helmi") == 0
    assert lines(company, "helmi")[-1] == ("2026-12-31", "lapse", -1440)


def test_minutes_carried_on_may_be_done_on_a_day_that_had_stopped_at_nought(company: Company) -> None:
    own_scheme(company, "carry")
    close(company)
    whole = NewAct("w", "settlement", company.ids["helmi"], "2027-01-01", "Kiky", (Leg("kiky", 2027, -2880),))
    in_office(company, lambda tx: acts.do(tx, whole))
    company.turn("2027-01-09T06:00")
    body = {"date": "2027-01-07", "start": ms("2027-01-07T16:30"), "end": ms("2027-01-07T18:30"), "break_min": 0}
    company.push("boss", operation(company.ids["helmi"], "kiky.mark", body, company.clock.now()))
    assert extension(company) == 0
    more = NewAct("m", "adjustment", company.ids["helmi"], "2026-12-20", "Korjaus", (Leg("kiky", 2026, 60),))
    in_office(company, lambda tx: acts.do(tx, more))
    assert (total(company, "helmi"), total(company, "helmi", 2027)) == (0, 0)
    assert extension(company) == 60


def extension(company: Company) -> int:
    """Kiky done on the seventh of January 2027."""
    (day,) = company.get("helmi", "days", **{"from": "2027-01-07", "to": "2027-01-07"})["days"]
    return int(day["result"]["kiky"])


def in_office(company: Company, work: Callable[[Tx], Any]) -> None:
    company.world.db.write_now(lambda tx: (setattr(tx, "org", company.ids["org"]), work(tx))[1])
