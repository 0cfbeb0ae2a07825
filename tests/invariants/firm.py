"""A company whose people stand on rules that run out: little kiky, a small bank, days off by the hours."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements import terms
from leima.features.importing.ids import id_of
from leima.features.people import store as people
from tests.company import FLEX, HOURLY, Company
from tests.kiky.office import ANNUAL, LONGER, furnish, hire

FIRST = "2026-11-23"
"""Since when balances count here: the last Monday of November, so that few days hold a whole story."""
BEGINS = "2026-12-14T08:00"


@dataclass(frozen=True)
class Season:
    """Since when balances count, and the local time at which a storm begins."""

    first: str
    begins: str


SEASONS = (
    Season(FIRST, BEGINS),
    Season("2026-12-07", "2026-12-30T08:00"),
    Season("2027-03-15", "2027-03-29T08:00"),
)
"""Before Christmas, over the end of a year, and over the night without its fourth hour."""
TEAMS = {"a": "boss", "b": "uusi"}
"""The teams that people move between, and who supervises each."""
OWN = {"agreement": "general-37-5", "variant": "oma", "form": "flexitime", "pay": "monthly"}
SPILL = {"agreement": "spill", "form": "office", "pay": "monthly"}
NIGHTS = {"agreement": "yot", "form": "flexitime", "pay": "monthly"}
CONTRACTS: dict[str, dict[str, Any]] = {
    "lyhyt": OWN,
    "puolet": {**OWN, "share": 0.5},
    "tunnit": {**HOURLY},
    "tuntikiky": {"agreement": "oma", "form": "general", "pay": "hourly"},
    "pitempi": LONGER,
    "vapaat": ANNUAL,
    "arki": SPILL,
    "yot": NIGHTS,
}


def _row(key: str, value: Any, form: str | None = None) -> dict[str, Any]:
    return {"key": key, "form": form, "from": "2025-01-01", "until": None, "value": value, "source": "testi"}


def _kiky(minutes: int, **more: Any) -> dict[str, Any]:
    scheme = {"accounted": "obligation", "year_minutes": minutes, "methods": ["extension_day", "balance_deduction"]}
    return _row("kiky", {**scheme, "extension_minutes": 0, "pay_out": [], "supplements": {}, **more})


def _rules(tx: Tx, key: str, base: str, *rows: dict[str, Any]) -> None:
    agreement_store.add_agreement(tx, key, name=key, from_date="2025-01-01", source="testi", rows=rows, base=base)


def _furnish(tx: Tx, ids: dict[str, str], first: str) -> None:
    bank = {"flex_a_period": 3600, "growth_a_year": 300, "cap_weeks": 26, "leave_weeks": 2}
    leave = {"steps": [], "every": 900, "most": 30, "day": 450, "wait_months": 6, "complete": True}
    _rules(tx, "oma", "company-office", _kiky(400, year_end="carry"), _row("bank", bank))
    _rules(tx, "spill", "general-37-5", _row("holiday_cut", 600), _row("holiday_spill", True))
    scheme = _kiky(0, accounted="contract", year_minutes=1440, extension_minutes=6, methods=["longer_hours"])
    shift = _row("boundary", "shift_start")
    _rules(tx, "yot", "company-office", shift, _kiky(900, year_end="carry"), _row("bank", bank))
    _rules(tx, "longer-hours", "general-37-5", scheme, _row("annual_leave", leave))
    for who, contract in CONTRACTS.items():
        hire(tx, ids, who, contract, first)
    hire(tx, ids, "uusi", {**FLEX}, first, "supervisor")
    people.add_membership(tx, ids["palkka"], ids["team"], "supervisor", from_date="2025-01-01")
    for key, boss in TEAMS.items():
        team = people.add_team(tx, f"Tiimi {key}", id=id_of(ids["org"], "team", key))
        people.add_membership(tx, ids[boss], team, "supervisor", from_date="2025-01-01")
    for who in CONTRACTS:
        terms.rebuild(tx, ids[who])


def _in(tx: Tx, ids: dict[str, str], brings: Callable[[Tx, dict[str, str], str], None], first: str) -> None:
    tx.org = ids["org"]
    brings(tx, ids, first)


def begin(company: Company, season: Season = SEASONS[0]) -> None:
    """Hires everyone, and lets the server turn its first days."""
    for brings in (furnish, _furnish):
        company.world.db.write_now(lambda tx, brings=brings: _in(tx, company.ids, brings, season.first))
    company.turn(f"{season.begins[:10]}T09:00")
