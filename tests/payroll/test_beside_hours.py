"""What a run pays beside hours: travel claims, a leaver's accounts, and pay that became time in the bank."""

from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.payroll import runs
from tests.company import FLEX, Company, new_id
from tests.ledger.test_postings import post, posting
from tests.months.month_fixtures import DECEMBER, approved, close
from tests.payroll.payday import WAGE, closed, give_code, left_out, lock, preview, rows, worked
from tests.reports.test_pay_columns import contracted
from tests.travel.claiming import decide, pay, sent_claim

BANK = {"flex_a_period": 3600, "growth_a_year": 10800, "cap_weeks": 26, "leave_weeks": 2, "from_pay": ["supplements"]}


def status_of(company: Company, claim: str) -> tuple[str, str | None]:
    row = company.rows("SELECT status, paid_on FROM claim WHERE org=:org AND id=:id", id=claim)[0]
    return row.status, row.paid_on


def travelled(company: Company, who: str = "aino", **more: Any) -> str:
    """An approved claim of November."""
    company.at("2026-11-20T07:00")
    claim = sent_claim(company, who)
    assert decide(company, "boss", claim)["status"] == "applied"
    return claim


def test_a_locked_run_pays_travel_by_its_tax_and_marks_each_claim_as_paid_on_the_pay_day(company: Company) -> None:
    claim = travelled(company)
    closed(company)
    left_out(company)
    give_code(company, "travel.tax_free", "7000")
    give_code(company, "travel.expenses", "7900")
    run = lock(company)
    paid = {row["kind"]: row["cents"] for row in rows(company, run["id"], "aino") if row["kind"].startswith("travel")}
    told = company.rows(
        "SELECT tax_free_cents AS free, taxable_cents AS taxed, expenses_cents AS spent FROM claim"
        " WHERE org=:org AND id=:id",
        id=claim,
    )[0]
    amounts = {"travel.tax_free": told.free, "travel.taxable": told.taxed, "travel.expenses": told.spent}
    assert paid == {kind: cents for kind, cents in amounts.items() if cents}
    assert status_of(company, claim) == ("paid", run["pay_day"])
    assert "claim_paid" in [
        row.kind for row in company.rows("SELECT kind FROM notice WHERE org=:org AND person=:p", p=company.ids["aino"])
    ]
    assert preview(company)["lines"] == 0


def test_a_claim_that_was_paid_by_hand_is_not_paid_again_by_a_run(company: Company) -> None:
    claim = travelled(company)
    assert pay(company, "payroll", claim)["status"] == "applied"
    closed(company)
    left_out(company)
    give_code(company, "travel", "7000")
    assert not [one for one in preview(company)["totals"] if one["kind"].startswith("travel")]


def meanwhile(company: Company, monkeypatch: pytest.MonkeyPatch, claim: str, status: str, paid_on: str | None) -> None:
    """Somebody decides on a claim, or pays it by hand, when a run's rows are worked out and it is not locked yet."""
    real = runs._rows

    def between(lines: Any) -> Any:
        sql = "UPDATE claim SET status=:status, paid_on=:paid_on WHERE org=:org AND id=:id"
        told = {"status": status, "paid_on": paid_on, "org": company.ids["org"], "id": claim}
        company.world.db.write_now(lambda tx: tx.run(sql, **told))
        return real(lines)

    monkeypatch.setattr(runs, "_rows", between)


def ready(company: Company) -> None:
    closed(company)
    left_out(company)
    give_code(company, "travel", "7000")


