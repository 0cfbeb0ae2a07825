"""The published examples of holidays, accrual and contracts, by the questions `leave` and `accrual`."""

import json
from collections.abc import Callable

import pytest

from tests.rules.examples import actual
from tests.rules.leave.asking import Json, asked, leave
from tests.rules.vectors import VECTORS

EXAMPLES: list[Json] = [
    one
    for one in json.loads((VECTORS / "server" / "examples.json").read_text("utf-8"))
    if one["id"][0] in "HAC" and one["rule"] not in ("kauppa_annual_leave_2017",)
]
NOT_TAKEN: dict[str, str] = {}
"""Examples that the questions answer otherwise, with why."""
OLD = "2015-01-01"


def days_used(given: Json) -> Json:
    return {"days": leave(given["from"], given["to"])["days"]}


def by_start(given: Json) -> Json:
    """Full months are those of the contract itself: nobody tells them."""
    year = int(given["credit_year_end"][:4])
    found = asked("accrual", {"employments": [{"from": given["start"]}], "earning_year": year})
    assert found["full_months"] == given["full_months"]
    return found


def by_months(given: Json) -> Json:
    full = [{"month": f"2026-{month:02d}", "days": 14} for month in range(4, 4 + given["full_months"])]
    found = asked("accrual", {"employments": [{"from": OLD}], "earning_year": 2027, "months": full})
    assert found["rate"] == given["rate"]
    return found


def month(given: Json) -> Json:
    told = {"month": "2026-04", "days": given["days_in_month"], "minutes": given["hours_in_month"] * 60}
    fields = {"employments": [{"from": OLD}], "earning_year": 2027, "months": [told], "by": "days"}
    return {"full_month": asked("accrual", fields)["by_month"][0]["earns"]}


def split(given: Json) -> Json:
    found = asked("accrual", {"employments": [{"from": OLD}], "earning_year": 2027})
    assert found["days"] == given["days"]
    return found


def notice(given: Json) -> Json:
    found = leave(given["holiday_start"], given["holiday_start"])
    return {"latest_notice": found["notice"], "absolute_latest": found["notice_at_least"]}


def waiting(given: Json) -> Json:
    held = [[{"earning_year": 2026, "days": days}] for days in given["earned"]]
    return {"max_waiting_days": [leave("2026-07-06", "2026-07-12", balances=one)["waiting_days"] for one in held]}


def sick_before(given: Json) -> Json:
    """A week from Monday on, sick from its first day for as many leave days as told."""
    sick = [{"from": "2026-07-06", "to": f"2026-07-{5 + sum(given['sick_holiday_days']):02d}"}]
    held = [{"earning_year": 2026, "days": given["earned"]}]
    return {"moved": leave("2026-07-06", "2026-07-12", balances=held, sick=sick)["moved"]}


BY_QUESTION: dict[str, Callable[[Json], Json]] = {
    "holiday_days_used": days_used,
    **dict.fromkeys(("accrual_first_year", "accrual_start_before_april", "accrual_start_on_1_april"), by_start),
    "accrual_rounding": by_months,
    "accrual_14_day_exclusive": month,
    "split_summer_winter": split,
    "notice_of_holiday": notice,
    "sick_waiting_days": waiting,
    "sick_before_holiday": sick_before,
}


def test_all_twenty_two_examples_are_asked() -> None:
    assert len(EXAMPLES) == 22
    assert {one["id"][0] for one in EXAMPLES} == {"H", "A", "C"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one['id']} {one['rule']}")
def test_example(example: Json) -> None:
    of_contract = example["rule"] not in BY_QUESTION
    answered = actual(example) if of_contract else BY_QUESTION[example["rule"]](example["input"])
    wanted = example["expected"]
    assert ({key: answered[key] for key in wanted} == wanted) is (example["id"] not in NOT_TAKEN)
