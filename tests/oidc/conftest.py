"""A firm whose people sign in at a provider of their own, on each database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.oidc.local_provider import LocalProvider, running
from tests.oidc.visitors import Work
from tests.security.firm import open_firm


@pytest.fixture(params=["sqlite", "postgresql"])
def work(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Work]:
    """A fresh firm on each database, beside a provider, with its sign-in set by an admin."""
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    yield from _work(tmp_path, url)


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Work]:
    """The same on SQLite, for what the database has no part in."""
    yield from _work(tmp_path, "")


def _work(folder: Path, url: str) -> Iterator[Work]:
    with open_firm(folder, database_url=url) as firm, running(LocalProvider(lambda: firm.clock.now() // 1000)) as at:
        yield Work.of(firm, at)
