"""A company in which every text that people write is a payload for a spreadsheet."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.company import Company, open_company
from tests.months.month_fixtures import hire
from tests.travel import claiming


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    with open_company(tmp_path, furnish=claiming.furnish) as opened:
        hire(opened, "payroll", "payroll", "admin")
        yield opened
