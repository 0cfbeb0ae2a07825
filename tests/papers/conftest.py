"""The company with its travel claims, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from leima.db.tx import Tx
from tests.company import FLEX, HOURLY, Company, open_company
from tests.travel import claiming


def furnish(tx: Tx, ids: dict[str, str]) -> None:
    """The company of the claims, Tapio, whose kilometre is paid above the tax-free maximum, and Urho, who invoices."""
    claiming.furnish(tx, ids)
    prices = {"per_km_cents": 60, "per_day_cents": 5_000, "per_hour_cents": 4_550}
    claiming.hire(tx, ids, "urho", "team", **HOURLY, payee="contractor", travel_prices=prices)
    claiming.hire(tx, ids, "tapio", "team", **FLEX, travel_pay={"per_km_cents": 70})


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    """A fresh one for each test and database."""
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url, furnish=furnish) as opened:
        yield opened
