"""Whatever the rules can say, a person can read: every rule, finding and holiday has words in three languages."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from leima.rules.calendar import calendar_days
from leima.rules.outside import outside
from tests.rules.cases import work_out
from tests.rules.random_days import random_case
from tests.rules.vectors import cases_of

WORDS = Path(__file__).parents[2] / "shared" / "words"
ROOM = Path(__file__).parents[2] / "backend" / "leima" / "rules"
PLACE = re.compile(r"\{(\w+)(?:\|\w+)?\}")
SELF_EVIDENT = {"span", "break", "flex", "worked"}


def said() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Every rule and every finding kind that the golden and 400 random days give, with its parameters' names."""
    rules: dict[str, set[str]] = {}
    findings: dict[str, set[str]] = {}
    for case in cases_of("day") + [random_case(seed) for seed in range(400)]:
        _, result = work_out(case)
        for line in result.lines:
            rules[line.rule] = set(line.params) | {"minutes"}
        for finding in (*result.findings, *outside(result).findings):
            findings[finding.kind] = set(finding.params)
    return rules, findings


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_every_rule_finding_and_holiday_has_its_words_and_can_fill_their_places(lang: str) -> None:
    words: dict[str, Any] = json.loads((WORDS / f"{lang}.json").read_text("utf-8"))
    rules, findings = said()
    asked = {f"rule.{rule}": names for rule, names in rules.items()}
    asked |= {f"because.{rule}": names for rule, names in rules.items() if rule not in SELF_EVIDENT}
    asked |= {f"finding.{kind}": names for kind, names in findings.items()}
    asked |= {f"holiday.{day.name}": set[str]() for day in calendar_days(2026, 2026)}

    assert sorted(key for key in asked if key not in words) == []
    unfilled = {key: set(PLACE.findall(words[key])) - names for key, names in asked.items()}
    assert {key: names for key, names in unfilled.items() if names} == {}


def test_the_days_say_every_rule_and_finding_that_the_code_names() -> None:
    rules, findings = said()
    source = "".join(path.read_text("utf-8") for path in sorted(ROOM.glob("*.py")))
    kinds = set(re.findall(r"Finding\(\s*\"(\w+)\"", source)) | set(re.findall(r"odd\(punch, \"(\w+)\"", source))
    named = set(re.findall(r"Line\(\s*\"(\w+)\"", source))

    assert len(kinds) >= 15
    assert kinds == set(findings)
    assert named <= set(rules)
