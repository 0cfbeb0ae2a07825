"""A company whose people stand on rules that run out: little kiky, a small bank, days off by the hours."""

from typing import Any

from leima.db.tx import Tx
from leima.features.people import store as people
from leima.features.people import terms
from tests.company import HOURLY, Company
from tests.kiky.office import ANNUAL, LONGER, furnish, hire

FIRST = "2026-11-23"
"""Since when balances count here: the last Monday of November, so that few days hold a whole story."""
BEGINS = "2026-12-14T08:00"
OWN = {"agreement": "general-37-5", "variant": "oma", "form": "flexitime", "pay": "monthly"}
SPILL = {"agreement": "spill", "form": "office", "pay": "monthly"}
CONTRACTS: dict[str, dict[str, Any]] = {
    "lyhyt": OWN,
    "puolet": {**OWN, "share": 0.5},
    "tunnit": {**HOURLY},
    "tuntikiky": {"agreement": "oma", "form": "general", "pay": "hourly"},
    "pitempi": LONGER,
    "vapaat": ANNUAL,
    "arki": SPILL,
}


def _row(key: str, value: Any, form: str | None = None) -> dict[str, Any]:
    return {"key": key, "form": form, "from": "2025-01-01", "until": None, "value": value, "source": "testi"}


def _kiky(minutes: int, **more: Any) -> dict[str, Any]:
    scheme = {"accounted": "obligation", "year_minutes": minutes, "methods": ["extension_day", "balance_deduction"]}
    return _row("kiky", {**scheme, "extension_minutes": 0, "pay_out": [], "supplements": {}, **more})


def _rules(tx: Tx, key: str, base: str, *rows: dict[str, Any]) -> None:
    people.add_agreement(tx, key, name=key, from_date="2025-01-01", source="testi", rows=rows, base=base)


def _furnish(tx: Tx, ids: dict[str, str]) -> None:
    tx.org = ids["org"]
    bank = {"flex_a_period": 3600, "growth_a_year": 300, "cap_weeks": 26, "leave_weeks": 2}
    leave = {"steps": [], "every": 900, "most": 30, "day": 450, "wait_months": 6, "complete": True}
    _rules(tx, "oma", "company-office", _kiky(400, year_end="carry"), _row("bank", bank))
    _rules(tx, "spill", "general-37-5", _row("holiday_cut", 600), _row("holiday_spill", True))
    scheme = _kiky(0, accounted="contract", year_minutes=1440, extension_minutes=6, methods=["longer_hours"])
    _rules(tx, "longer-hours", "general-37-5", scheme, _row("annual_leave", leave))
    for who, contract in CONTRACTS.items():
        hire(tx, ids, who, contract, FIRST)
    people.add_membership(tx, ids["palkka"], ids["team"], "supervisor", from_date="2025-01-01")
    for who in CONTRACTS:
        terms.rebuild(tx, ids[who])


def begin(company: Company) -> None:
    """Hires everyone, and lets the server turn its first days."""
    furnish(company, FIRST)
    company.world.db.write_now(lambda tx: _furnish(tx, company.ids))
    company.turn("2026-12-14T09:00")
