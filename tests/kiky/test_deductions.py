"""Balance deductions: two legs and undone together, in a stated order, with named floors; never paid and kiky both."""

from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.ledger import acts, sums
from tests.company import FLEX, Company, new_id
from tests.kiky.office import hire_more, post

PATH = "kiky/deductions"


def asked(company: Company, who: str, minutes: int = 1440, *sources: str, **more: Any) -> dict[str, Any]:
    body = {"id": new_id(), "person": company.ids[who], "year": 2026, "minutes": minutes, "date": "2026-01-02"}
    return {**body, "sources": sources or ("flex",), "reason": "Kiky 2026", **more}


def total(company: Company, who: str, account: str, year: int = 0) -> int:
    def read(tx: Tx) -> int:
        tx.org = company.ids["org"]
        return sums.total(tx, company.ids[who], account, year)

    return company.world.db.read_now(read)


def give(company: Company, who: str, **accounts: int) -> None:
    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        legs = [acts.Leg(account, 0, minutes) for account, minutes in accounts.items()]
        acts.do(tx, acts.NewAct(new_id(), "accrual", company.ids[who], "2026-01-01", "alku", legs))

    company.world.db.write_now(work)


def test_24_hours_in_january_may_be_taken_from_an_empty_flex_balance(company: Company) -> None:
    body = asked(company, "helmi")
    seen = post(company, "palkka", f"{PATH}/preview", body)
    assert total(company, "helmi", "kiky", 2026) == 1440
    done = post(company, "palkka", PATH, body)
    assert done == seen
    assert [(leg["account"], leg["minutes"], leg["after"]) for leg in done["legs"]] == [
        ("flex", -1440, -1440),
        ("kiky", -1440, 0),
    ]
    assert done["warnings"] == ["flex_under_floor"]
    assert (total(company, "helmi", "flex"), company.account("helmi", "kiky")["amount"]) == (-1440, 0)


def test_a_repeat_answers_the_same_and_another_body_under_the_same_id_is_refused(company: Company) -> None:
    body = asked(company, "helmi", 600)
    assert post(company, "palkka", PATH, body) == post(company, "palkka", PATH, body)
    assert total(company, "helmi", "kiky", 2026) == 840
    assert post(company, "palkka", PATH, {**body, "minutes": 601}, 409)["code"] == "act_reused"


def test_both_legs_are_undone_together(company: Company) -> None:
    body = asked(company, "helmi")
    post(company, "palkka", PATH, body)
    post(company, "palkka", f"acts/{body['id']}/undo", {})
    assert (total(company, "helmi", "flex"), total(company, "helmi", "kiky", 2026)) == (0, 1440)


def test_several_balances_give_in_the_stated_order(company: Company) -> None:
    give(company, "helmi", overtime_leave=300, annual_leave_day=450)
    done = post(company, "palkka", PATH, asked(company, "helmi", 1440, "overtime_leave", "annual_leave_day", "flex"))
    assert [(leg["account"], leg["minutes"]) for leg in done["legs"]] == [
        *(("overtime_leave", -300), ("annual_leave_day", -450), ("flex", -690)),
        ("kiky", -1440),
    ]


def test_each_of_several_balances_gives_what_it_has_and_none_goes_below_zero(company: Company) -> None:
    give(company, "helmi", flex=600, overtime_leave=480, bank=1200)
    done = post(company, "palkka", PATH, asked(company, "helmi", 1440, "flex", "overtime_leave", "bank"))
    assert [(leg["account"], leg["after"]) for leg in done["legs"]] == [
        *(("flex", 0), ("overtime_leave", 0), ("bank", 840)),
        ("kiky", 0),
    ]


