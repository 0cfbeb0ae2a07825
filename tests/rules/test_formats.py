"""How sentences are filled: the golden cases that tests/pwa/ui/formats.test.ts keeps in TypeScript."""

import json
from typing import Any

import pytest

from leima.web.words import fill
from tests.rules.vectors import VECTORS

CASES: list[dict[str, Any]] = json.loads((VECTORS / "both" / "formats.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_sentence_is_filled(case: dict[str, Any]) -> None:
    zone = case.get("zone", "Europe/Helsinki")
    said = {lang: fill(case["sentence"], case["params"], lang, zone) for lang in case["expect"]}
    assert said == case["expect"]
