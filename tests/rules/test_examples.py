"""The 91 published examples, each worked out by the engine behind `leima interpret`."""

import json
from typing import Any

import pytest

from tests.rules.examples import ADAPTERS, actual
from tests.rules.vectors import VECTORS

EXAMPLES: list[dict[str, Any]] = json.loads((VECTORS / "server" / "examples.json").read_text("utf-8"))
NOT_TAKEN: dict[str, str] = {}
"""Examples that the engine answers otherwise, with why; they would be listed here and nowhere else."""


def test_every_example_is_taken_or_named_with_its_reason() -> None:
    assert len(EXAMPLES) == 91
    assert len({one["id"] for one in EXAMPLES}) == 91
    assert sorted({one["rule"] for one in EXAMPLES} - set(ADAPTERS)) == []
    assert set(NOT_TAKEN) <= {one["id"] for one in EXAMPLES}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one['id']} {one['rule']}")
def test_example(example: dict[str, Any]) -> None:
    answered = actual(example)
    wanted = example["expected"]
    seen = {key: answered[key] for key in wanted}
    assert (seen == wanted) is (example["id"] not in NOT_TAKEN), seen