def test_of_several_balances_only_the_last_goes_below_zero(company: Company) -> None:
    give(company, "helmi", flex=600, overtime_leave=480)
    short = post(company, "palkka", PATH, asked(company, "helmi", 1440, "flex", "overtime_leave"), 422)
    assert (short["code"], "18:00" in short["detail"]) == ("kiky_below_floor", True)
    post(company, "palkka", PATH, asked(company, "helmi", 1440, "overtime_leave", "flex"))
    assert (total(company, "helmi", "overtime_leave"), total(company, "helmi", "flex")) == (0, -360)


@pytest.mark.parametrize("more", [{}, {"pays": True, "confirmed": True}])
def test_without_flexitime_there_is_no_flex_balance_to_take_from(company: Company, more: dict[str, Any]) -> None:
    hire_more(company, "kiintea", {**FLEX, "form": "office"})
    refused = post(company, "palkka", PATH, asked(company, "kiintea", 60, **more), 422)
    assert refused["code"] == "kiky_no_flex_account"
    assert total(company, "kiintea", "flex") == 0


def test_what_is_paid_out_obeys_the_floors_and_the_order_too(company: Company) -> None:
    give(company, "helmi", overtime_leave=300, bank=600)
    body = asked(company, "helmi", 600, "overtime_leave", pays=True, confirmed=True)
    assert post(company, "palkka", PATH, body, 422)["code"] == "kiky_below_floor"
    done = post(company, "palkka", PATH, {**body, "sources": ["overtime_leave", "bank"]})
    assert [(leg["account"], leg["after"]) for leg in done["legs"]] == [("overtime_leave", 0), ("bank", 300)]
    assert (done["paid_out"], total(company, "helmi", "kiky", 2026)) == (600, 1440)
    bonus = asked(company, "helmi", 600, "holiday_bonus", pays=True, confirmed=True)
    assert post(company, "palkka", PATH, bonus, 422)["code"] == "kiky_bonus_is_money"


def test_beyond_the_floor_nothing_is_taken_and_the_floor_is_named(company: Company) -> None:
    give(company, "helmi", overtime_leave=300)
    refused = post(company, "palkka", PATH, asked(company, "helmi", 600, "overtime_leave"), 422)
    assert refused["code"] == "kiky_below_floor"
    assert "Ylityövapaa" in refused["detail"] and "0:00" in refused["detail"] and "5:00" in refused["detail"]
    assert total(company, "helmi", "overtime_leave") == 300


def test_more_than_is_owed_is_refused_with_what_is_owed(company: Company) -> None:
    refused = post(company, "palkka", PATH, asked(company, "puoli", 1440), 422)
    assert (refused["code"], "12:00" in refused["detail"]) == ("kiky_more_than_owed", True)


def test_a_deduction_that_pays_is_warned_of_and_never_settles_kiky(company: Company) -> None:
    body = asked(company, "helmi", 1440, pays=True)
    assert post(company, "palkka", PATH, body, 422)["code"] == "kiky_would_be_paid"
    done = post(company, "palkka", PATH, {**body, "confirmed": True})
    assert (done["paid_out"], done["left"], done["warnings"][0]) == (1440, 1440, "would_be_paid_out")
    assert (total(company, "helmi", "flex"), company.account("helmi", "kiky")["amount"]) == (-1440, 1440)


@pytest.mark.parametrize(
    ("who", "code"), [("tunti", "kiky_no_scheme"), ("vuosi", "kiky_in_agreement"), ("pitka", "kiky_in_agreement")]
)
def test_whoever_owes_nothing_is_refused_with_the_reason(company: Company, who: str, code: str) -> None:
    assert post(company, "palkka", PATH, asked(company, who), 422)["code"] == code


@pytest.mark.parametrize(
    "spoilt",
    [
        {"minutes": 0},
        {"minutes": -10},
        {"sources": []},
        {"sources": ["flex", "flex"]},
        {"sources": ["kiky"]},
        {"date": "2026-02-30"},
        {"year": 1999},
        {"reason": ""},
        {"extra": 1},
    ],
)
def test_a_crooked_form_writes_nothing(company: Company, spoilt: dict[str, Any]) -> None:
    post(company, "palkka", PATH, asked(company, "helmi", 600) | spoilt, 400)
    assert total(company, "helmi", "kiky", 2026) == 1440


