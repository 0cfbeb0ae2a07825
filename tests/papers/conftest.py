"""The company with its travel claims, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from leima.db.tx import Tx
from tests.company import FLEX, Company, open_company
from tests.travel import claiming


def furnish(tx: Tx, ids: dict[str, str]) -> None:
    """The company of the claims, and Tapio, whose kilometre is paid above the tax-free maximum."""
    claiming.furnish(tx, ids)
    claiming.hire(tx, ids, "tapio", "team", **FLEX, travel_pay={"per_km_cents": 70})


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    """A fresh one for each test and database."""
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url, furnish=furnish) as opened:
        yield opened
