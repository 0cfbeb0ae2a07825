"""What the tests of webhooks may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.company import Company, open_company
from tests.webhooks.receivers import Receiver


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    """A fresh company on each database, with an admin."""
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url) as opened:
        yield opened


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Company]:
    """A fresh company on SQLite, for what the database has no part in."""
    with open_company(tmp_path) as opened:
        yield opened


@pytest.fixture
def receiver(request: pytest.FixtureRequest) -> Receiver:
    """What stands in place of the way out of the company that the test asks for."""
    name = "one" if "one" in request.fixturenames else "company"
    return Receiver.of(request.getfixturevalue(name))