def test_a_supervisor_may_for_the_team_and_nobody_for_oneself(company: Company) -> None:
    post(company, "boss", PATH, asked(company, "helmi", 60))
    post(company, "boss", PATH, asked(company, "boss", 60), 403)
    post(company, "helmi", PATH, asked(company, "helmi", 60), 403)
    post(company, "helmi", PATH, asked(company, "ilona", 60), 404)


def test_the_holiday_bonus_settles_kiky_when_it_is_marked_for_payment_and_not_before(company: Company) -> None:
    allow_bonus(company)
    body = asked(company, "helmi", 1440, "holiday_bonus")
    assert post(company, "palkka", PATH, body)["planned"] is True
    assert company.account("helmi", "kiky")["amount"] == 1440
    assert post(company, "palkka", PATH, asked(company, "helmi", 60), 422)["code"] == "kiky_more_than_owed"
    pay = {"date": "2026-06-30", "bonus_cents": 50_000, "hourly_cents": 2_000}
    taken = post(company, "palkka", f"{PATH}/{body['id']}/paid", pay)
    assert (taken["taken_cents"], taken["bonus_left_cents"], taken["source"][:5]) == (48_000, 2_000, "CHECK")
    assert post(company, "palkka", f"{PATH}/{body['id']}/paid", pay) == taken
    assert (total(company, "helmi", "kiky", 2026), total(company, "helmi", "holiday_bonus")) == (0, 0)
    post(company, "palkka", f"acts/{body['id']}/undo", {})
    assert (total(company, "helmi", "kiky", 2026), total(company, "helmi", "holiday_bonus")) == (1440, 0)


def test_hourly_people_settle_from_flex_only_with_a_bank(company: Company) -> None:
    allow_bonus(company)
    assert post(company, "palkka", PATH, asked(company, "tunti", 60), 422)["code"] == "kiky_bank_needed"
    give(company, "tunti", bank=600)
    post(company, "palkka", PATH, asked(company, "tunti", 600, "bank"))
    assert company.account("tunti", "kiky")["amount"] == 840


def test_an_agreement_that_gives_a_bank_has_one_before_its_first_posting(company: Company) -> None:
    bank = {"flex_a_period": 3600, "growth_a_year": 10800, "cap_weeks": 26, "leave_weeks": 2}
    row = {"key": "bank", "form": None, "from": "2025-01-01", "until": None, "value": bank, "source": "testi"}
    company.world.db.write_now(lambda tx: add_agreement(tx, company, row))
    allow_bonus(company)
    for who, agreement in (("pankillinen", "with-bank"), ("pankiton", "general-40")):
        hire_more(company, who, {"agreement": agreement, "form": "flexitime", "pay": "hourly"})
    assert post(company, "palkka", PATH, asked(company, "pankiton", 60), 422)["code"] == "kiky_bank_needed"
    post(company, "palkka", PATH, asked(company, "pankillinen", 60))
    assert total(company, "pankillinen", "kiky", 2026) == 1380


def add_agreement(tx: Tx, company: Company, row: dict[str, Any]) -> None:
    """An agreement of the company's own, on top of forty hours."""
    tx.org = company.ids["org"]
    agreement_store.add_agreement(
        tx, "with-bank", name="Pankki", from_date="2025-01-01", source="testi", rows=[row], base="general-40"
    )


def allow_bonus(company: Company) -> None:
    """The company's own scheme, for hourly people too, with the holiday bonus among its methods."""
    scheme = {"accounted": "obligation", "methods": ["balance_deduction", "holiday_bonus"], "pay_out": []}
    body = {"id": new_id(), "runs": True, "from_date": "2026-01-01", "reason": "Paikallinen sopimus"}
    post(company, "palkka", "kiky/switches", {**body, "scheme": scheme})
