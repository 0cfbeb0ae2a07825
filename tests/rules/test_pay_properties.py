"""What holds for every week, whatever was worked and whoever ordered it: no minute is lost, none is paid twice."""

from hypothesis import given

from leima.rules.pay.classes import by_class
from leima.rules.pay.week import WEEKLY
from leima.rules.spans import total, union
from tests.rules.paid_weeks import CASES, OFTEN, SEEDS, paid, summary
from tests.rules.random_weeks import random_week, split

OVERTIME = ("overtime50", "overtime100")
OVER_LINE = ("weekly50", "weekly100", "period50", "period100")


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


def test_the_properties_ran_as_often_as_the_mode_asks() -> None:
    assert OFTEN.max_examples >= CASES.wanted >= 300
    assert WEEKLY
