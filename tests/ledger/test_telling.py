"""A deed made for somebody by another is told to them, without its amounts; undoing one obeys what doing one does."""

import json
from typing import Any

from tests.company import Company
from tests.ledger.test_postings import balance, moving, post, posting, staffed

__all__ = ["staffed"]


def notices_of(company: Company, who: str = "aino") -> list[tuple[str, dict[str, Any]]]:
    rows = company.rows(
        "SELECT kind, params FROM notice WHERE org=:org AND person=:person ORDER BY at, kind", person=company.ids[who]
    )
    return [(row.kind, json.loads(row.params)) for row in rows]


def test_a_posting_by_somebody_else_and_its_undoing_are_told_without_amounts(company: Company) -> None:
    asked = posting(company, amount=613)
    for _ in range(2):
        assert post(company, "boss", "postings", asked).status_code == 200
    assert [kind for kind, _ in notices_of(company)] == ["posted"]
    post(company, "boss", f"acts/{asked['id']}/undo", {})
    assert sorted(kind for kind, _ in notices_of(company)) == ["posted", "posting_undone"]
    for _, params in notices_of(company):
        assert (params["reason"], params["who"], params["date"]) == ("Sovittu", "Boss", "2026-11-10")
        assert "613" not in json.dumps(params)
        assert set(params) == {"date", "reason", "who"}
    assert notices_of(company, "boss") == []


def test_a_dry_run_tells_nobody(company: Company) -> None:
    post(company, "boss", "postings", posting(company, dry_run=True))
    assert notices_of(company) == []


def test_undoing_a_deposit_that_is_spent_is_refused_and_the_floor_is_named(staffed: Company) -> None:
    deposit = moving(staffed, minutes=600)
    assert post(staffed, "boss", "transfers", deposit).status_code == 200
    spent = moving(staffed, source="bank", target="flex", minutes=400)
    assert post(staffed, "boss", "transfers", spent).status_code == 200
    refused = post(staffed, "boss", f"acts/{deposit['id']}/undo", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "below_floor")
    assert balance(staffed, "bank") == 200
    assert post(staffed, "boss", f"acts/{spent['id']}/undo", {}).status_code == 200
    assert post(staffed, "boss", f"acts/{deposit['id']}/undo", {}).status_code == 200
    assert balance(staffed, "bank") == 0


def test_undoing_a_withdrawal_does_not_fill_the_bank_over_its_limit(staffed: Company) -> None:
    assert post(staffed, "boss", "postings", posting(staffed, amount=10_800)).status_code == 200
    out = moving(staffed, source="bank", target="flex", minutes=100)
    assert post(staffed, "boss", "transfers", out).status_code == 200
    assert post(staffed, "boss", "transfers", moving(staffed, minutes=100)).status_code == 200
    refused = post(staffed, "boss", f"acts/{out['id']}/undo", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "bank_limit_growth")
