"""What the tests of reminders may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.company import Company, open_company
from tests.reminders.given import begin, furnish


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    """A fresh company on each database, whose reminders began with the month."""
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url, furnish=furnish) as opened:
        yield begin(opened)


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Company]:
    """The same on SQLite, for what the database has no part in."""
    with open_company(tmp_path, furnish=furnish) as opened:
        yield begin(opened)
