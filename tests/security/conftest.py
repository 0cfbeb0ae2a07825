"""The firm that the security tests attack."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.security.firm import Firm, open_firm


@pytest.fixture
def firm(tmp_path: Path) -> Iterator[Firm]:
    """A fresh one for each test."""
    with open_firm(tmp_path) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Firm]:
    """A fresh one on each database."""
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_firm(tmp_path, database_url=url) as opened:
        yield opened


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    """One for a whole file, for tests that leave nothing behind."""
    with open_firm(tmp_path_factory.mktemp("firm")) as opened:
        yield opened
