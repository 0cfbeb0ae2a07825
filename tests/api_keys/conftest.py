"""What the tests of keys may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.security.firm import Firm, open_firm


@pytest.fixture
def firm(tmp_path: Path) -> Iterator[Firm]:
    with open_firm(tmp_path) as opened:
        yield opened
