"""The firm of the matrix on both databases."""

from collections.abc import Iterator

import pytest

from tests.migrated import copy_url
from tests.offline.acting import open_hired
from tests.security.firm import Firm


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def firm(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    """One for a whole file: each operation is about something of its own."""
    url = copy_url(request.getfixturevalue("postgres_cluster")) if request.param == "postgresql" else ""
    with open_hired(tmp_path_factory.mktemp("firm"), url) as opened:
        yield opened
