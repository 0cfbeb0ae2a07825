"""Leave saved over years: golden cases, which tests/pwa/domain/leave keeps in TypeScript."""

import json

import pytest

from leima.rules.leave.rules import LeaveRules
from leima.rules.leave.saving import Savable, most, refusal
from tests.rules.leave.asking import Json
from tests.rules.vectors import VECTORS

FILE: Json = json.loads((VECTORS / "both" / "leave-saving.json").read_text("utf-8"))
RULES: Json = json.loads((VECTORS / "both" / "leave.json").read_text("utf-8"))["rules"]


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: case["title"])
def test_saving(case: Json) -> None:
    named = [{**RULES[case["rules"]], **case.get("with", {})}] if case["rules"] else []
    dated = [LeaveRules.from_json(one) for one in named]
    stands = Savable.from_json(case["stands"])
    found = refusal(case["days"], stands, dated, case["date"])
    told = None if found is None else [found.kind, dict(found.params)]
    assert {"refusal": told, "most": most(stands, dated, case["date"])} == case["expect"]
