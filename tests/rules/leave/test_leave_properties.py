"""What holds for every leave and every earning year."""

from dataclasses import replace
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from leima.rules.leave.counting import DAY, LeaveDay, by_date, counted, used
from leima.rules.leave.earning import earn, total
from leima.rules.leave.holdings import Holding, is_earned, last_day, take
from leima.rules.leave.leave import Leave, work_out
from leima.rules.leave.rules import rules_on
from leima.rules.zone import next_date, weekday
from tests.rules.leave.asking import CALENDAR, rules
from tests.rules.leave.random_leaves import random_dated, random_holdings, random_leave, random_year
from tests.rules.paid_weeks import CASES, OFTEN, SEEDS

NAMED = by_date(CALENDAR)
LENGTHS = st.integers(min_value=0, max_value=60)
tried: dict[str, int] = {}


def count(name: str) -> None:
    tried[name] = tried.get(name, 0) + 1


def loose_in(days: list[LeaveDay], before: int, every: int) -> int:
    """Loose days used by now, when each counted day from Monday to Friday is loose."""
    return before + sum(day.uses > 0 and weekday(day.date) < 5 for day in days) if every else before


@OFTEN
@given(SEEDS, LENGTHS, LENGTHS)
def test_a_longer_leave_never_takes_fewer_days(seed: int, length: int, more: int) -> None:
    dice = Random(seed)
    dated, start = random_dated(dice), next_date("2026-03-25", dice.randrange(400))
    before = dice.randrange(5)
    short, long = (
        used(counted(start, next_date(start, days), dated, NAMED, before)) for days in (length, length + more)
    )
    count("longer")
    assert short <= long


@OFTEN
@given(SEEDS, LENGTHS, LENGTHS)
def test_a_leave_in_two_parts_takes_as_many_days_as_in_one(seed: int, length: int, more: int) -> None:
    """The exception: where days are counted to Saturday and loose days take a Saturday too, a week that is
    cut before its Saturday has loose days that the whole week has not."""
    dice = Random(seed)
    dated, start = random_dated(dice), next_date("2026-03-25", dice.randrange(400))
    dated = [one if 5 not in one.weekdays else replace(one, saturday_every=0) for one in dated]
    every = {one.saturday_every for one in dated}
    if len(every) > 1:
        dated = [replace(one, saturday_every=0) for one in dated]
    middle, last = next_date(start, length), next_date(start, length + 1 + more)
    whole = used(counted(start, last, dated, NAMED))
    one = counted(start, middle, dated, NAMED)
    two = counted(next_date(middle), last, dated, NAMED, loose_in(one, 0, dated[0].saturday_every))
    count("split")
    assert used(one) + used(two) == whole


@OFTEN
@given(SEEDS)
def test_no_day_comes_from_a_later_year_while_an_earlier_one_has_any(seed: int) -> None:
    dice = Random(seed)
    leave, dated = random_leave(dice), random_dated(dice)
    worked = work_out(replace(leave, on=None), dated, CALENDAR)
    left = {(one.earning_year, one.saved): one.days for one in leave.holdings}
    for move in worked.moves:
        for (year, saved), days in left.items():
            if move.is_ == "used" and (year, saved) < (move.earning_year, move.saved):
                assert days == 0, (move, year, saved)
        left[move.earning_year, move.saved] -= move.days
    count("first in, first out")
    assert left == {(one.earning_year, one.saved): one.days for one in worked.left}
    assert all(days >= 0 for days in left.values())
    assert sum(one.days for one in worked.by_year) + worked.short == worked.used


@OFTEN
@given(SEEDS)
def test_a_balance_that_is_looked_back_at_is_what_it_was_with_the_moves_until_then(seed: int) -> None:
    dice = Random(seed)
    leave, dated = random_leave(dice), random_dated(dice)
    end = work_out(replace(leave, on="2028-12-31"), dated, CALENDAR)
    date = next_date(leave.first, dice.randrange(-60, 500))
    then = work_out(replace(leave, on=date), dated, CALENDAR)
    count("look back")
    assert list(then.moves) == [move for move in end.moves if move.date <= date]


@OFTEN
@given(SEEDS)
def test_nothing_is_used_after_its_last_day_and_nothing_saved_lapses(seed: int) -> None:
    dice = Random(seed)
    holdings, dated = random_holdings(dice), random_dated(dice)[:1]
    days = [day for day in counted("2026-01-02", "2026-02-20", dated, NAMED) if day.uses]
    taken = take(holdings, days, dated, "2028-12-31")
    lasts = {one.earning_year: last_day(replace(one, saved=False), dated[0]) for one in holdings}
    count("lapse")
    for move in taken.moves:
        last = lasts[move.earning_year]
        if dated[0].lapses and last is not None and not move.saved:
            assert (move.date > last) is (move.is_ == "lapsed")
        assert not (move.saved and move.is_ == "lapsed")


@OFTEN
@given(SEEDS)
def test_what_the_months_earn_adds_up_to_the_year_and_grows_month_by_month(seed: int) -> None:
    dice = Random(seed)
    employments, done, year = random_year(dice)
    dated = rules()
    earned = earn(employments, done, year, dated)
    count("accrual")
    assert sum(month.days for month in earned.by_month) + earned.rounded == earned.days
    assert 0 <= earned.rounded < 1
    assert sum(month.earns for month in earned.by_month) == earned.full_months
    assert earned.days == total(earned.full_months, earned.rate) and earned.summer + earned.winter == earned.days
    assert earned.days + earned.extra <= max(earned.days, rules_on(dated, f"{year}-03-31").fill_up)
    live = [earn(employments, done, year, dated, as_of=f"{month.month}-28") for month in earned.by_month]
    so_far = [one.days for one in live]
    assert all(before <= after for before, after in pairwise(so_far))
    assert so_far[-1] <= earned.days


@OFTEN
@given(SEEDS)
def test_more_days_at_work_never_earn_less(seed: int) -> None:
    dice = Random(seed)
    employments, done, year = random_year(dice)
    more = [replace(one, days=one.days + 1, minutes=one.minutes + 300) for one in done]
    few, many = (earn(employments, months, year, rules()) for months in (done, more))
    count("more work")
    assert few.days <= many.days and few.full_months <= many.full_months


@OFTEN
@given(SEEDS)
def test_illness_never_makes_a_leave_use_more_and_moves_no_waiting_day(seed: int) -> None:
    dice = Random(seed)
    leave, dated = random_leave(dice), random_dated(dice)
    ill, well = (work_out(replace(leave, sick=sick), dated, CALENDAR) for sick in (leave.sick, ()))
    count("illness")
    assert ill.used + ill.moved == well.used
    waited = sum(day.rule == "leave_waiting" for day in ill.days)
    assert waited <= ill.waiting_days
    assert all(day.uses for day in ill.days if day.rule == "leave_waiting")


def test_as_many_leaves_and_years_were_tried_as_the_size_asks() -> None:
    assert len(tried) == 8
    for done in tried.values():
        CASES.reached(done)


def test_a_leave_of_a_year_that_has_not_ended_is_in_advance() -> None:
    assert not is_earned(2027, "2027-03-31") and is_earned(2027, "2027-04-01")
    held = (Holding(2027, 10 * DAY),)
    for first, kinds in (("2027-03-31", ["leave_in_advance"]), ("2027-04-01", [])):
        worked = work_out(Leave(first, first, holdings=held), rules(), CALENDAR)
        assert [one.kind for one in worked.findings] == kinds
