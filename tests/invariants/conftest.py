"""The firm whose rules run out, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.company import Company, open_company
from tests.invariants.firm import BEGINS, begin


@pytest.fixture(params=["sqlite", "postgresql"])
def firm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    """A fresh one for each test and database, on a Monday morning before Christmas."""
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url, now=BEGINS) as company:
        begin(company)
        yield company
