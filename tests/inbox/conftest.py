"""The company with two supervisors, payroll, an admin, and Vera, who supervises nobody by herself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.company import Company, open_company
from tests.months.month_fixtures import hire


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    """A fresh one for each test and database."""
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url) as opened:
        hire(opened, "bossa", "supervisor", supervises=True)
        hire(opened, "payroll", "payroll")
        hire(opened, "admin", "admin")
        hire(opened, "vera", "supervisor")
        yield opened
