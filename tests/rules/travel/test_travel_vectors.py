"""The golden cases of travel, which tests/pwa/domain/travel keeps in TypeScript: each title is a promise."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from leima.rules.situation.given import Refused
from tests.rules.travel.asking import Json, asked, by_income_type, sums
from tests.rules.vectors import VECTORS

FILES = {
    name: json.loads((VECTORS / "both" / f"{name}.json").read_text("utf-8")) for name in ("travel", "travel-examples")
}
CASES: list[Json] = [case for file in FILES.values() for case in file["cases"]]

SEEN: dict[str, Callable[[Json, Any], Any]] = {
    "sums": lambda answer, wanted: {kind: sums(answer)[kind] for kind in wanted},
    "by_income_type": lambda answer, wanted: by_income_type(answer),
    "lines": lambda answer, wanted: [
        [one["kind"], one["date"], one["due_cents"], one["rule"]] for one in answer["lines"]
    ],
    "days": lambda answer, wanted: [[day["ends_in"], day["is"]] for day in answer["days"]],
    "refused": lambda answer, wanted: [[one["line"], one["value"]] for one in answer["refused"]],
    "vat": lambda answer, wanted: [
        {key: line[key] for key in part} for line, part in zip(answer["lines"], wanted, strict=True)
    ],
}
"""How each part of `expect` is read out of an answer; any other is a field of it."""


def test_every_published_example_is_taken_or_left_out_with_its_reason() -> None:
    file = FILES["travel-examples"]
    assert len(file["cases"]) + len(file["left_out"]) == 59
    assert len({one["id"] for one in (*file["cases"], *file["left_out"])}) == 59
    assert all(one["why"] for one in file["left_out"])
    assert len({case["title"] for case in CASES}) == len(CASES)
    assert all(case["source"] and case["expect"] for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_travel(case: Json) -> None:
    ((question, fields),) = case["ask"].items()
    wanted = case["expect"]
    if "fault" in wanted:
        with pytest.raises(Refused) as refused:
            asked(question, fields)
        assert [refused.value.place, refused.value.code] == [f"ask.{question}.{wanted['fault'][0]}", wanted["fault"][1]]
        return
    answer = asked(question, fields)
    seen = {key: SEEN[key](answer, value) if key in SEEN else answer[key] for key, value in wanted.items()}
    assert seen == wanted
