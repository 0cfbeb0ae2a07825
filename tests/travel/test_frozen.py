"""What was sent stays as it was, whatever becomes of rates, contracts and teams; and it is quick to work out."""

from time import thread_time
from typing import Any

from leima.features.rates.ready import ready_tables
from leima.features.travel import working
from leima.rules.travel.rates import rates_of
from tests.company import FLEX, Company, add_terms, new_id
from tests.travel.claiming import DUE, TRIP, act, add_trip, decide, pulled, row_of, sent_claim, submit, whole_claim

ANNOUNCED = {"rows": [{"key": "car", "from": "2026-01-01", "value": 60, "source": "oma"}]}


def with_rates(monkeypatch: Any, *tables: dict[str, Any]) -> None:
    changed = rates_of([*ready_tables().values(), *tables])
    monkeypatch.setattr(working, "rates_for", lambda tx: changed)


def test_a_sent_claim_does_not_move_when_rates_change(company: Company, monkeypatch: Any) -> None:
    claim = sent_claim(company)
    before = pulled(company, "aino")
    with_rates(monkeypatch, ANNOUNCED)
    decide(company, "boss", claim)
    after = pulled(company, "aino")
    for key, told in before.items():
        if key[0] in ("trip", "receipt"):
            assert after[key] == told
    assert row_of(company, claim).due_cents == DUE


def test_a_draft_is_worked_out_anew_when_it_is_sent(company: Company, monkeypatch: Any) -> None:
    claim = whole_claim(company)
    with_rates(monkeypatch, ANNOUNCED)
    sent = submit(company, claim, due=DUE)
    assert sent["flags"] == ["sums_differ"]
    assert row_of(company, claim).due_cents == DUE + 360 * 5


def test_a_sent_claim_does_not_move_when_the_contract_changes(company: Company) -> None:
    claim = sent_claim(company)

    def work(tx: Any) -> None:
        tx.org = company.ids["org"]
        tx.run("UPDATE terms SET deleted=:yes WHERE person=:p", yes=True, p=company.ids["aino"])
        add_terms(tx, company.ids["aino"], **FLEX, travel_pay={"per_km_cents": 30})

    company.world.db.write_now(work)
    assert row_of(company, claim).due_cents == DUE
    decide(company, "boss", claim)
    assert row_of(company, claim).due_cents == DUE
    other = new_id()
    add_trip(company, other, start="2026-11-12T07:00", end="2026-11-12T18:30", kilometres=[_drive("2026-11-12")])
    row = row_of(company, other)
    assert (row.due_cents, row.tax_free_cents, row.taxable_cents) == (5_400 + 360 * 30, 5_400 + 360 * 30, 0)


def _drive(date: str) -> dict[str, Any]:
    return {"date": date, "vehicle": "car", "km": 360}


def test_a_contractor_has_receipts_alone_and_the_prices_of_the_contract_beside(company: Company) -> None:
    claim = whole_claim(company, "vera")
    rows = pulled(company, "vera")
    (trip,) = [told for key, told in rows.items() if key[0] == "trip"]
    assert (trip["worked"]["due_cents"], {one["rule"] for one in trip["worked"]["refused"]}) == (
        0,
        {"travel_contractor"},
    )
    prices = {"per_km_cents": 60, "per_day_cents": None, "per_hour_cents": None}
    assert trip["terms"] == {
        "payee": "contractor",
        "special_sector": False,
        "invoice_vat": 25.5,
        "travel_pay": None,
        "travel_prices": prices,
    }
    head = rows[("claim", claim)]
    assert (head["payee"], head["due_cents"], head["total_cents"]) == ("contractor", 0, 1_255)
    (terms,) = [told for key, told in rows.items() if key[0] == "terms"]
    assert [(one["from"], one["payee"], one["travel_prices"]) for one in terms["travel"]] == [
        ("2025-01-01", "contractor", prices)
    ]
    assert submit(company, claim, "vera")["status"] == "applied"


def test_the_client_never_says_how_it_is_paid(company: Company) -> None:
    for name, value in (("payee", "employee"), ("special_sector", False), ("paid_per_km", 5), ("worked", {})):
        result = act(company, "vera", "trip.save", {**TRIP, "claim": new_id(), name: value})
        assert (result["status"], result["code"]) == ("rejected", "invalid")


def test_a_trip_of_a_week_is_worked_out_in_two_milliseconds(company: Company) -> None:
    """With the contract's terms and the day's rates: the processor's time, the best of twenty."""
    told = {**TRIP, "end": "2026-11-16T18:30", "free_meals": [1, 0, 2], "nights": [_night(n) for n in range(10, 16)]}
    told["kilometres"] = [{**_drive(f"2026-11-{n}"), "passengers": 1, "with": ["trailer"]} for n in range(10, 17)]

    def work(tx: Any) -> list[float]:
        tx.org = company.ids["org"]
        took = []
        for _ in range(20):
            begun = thread_time()
            working.work_trip(tx, company.ids["aino"], told)
            took.append(thread_time() - begun)
        return took

    assert min(company.world.db.read_now(work)) < 0.002


def _night(day: int) -> dict[str, str]:
    return {"date": f"2026-11-{day}", "lodging": "receipt"}
