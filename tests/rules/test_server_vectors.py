"""The golden cases of pay, which the server alone works out: each title is a promise."""

import json
from typing import Any

import pytest

from leima.rules.situation.answer import interpret
from tests.rules.situations import TABLES, kinds
from tests.rules.vectors import VECTORS

FILES = ("weekly", "supplements", "pay")
CASES: list[dict[str, Any]] = [
    case for name in FILES for case in json.loads((VECTORS / "server" / f"{name}.json").read_text("utf-8"))["cases"]
]


def at(answer: Any, path: str) -> Any:
    """The part of an answer at a dotted path; `kinds` are the kinds of findings."""
    for step in path.split("."):
        if step == "kinds":
            return kinds({"findings": answer})
        answer = answer[int(step)] if isinstance(answer, list) else answer[step]
    return answer


def test_there_are_golden_cases_of_pay_each_with_a_title_of_its_own_and_a_source() -> None:
    assert len(CASES) >= 50
    assert len({case["title"] for case in CASES}) == len(CASES)
    assert all(case["source"] and case["expect"] for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_pay(case: dict[str, Any]) -> None:
    answer = interpret(case["situation"], TABLES)
    assert {path: at(answer, path) for path in case["expect"]} == case["expect"]
