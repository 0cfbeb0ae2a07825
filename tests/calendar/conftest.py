"""A company of two teams, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.calendar.teams import two_teams
from tests.company import Company, open_company


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    """A fresh one for each test and database; it is Friday, 20 November 2026."""
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url, furnish=two_teams) as opened:
        yield opened