def test_a_claim_paid_by_hand_while_a_run_is_locked_is_not_paid_by_it_too(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = travelled(company)
    ready(company)
    seen = preview(company)
    with monkeypatch.context() as patch:
        meanwhile(company, patch, claim, "paid", "2026-12-01")
        assert lock(company, seen, 409)["code"] == "payroll_moved"
    assert company.rows("SELECT id FROM pay_run WHERE org=:org") == []
    assert company.rows("SELECT run FROM pay_row WHERE org=:org") == []
    assert status_of(company, claim) == ("paid", "2026-12-01")
    run = lock(company)
    assert not [one for one in rows(company, run["id"], "aino") if one["kind"].startswith("travel")]


def test_a_claim_approved_while_a_run_is_locked_is_not_marked_as_paid(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    travelled(company)
    late = travelled(company)
    sql = "UPDATE claim SET status='submitted' WHERE org=:org AND id=:id"
    company.world.db.write_now(lambda tx: tx.run(sql, org=company.ids["org"], id=late))
    ready(company)
    seen = preview(company)
    with monkeypatch.context() as patch:
        meanwhile(company, patch, late, "approved", None)
        assert lock(company, seen, 409)["code"] == "payroll_moved"
    assert status_of(company, late) == ("approved", None)


def test_a_claim_of_which_a_part_has_no_code_is_not_marked_as_paid(company: Company) -> None:
    claim = travelled(company)
    closed(company)
    left_out(company)
    give_code(company, "travel.tax_free", "7000")
    run = lock(company)
    assert [row["code"] for row in rows(company, run["id"], "aino") if row["unit"] == "cent"] == ["7000"]
    assert status_of(company, claim) == ("approved", None)


def test_a_claim_paid_in_part_by_a_run_and_the_rest_by_hand_is_not_taken_back_by_the_next(company: Company) -> None:
    claim = travelled(company)
    travelled(company)
    closed(company)
    left_out(company)
    give_code(company, "travel.tax_free", "7000")
    lock(company)
    assert pay(company, "payroll", claim)["status"] == "applied"
    assert preview(company)["lines"] == 0
    other = travelled_again(company)
    give_code(company, "travel.expenses", "7900")
    run = lock(company)
    told = company.rows("SELECT expenses_cents AS spent FROM claim WHERE org=:org AND id=:id", id=other)[0]
    paid = [(row["kind"], row["cents"]) for row in rows(company, run["id"], "aino")]
    assert paid == [("travel.expenses", told.spent)], "of the first claim a hand has paid the rest"
    assert status_of(company, other)[0] == "paid"
    assert preview(company)["lines"] == 0


def travelled_again(company: Company) -> str:
    """A claim of November that was put in beside another and decided on the same day, and that no hand has paid."""
    return str(company.rows("SELECT id FROM claim WHERE org=:org AND status='approved'")[0].id)


def test_a_claim_that_two_runs_of_a_period_pay_in_parts_is_marked_as_paid_by_the_last(company: Company) -> None:
    claim = travelled(company)
    closed(company)
    left_out(company)
    give_code(company, "travel.tax_free", "7000")
    lock(company)
    for kind in ("travel.taxable", "travel.expenses"):
        give_code(company, kind, "7900")
    run = lock(company)
    assert [row["kind"] for row in rows(company, run["id"], "aino") if row["unit"] == "cent"] == ["travel.expenses"]
    assert status_of(company, claim) == ("paid", run["pay_day"])
    assert preview(company)["lines"] == 0


def leaves(company: Company, who: str, last: str) -> None:
    """Their contract ends."""
    sql = "UPDATE terms SET until_date=:last WHERE org=:org AND person=:person"
    ids = {"org": company.ids["org"], "person": company.ids[who]}
    company.world.db.write_now(lambda tx: tx.run(sql, last=last, **ids))


def decide_line(company: Company, who: str, line: dict[str, Any], decision: str) -> Any:
    form = {"id": new_id(), "account": line["account"], "year": line["year"], "decision": decision}
    form |= {"date": "2026-11-30", "reason": "Työsuhde päättyy"}
    return post(company, "payroll", f"people/{company.ids[who]}/statement/lines", form)


def test_a_leavers_accounts_are_decided_line_by_line_and_paid_by_the_run_of_the_last_month(company: Company) -> None:
    for account, amount, year in (("bank", 90, None), ("annual_holiday", 7.5, 2026), ("saved_leave", 2, 2025)):
        assert post(company, "boss", "postings", posting(company, account=account, amount=amount, year=year))
    contracted(company, "aino", FLEX)
    closed(company, "hourly")
    left_out(company)
    leaves(company, "aino", "2026-11-29")
    company.at("2026-12-01T08:00")
    seen = preview(company)
    assert ("statement_open", "Aino", "2026-11-29") in [
        (one["code"], one["name"], one["about"]) for one in seen["findings"]
    ]
    path = f"people/{company.ids['aino']}/statement"
    told = company.get("payroll", path, on="2026-11-30")["lines"]
    assert {"bank", "annual_holiday", "saved_leave"} <= {one["account"] for one in told}
    assert all(one["source"] for one in told if one["account"] in ("bank", "annual_holiday", "flex"))
    for line in told:
        fits = {"pay": "pay", "lapse": "lapse", "deduct": "keep"}[line["proposal"]]
        assert decide_line(company, "aino", line, fits).status_code == 200
    company.turn(DECEMBER)
    approved(company, "aino")
    assert close(company, people=[company.ids["aino"]])["closed"]
    run = lock(company)
    paid = {row["kind"]: (row["minutes"], row["days"]) for row in rows(company, run["id"], "aino")}
    assert (paid["payout.bank"], paid["payout.annual_holiday"]) == ((90, 0), (0, 7.5))
    assert paid["payout.saved_leave"] == (0, 2)


def allows(company: Company, bank: dict[str, Any] | None) -> None:
    """The agreement of hourly people has a bank that takes this of pay."""

    def write(tx: Tx) -> None:
        tx.org = company.ids["org"]
        row = {"key": "bank", "form": None, "from": "2025-01-01", "until": None, "value": bank, "source": "testi"}
        tx.run("DELETE FROM agreement WHERE id='with-bank' AND org=:org", org=tx.org)
        agreement_store.add_agreement(
            tx, "with-bank", name="Pankki", from_date="2025-01-01", source="testi", rows=[row], base="general-40"
        )
        tx.run(
            "UPDATE contract SET variant='with-bank' WHERE org=:org AND person=:p", org=tx.org, p=company.ids["hourly"]
        )

    company.world.db.write_now(write)


def exchange(company: Company, by: str = "payroll", **more: Any) -> Any:
    form = {"id": new_id(), "person": company.ids["hourly"], "source": "supplements", "minutes": 61}
    form |= {"date": "2026-11-20", "reason": "Sovittu 20.11."}
    return company.client.post("/api/v1/payroll/exchanges", json=form | more, headers=company.headers(by))


def test_pay_becomes_time_where_the_agreement_allows_and_the_run_takes_it_off_at_the_wage(company: Company) -> None:
    worked(company)
    allows(company, {**BANK, "from_pay": []})
    assert exchange(company).json()["code"] == "exchange_not_agreed"
    allows(company, BANK)
    assert exchange(company, "boss").status_code == 403
    assert exchange(company, person=company.ids["payroll"]).status_code == 403
    id = new_id()
    for _ in range(2):
        told = exchange(company, id=id)
        assert told.status_code == 200, told.text
    assert exchange(company, id=id, minutes=62).json()["code"] == "act_reused"
    assert company.account("hourly", "bank")["amount"] == 61
    company.turn(DECEMBER)
    for who in ("aino", "hourly"):
        approved(company, who)
        assert close(company, people=[company.ids[who]])["closed"]
    left_out(company)
    run = lock(company)
    row = next(row for row in rows(company, run["id"], "hourly") if row["kind"] == "to_bank")
    assert (row["minutes"], row["percent"]) == (-61, 100)
    assert row["cents"] == (-61 * WAGE + 30) // 60
    assert exchange(company).json()["code"] == "exchange_due"
    assert exchange(company, id=id).status_code == 200
