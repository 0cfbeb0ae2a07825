"""What holds however often a week is worked out again: in any order the same, and no change reaches an earlier day."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from leima.rules.pay.work import dates, work_out
from leima.rules.zone import next_date
from tests.rules.paid_weeks import OFTEN, SEEDS, facts, paid, summary
from tests.rules.random_weeks import random_week


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
