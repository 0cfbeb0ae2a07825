"""A company of two teams with a receptionist, on both databases; it is Friday, 20 November 2026, nine o'clock."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from leima.db.tx import Tx
from tests.calendar.teams import join, two_teams
from tests.company import Company, open_company


def furnish(tx: Tx, ids: dict[str, str]) -> None:
    """Two teams, and somebody at the front desk."""
    two_teams(tx, ids)
    join(tx, ids, "aula", "", "reception")


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    """A fresh one for each test and database."""
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url, furnish=furnish) as opened:
        yield opened
