"""Short ways to ask the engine about a trip or a receipt, and to read its answer."""

import json
from typing import Any

from leima.rules.situation.answer import interpret
from leima.rules.travel.rates import Rates, rates_of
from tests.rules.tables import TABLES

Json = dict[str, Any]
FILES = sorted((TABLES / "travel").glob("*.json"))
KINDS = ("per_diem", "night", "meal", "kilometre")


def rates(*more: Json) -> Rates:
    """The rates of shared/tables/travel, and further rows."""
    tables = [json.loads(file.read_text("utf-8")) for file in FILES]
    return rates_of([*tables, {"rows": more}])


RATES = rates()


def asked(question: str, fields: Json, known: Rates = RATES) -> Json:
    """What the engine answers to one question about travel."""
    told = interpret({"ask": {question: fields}}, {}, known)
    return dict(told["answers"][question])


def sums(answer: Json) -> dict[str, int]:
    """The tax-free cents of an answer by what its lines' kinds begin with."""
    return {
        kind: sum(one["tax_free_cents"] for one in answer["lines"] if one["kind"].startswith(kind)) for kind in KINDS
    }


def by_income_type(answer: Json) -> dict[str, int]:
    """The tax-free cents of an answer by income type."""
    found: dict[str, int] = {}
    for one in answer["lines"]:
        found[str(one["income_type"])] = found.get(str(one["income_type"]), 0) + one["tax_free_cents"]
    return found
