"""Whatever pay and the what-if calculator can say, a person can read, in three languages, with every place filled."""

import json
import re
from typing import Any

import pytest

from leima.rules.pay.classes import CLASSES
from leima.rules.settings import PAY_SETTINGS, SUPPLEMENT
from leima.rules.situation.answer import interpret
from tests.rules.situations import TABLES
from tests.rules.test_rule_words import PLACE, ROOM, WORDS
from tests.rules.test_server_vectors import CASES

SOURCES = "".join(
    path.read_text("utf-8") for room in ("pay", "situation") for path in sorted((ROOM / room).glob("*.py"))
)


def said() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Every rule and finding of the golden cases of pay, with its parameters' names."""
    rules: dict[str, set[str]] = {}
    findings: dict[str, set[str]] = {}

    def look(value: Any) -> None:
        if isinstance(value, dict):
            if "rule" in value:
                rules[value["rule"]] = set(value["params"]) | {"minutes"}
            elif "kind" in value and "params" in value:
                findings[value["kind"]] = set(value["params"])
            for part in value.values():
                look(part)
        elif isinstance(value, list):
            for part in value:
                look(part)

    for case in CASES:
        look(interpret(case["situation"], TABLES))
    return rules, findings


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_every_rule_and_finding_of_pay_has_its_words_and_can_fill_their_places(lang: str) -> None:
    words: dict[str, str] = json.loads((WORDS / f"{lang}.json").read_text("utf-8"))
    rules, findings = said()
    asked = {f"rule.{rule}": names for rule, names in rules.items()}
    asked |= {f"because.{rule}": names for rule, names in rules.items() if f"because.{rule}" in words}
    asked |= {f"finding.{kind}": names for kind, names in findings.items()}

    assert sorted(key for key in asked if key not in words) == []
    unfilled = {key: set(PLACE.findall(words[key])) - names for key, names in asked.items()}
    assert {key: names for key, names in unfilled.items() if names} == {}


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_every_class_finding_and_refusal_that_the_code_names_has_words(lang: str) -> None:
    words: dict[str, str] = json.loads((WORDS / f"{lang}.json").read_text("utf-8"))
    kinds = set(re.findall(r"Finding\(\s*\"(\w+)\"", SOURCES)) | {"holiday_days_over"}
    codes = set(re.findall(r"Refused\([^,()]*(?:\([^()]*\))?[^,()]*, \"(\w+)\"", SOURCES))
    keys = {f"finding.{kind}" for kind in kinds} | {f"interpret.{code}" for code in codes}
    keys |= {f"rule.pay_{kind}" for kind in CLASSES} | {
        f"rule.{key}" for key in PAY_SETTINGS if key.startswith(SUPPLEMENT)
    }

    assert len(kinds) >= 10 and len(codes) >= 20
    assert sorted(keys - set(words)) == []
