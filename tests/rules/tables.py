"""The agreements of shared/tables, read for the tests."""

import json
from pathlib import Path

from leima.rules.resolve import Agreement

TABLES = Path(__file__).parents[2] / "shared" / "tables"


def agreements() -> dict[str, Agreement]:
    """Every agreement file by its key."""
    read = [Agreement.from_json(json.loads(path.read_text("utf-8"))) for path in sorted(TABLES.glob("*.json"))]
    return {one.key: one for one in read}
