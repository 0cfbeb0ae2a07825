"""The company with payroll, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.company import Company, open_company
from tests.months.month_fixtures import hire


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url) as opened:
        hire(opened, "payroll", "payroll")
        yield opened
