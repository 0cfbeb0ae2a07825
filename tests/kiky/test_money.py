"""Money: who may do each act that goes to pay, as one table of roles and acts; and the holiday bonus, paid once."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from leima.access.money import PAYERS, MoneyAct
from leima.db.tx import Tx
from leima.features.ledger import acts
from tests.company import FLEX, Company, new_id
from tests.kiky.office import change_contract, hire_more, post
from tests.kiky.test_deductions import allow_bonus, asked, give, total

ROLES: dict[str, frozenset[str]] = {
    "jari": frozenset({"employee"}),
    "ilona": frozenset({"employee"}),
    "suunta": frozenset({"employee", "planner"}),
    "boss": frozenset({"employee", "supervisor"}),
    "maksaja": frozenset({"employee", "payroll"}),
    "paa": frozenset({"employee", "admin"}),
}
"""Who asks: the person, a mate, the team's planner, its supervisor, payroll, an admin."""
PAY = {"date": "2026-01-02", "bonus_cents": 90_000, "hourly_cents": 1_800}


@pytest.fixture
def paying(company: Company) -> Company:
    """A company where the holiday bonus settles kiky, with every role in the team."""
    allow_bonus(company)
    for who in ("suunta", "maksaja", "paa"):
        hire_more(company, who, {**FLEX}, *sorted(ROLES[who] - {"employee"}))
    return company


def status(company: Company, who: str, path: str, body: dict[str, Any]) -> int:
    answer = company.client.post(f"/api/v1/{path}", json=body, headers=company.headers(who))
    return int(answer.status_code)


def payouts(company: Company, who: str) -> Iterator[int]:
    line = {"person": company.ids["jari"], "account": "flex", "amount": -60, "date": "2026-01-02", "reason": "Sovittu"}
    yield status(company, who, "postings", {**line, "id": new_id(), "pays": True})
    body = asked(company, "jari", 60, pays=True, confirmed=True)
    yield status(company, who, "kiky/deductions/preview", body)
    yield status(company, who, "kiky/deductions", body)


def bonuses(company: Company, who: str) -> Iterator[int]:
    plan = asked(company, "jari", 60, "holiday_bonus")
    post(company, "palkka", "kiky/deductions", plan)
    yield status(company, who, f"kiky/deductions/{plan['id']}/paid", PAY)


def final_pays(company: Company, who: str) -> Iterator[int]:
    body = {"id": new_id(), "person": company.ids["jari"], "year": 2026, "minutes": 1, "decision": "deduct"}
    yield status(company, who, "kiky/leaver/confirm", {**body, "date": "2026-06-30", "reason": "Loppupalkka"})


def statements(company: Company, who: str) -> Iterator[int]:
    body = {"id": new_id(), "account": "bank", "decision": "pay", "date": "2026-01-02", "reason": "Loppupalkka"}
    yield status(company, who, f"people/{company.ids['jari']}/statement/lines", body)


def undoings(company: Company, who: str) -> Iterator[int]:
    paid = asked(company, "jari", 60, pays=True, confirmed=True)
    post(company, "palkka", "kiky/deductions", paid)
    yield status(company, who, f"acts/{paid['id']}/undo", {})
    plan = asked(company, "jari", 60, "holiday_bonus")
    post(company, "palkka", "kiky/deductions", plan)
    post(company, "palkka", f"kiky/deductions/{plan['id']}/paid", PAY)
    yield status(company, who, f"acts/{plan['id']}:paid/undo", {})
    yield status(company, who, f"acts/{plan['id']}/undo", {})


ACTS: dict[MoneyAct, Callable[[Company, str], Iterator[int]]] = {
    "payout": payouts,
    "bonus_paid": bonuses,
    "final_pay": final_pays,
    "statement": statements,
    "undo": undoings,
}


def test_every_act_that_moves_money_is_tried() -> None:
    """The payment of a travel claim is tried in tests/travel/test_way.py, payroll's runs in tests/payroll."""
    assert ACTS.keys() | {"claim_paid", "payroll"} == PAYERS.keys()


@pytest.mark.parametrize("act", ACTS)
def test_an_act_that_moves_money_is_done_by_payroll_and_admins_alone(paying: Company, act: MoneyAct) -> None:
    give(paying, "jari", bank=60)
    for who, roles in ROLES.items():
        for found in ACTS[act](paying, who):
            assert (found not in (403, 404)) == bool(roles & PAYERS[act]), (act, who, found)


