"""An office with an admin, payroll, a supervisor and employees, on both databases or on one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.company import Company
from tests.people.office import open_office


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_office(tmp_path, url) as company:
        yield company


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Company]:
    """The same on one database, where the SQL is not what is tested."""
    with open_office(tmp_path) as company:
        yield company
