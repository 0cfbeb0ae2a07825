"""What holds for every week, whatever was worked and whoever ordered it: no minute is lost, none is paid twice."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from leima.rules.pay.classes import by_class
from leima.rules.pay.week import WEEKLY
from leima.rules.pay.work import Facts, Pay, dates, work_out
from leima.rules.situation.answer import facts_of
from leima.rules.situation.given import Given
from leima.rules.spans import total, union
from leima.rules.zone import next_date
from tests.rules.random_weeks import Json, random_week, split
from tests.rules.situations import TABLES
from tests.sizes import size

CASES = size("property_cases")
SEEDS = st.integers(min_value=0, max_value=2**31)
OFTEN = settings(max_examples=CASES.wanted, deadline=None, derandomize=True, database=None)
OVERTIME = ("overtime50", "overtime100")
OVER_LINE = ("weekly50", "weekly100", "period50", "period100")
FIELDS = ("contract", "contracts", "from", "until", "days", "period", "kiky_left")


def facts(situation: Json) -> Facts:
    return facts_of(Given(situation, "", FIELDS), TABLES)


def paid(situation: Json) -> Pay:
    return work_out(facts(situation))


@OFTEN
@given(SEEDS)
def test_every_worked_minute_is_in_exactly_one_class_of_pay(seed: int) -> None:
    pay = paid(random_week(seed))
    for day in pay.days:
        owed = day.plan.kiky is not None and day.plan.kiky.accounted == "obligation"
        worked = day.result.worked + (day.result.kiky if owed else 0)
        assert sum(by_class([day]).values()) == worked if day.result.status == "done" else not day.pieces
        placed = [(piece.start, piece.end) for piece in day.pieces if piece.placed]
        assert total(union(placed)) == total(placed)
    assert sum(line.minutes for line in pay.lines if not line.total) == pay.lines[-1].minutes
    assert pay.lines[-1].minutes == sum(by_class(pay.days).values())


@OFTEN
@given(SEEDS)
def test_nothing_counts_as_overtime_twice_and_only_ordered_minutes_are_it(seed: int) -> None:
    pay = paid(random_week(seed))
    for day in pay.days:
        assert day.minutes(*OVERTIME) == day.result.overtime50 + day.result.overtime100
        assert all(piece.ordered for piece in day.pieces if piece.pay in (*OVERTIME, *OVER_LINE, "additional"))
        over = day.minutes(*OVER_LINE)
        assert over + day.minutes("additional") >= day.result.additional
    for one in pay.tests:
        assert sum(day.minutes(*OVER_LINE) for day in one.days) == one.overtime <= max(0, one.total - one.line)
        assert sum(line.minutes for line in one.lines if not line.total) == one.lines[-1].minutes == one.overtime


@OFTEN
@given(SEEDS)
def test_splitting_a_span_changes_nothing_that_is_paid(seed: int) -> None:
    situation = random_week(seed)
    assert summary(paid(split(situation, seed))) == summary(paid(situation))


@OFTEN
@given(SEEDS)
def test_the_order_of_facts_and_of_recomputation_does_not_matter(seed: int) -> None:
    known = facts(random_week(seed))
    dice = Random(seed)
    shuffled = {name: list(getattr(known, name)) for name in ("entries", "absences", "marks", "orders")}
    for rows in shuffled.values():
        dice.shuffle(rows)
    whole = work_out(known)
    assert summary(work_out(replace(known, **{name: tuple(rows) for name, rows in shuffled.items()}))) == summary(whole)

    alone = replace(known, kiky_left=None)
    results = {day.plan.date: day.result for day in work_out(alone).days}
    some = dates(known.first, known.last)
    for date in dice.sample(some, 3):
        (one,) = work_out(replace(alone, first=date, last=date)).days
        assert one.result == results[date]


@OFTEN
@given(SEEDS, st.integers(min_value=1, max_value=12), st.sampled_from([300, 480, 600]))
def test_changing_a_contract_from_a_date_changes_no_earlier_day(seed: int, after: int, length: int) -> None:
    situation = random_week(seed)
    changed_from = next_date(situation["from"], after)
    old = situation.pop("contract")
    kept = [key for key in old if key not in ("day", "weekdays")]
    new = {**{key: old[key] for key in kept}, "day": length, "from": changed_from}
    before = paid({**situation, "contracts": [old]})
    changed = paid({**situation, "contracts": [{**old, "until": next_date(changed_from, -1)}, new]})

    earlier = [day for day in before.days if day.plan.date < changed_from]
    assert [day.result for day in changed.days if day.plan.date < changed_from] == [day.result for day in earlier]
    ended = [one for one in before.tests if one.last < changed_from]
    assert [one for one in changed.tests if one.last < changed_from] == ended


def test_the_properties_ran_as_often_as_the_mode_asks() -> None:
    assert OFTEN.max_examples >= CASES.wanted >= 300
    assert WEEKLY


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