@pytest.mark.parametrize("act", ACTS)
def test_nobody_moves_their_own_money(paying: Company, act: MoneyAct) -> None:
    paying.ids["jari"] = paying.ids["maksaja"]
    give(paying, "jari", bank=60)
    assert {*ACTS[act](paying, "maksaja")} <= {403, 404}


def test_a_supervisor_may_still_give_back_and_waive_what_is_no_money(paying: Company) -> None:
    change_contract(paying, "helmi", FLEX, "2026-06-30", None)
    body = {"id": new_id(), "person": paying.ids["helmi"], "year": 2026, "date": "2026-06-30", "minutes": 720}
    refused = post(paying, "boss", "kiky/leaver/confirm", {**body, "decision": "deduct", "reason": "Sovittu"}, 403)
    assert refused["code"] == "payout_by_payroll"
    post(paying, "boss", "kiky/leaver/confirm", {**body, "decision": "waive", "reason": "Sovittu"})


def test_a_line_that_went_to_pay_is_not_offered_to_a_supervisor_to_undo(paying: Company) -> None:
    post(paying, "palkka", "kiky/deductions", asked(paying, "helmi", 60, pays=True, confirmed=True))
    for who, offered in (("boss", False), ("palkka", True)):
        lines = paying.get(who, "postings", person=paying.ids["helmi"], account="flex")["lines"]
        assert [line["may_undo"] for line in lines] == [offered]


def bonus_line(company: Company) -> list[tuple[float, str]]:
    seen = company.get("palkka", f"people/{company.ids['helmi']}/statement", on="2026-01-02")
    return [(line["amount"], line["proposal"]) for line in seen["lines"] if line["account"] == "holiday_bonus"]


def settle_from_bonus(company: Company, minutes: int = 1440) -> str:
    plan = asked(company, "helmi", minutes, "holiday_bonus")
    post(company, "palkka", "kiky/deductions", plan)
    for _ in range(2):
        post(company, "palkka", f"kiky/deductions/{plan['id']}/paid", PAY)
    return str(plan["id"])


def test_kiky_taken_from_a_paid_bonus_is_not_deducted_again_from_a_leaver(paying: Company) -> None:
    settle_from_bonus(paying)
    assert (total(paying, "helmi", "kiky", 2026), total(paying, "helmi", "holiday_bonus")) == (0, 0)
    assert bonus_line(paying) == []


def test_a_bonus_account_that_kiky_alone_brought_below_zero_lapses(paying: Company) -> None:
    """So it stood before the account was left out where it holds nothing."""

    def work(tx: Tx) -> None:
        tx.org = paying.ids["org"]
        legs = [acts.Leg("holiday_bonus", 0, -43_200)]
        acts.do(tx, acts.NewAct(new_id(), "settlement", paying.ids["helmi"], "2026-01-01", "Kiky", legs))

    paying.world.db.write_now(work)
    assert bonus_line(paying) == [(-43_200, "lapse")]


def test_a_bonus_that_is_kept_here_holds_what_kiky_left_of_it(paying: Company) -> None:
    give(paying, "helmi", holiday_bonus=90_000)
    settle_from_bonus(paying)
    assert bonus_line(paying) == [(90_000 - 43_200, "pay")]


def test_a_paid_bonus_that_was_undone_is_paid_anew(paying: Company) -> None:
    plan = settle_from_bonus(paying)
    post(paying, "palkka", f"acts/{plan}:paid/undo", {})
    assert total(paying, "helmi", "kiky", 2026) == 1440
    for _ in range(2):
        post(paying, "palkka", f"kiky/deductions/{plan}/paid", PAY)
    assert total(paying, "helmi", "kiky", 2026) == 0


def test_what_was_taken_too_much_from_a_bonus_goes_back_as_money_at_its_rate(paying: Company) -> None:
    settle_from_bonus(paying)
    change_contract(paying, "helmi", FLEX, "2026-06-30", None)
    seen = paying.get("palkka", "kiky/leaver", person=paying.ids["helmi"], year=2026)
    assert seen["legs"] == [{"account": "holiday_bonus", "minutes": 720, "cents": 21_600}]
    body = {"id": new_id(), "person": paying.ids["helmi"], "year": 2026, "date": "2026-06-30", "minutes": 720}
    post(paying, "palkka", "kiky/leaver/confirm", {**body, "decision": "return", "reason": "Loppupalkka"})
    assert (total(paying, "helmi", "kiky", 2026), bonus_line(paying)) == (0, [(21_600, "pay")])
