"""Whatever travel can say, a person can read, in three languages, with every place filled."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from leima.rules.situation.answer import interpret
from leima.rules.situation.given import Refused
from leima.rules.travel import work_out
from leima.rules.travel.shapes import INCREMENTS, VEHICLES
from tests.rules.test_rule_words import PLACE, ROOM, WORDS
from tests.rules.travel.asking import RATES
from tests.rules.travel.random_trips import random_trip
from tests.rules.travel.test_travel_vectors import CASES

Names = dict[str, set[str]]
TRAVEL = "".join(path.read_text("utf-8") for path in sorted((ROOM / "travel").glob("*.py")))
PHONE = Path(__file__).parents[3] / "pwa" / "src" / "domain" / "travel"


def said() -> tuple[Names, Names]:
    """Every rule and every fault of the golden cases and of 1000 random trips, with their parameters' names."""
    rules: Names = {}
    faults: Names = {}

    def look(one: dict[str, Any]) -> None:
        for row in (*one["lines"], *one.get("days", ()), *one["refused"]):
            if "rule" in row:
                rules[row["rule"]] = set(row["params"])

    for case in CASES:
        try:
            for answer in interpret({"ask": case["ask"]}, {}, RATES)["answers"].values():
                look(answer)
        except Refused as refused:
            faults[refused.code] = set(refused.params)
    for seed in range(1000):
        worked = work_out(random_trip(seed), RATES)
        look(worked.to_json())
        faults |= {fault.code: set(fault.params) for fault in worked.faults}
    return rules, faults


RULES, FAULTS = said()


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_every_rule_and_fault_of_travel_has_its_words_and_can_fill_their_places(lang: str) -> None:
    words: dict[str, str] = json.loads((WORDS / f"{lang}.json").read_text("utf-8"))
    asked = {f"{stem}.{rule}": names for rule, names in RULES.items() for stem in ("rule", "because")}
    asked |= {f"interpret.{code}": names for code, names in FAULTS.items()}
    asked |= {f"rule.what.{name}": set() for name in (*VEHICLES, *INCREMENTS, "forest_road", "extra_passenger")}

    assert sorted(key for key in asked if key not in words) == []
    unfilled = {key: set(PLACE.findall(words[key])) - names for key, names in asked.items()}
    assert {key: names for key, names in unfilled.items() if names} == {}


def test_the_trips_say_every_rule_and_fault_that_the_code_names() -> None:
    assert set(re.findall(r"\"((?:travel|receipt)_\w+)\"", TRAVEL)) - {"travel_day"} == set(RULES) - {"travel_day"}
    assert set(re.findall(r"Fault\([^,]+, \"(\w+)\"", TRAVEL)) == set(FAULTS)
    assert "travel_day" in RULES


def test_the_phone_says_the_same_rules_and_faults() -> None:
    code = "".join(path.read_text("utf-8") for path in sorted(PHONE.glob("*.ts")))
    assert set(re.findall(r"\"((?:travel|receipt)_\w+)\"", code)) == set(
        re.findall(r"\"((?:travel|receipt)_\w+)\"", TRAVEL)
    ) | {"travel_day"}
    assert set(re.findall(r"fault\([^,]+, \"(\w+)\"", code)) == set(FAULTS)
