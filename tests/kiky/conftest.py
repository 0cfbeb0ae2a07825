"""The company, on both databases, with an office: payroll, and people whose contracts are really stored."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.company import Company, open_company
from tests.kiky.office import furnish


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    """A fresh one for each test and database, on the morning of 2 January 2026."""
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url, now="2026-01-02T07:00", furnish=furnish) as opened:
        yield opened
