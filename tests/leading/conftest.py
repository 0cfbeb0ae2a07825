"""The company that the reports for leading tell of, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.company import Company, open_company


@pytest.fixture(params=["sqlite", "postgres"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    url = request.getfixturevalue("company_url") if request.param == "postgres" else ""
    with open_company(tmp_path, url) as opened:
        yield opened
