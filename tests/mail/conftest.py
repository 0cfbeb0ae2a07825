"""What the tests of e-mail may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.company import Company, open_company
from tests.mail.servers import Server, running


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    """A fresh company on each database."""
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url) as opened:
        yield opened


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Company]:
    """A fresh company on SQLite, for what the database has no part in."""
    with open_company(tmp_path) as opened:
        yield opened


@pytest.fixture
def server() -> Iterator[Server]:
    """A mail server that takes everything."""
    with running(Server()) as begun:
        yield begun
