"""The company with its claims, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.company import Company, open_company
from tests.travel.claiming import furnish


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    """A fresh one for each test and database."""
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url, furnish=furnish) as opened:
        yield opened
