"""A firm at an address where passkeys work, on each database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.passkeys.holders import ORIGIN
from tests.security.firm import Firm, open_firm


@pytest.fixture(params=["sqlite", "postgresql"])
def firm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Firm]:
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_firm(tmp_path, database_url=url, public_url=ORIGIN) as opened:
        yield opened


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Firm]:
    """The same on SQLite, for what the database has no part in."""
    with open_firm(tmp_path, public_url=ORIGIN) as opened:
        yield opened
