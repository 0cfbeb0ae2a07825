"""Random weeks worked out for pay, and what is compared of them."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from leima.rules.pay.classes import by_class
from leima.rules.pay.work import Facts, Pay, work_out
from leima.rules.situation.answer import facts_of
from leima.rules.situation.given import Given
from tests.rules.random_weeks import Json
from tests.rules.situations import TABLES
from tests.sizes import size

CASES = size("property_cases")
SEEDS = st.integers(min_value=0, max_value=2**31)
OFTEN = settings(max_examples=CASES.wanted, deadline=None, derandomize=True, database=None)
FIELDS = ("contract", "contracts", "from", "until", "days", "period", "kiky_left")


def facts(situation: Json) -> Facts:
    return facts_of(Given(situation, "", FIELDS), TABLES)


def paid(situation: Json) -> Pay:
    return work_out(facts(situation))


def summary(pay: Pay) -> dict[str, Any]:
    """Everything that is paid, and why."""
    return {
        "classes": [(day.plan.date, by_class([day])) for day in pay.days],
        "flex": [day.result.flex for day in pay.days],
        "weeks": [(one.total, one.line, one.overtime, one.lines) for one in pay.tests],
        "supplements": pay.raises,
        "holidays": pay.holidays,
        "left": pay.kiky_left,
    }
