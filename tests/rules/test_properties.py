"""What holds for every day, whatever anybody pressed."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from leima.rules.day import day
from leima.rules.kiky import year_share, year_total
from leima.rules.terms import DayPlan, DayResult, Entry, Punch
from leima.rules.zone import next_date
from tests.rules.cases import work_out
from tests.rules.random_days import random_case

SEEDS = st.integers(min_value=0, max_value=2**31)
OFTEN = settings(max_examples=200, deadline=None)


def facts(seed: int) -> tuple[DayPlan, list[Punch], list[Entry], int, bool, DayResult]:
    case = random_case(seed)
    plan, _ = work_out(case)
    punches = [Punch.from_json(row) for row in case["punches"]]
    entries = [Entry.from_json(row) for row in case["entries"]]
    result = day(plan, punches, entries, case["as_of"], case["live"])
    return plan, punches, entries, case["as_of"], case["live"], result


@OFTEN
@given(SEEDS)
def test_lines_without_total_add_up_to_the_last_line_and_that_is_the_flex(seed: int) -> None:
    plan, _, _, _, _, result = facts(seed)
    if result.status == "none":
        assert result.lines == () and result.flex == 0
        return
    *parts, last = result.lines
    assert last.total and not any(line.total for line in parts)
    assert sum(line.minutes for line in parts) == last.minutes
    if plan.flex is not None:
        assert last.minutes == result.flex
    elif result.status != "pending":
        assert (last.minutes, result.flex) == (result.worked, 0)


@OFTEN
@given(SEEDS)
def test_every_minute_of_presence_is_ordinary_work_kiky_or_break_and_none_is_lost(seed: int) -> None:
    plan, punches, entries, as_of, live, _ = facts(seed)
    scheme = plan.kiky
    bare = replace(plan, kiky=None if scheme is None or scheme.accounted == "contract" else replace(scheme, marks=()))
    result = day(bare, punches, entries, as_of, live)

    assert result.presence == result.worked + result.breaks + result.kiky
    assert min(result.worked, result.breaks, result.kiky, result.unapproved) >= 0


@OFTEN
@given(SEEDS)
def test_flex_is_work_less_the_target_less_what_waits_for_approval_or_was_ordered_beyond_it(seed: int) -> None:
    plan, _, _, _, _, result = facts(seed)
    if plan.flex is not None and result.status in ("open", "done"):
        beyond = result.additional + result.overtime50 + result.overtime100
        assert result.flex == result.worked - result.target - result.unapproved - beyond
    if result.status == "pending":
        assert (result.flex, result.kiky, result.unapproved) == (0, 0, 0)


@OFTEN
@given(SEEDS)
def test_the_order_in_which_punches_and_entries_are_given_changes_nothing(seed: int) -> None:
    plan, punches, entries, as_of, live, result = facts(seed)
    dice = Random(seed)
    dice.shuffle(punches)
    dice.shuffle(entries)

    assert day(plan, punches, entries, as_of, live) == result


@OFTEN
@given(SEEDS, st.integers(min_value=0, max_value=2**31))
def test_splitting_a_typed_span_in_two_changes_no_minute(seed: int, where: int) -> None:
    plan, punches, entries, as_of, live, _ = facts(seed)
    typed = [one for one in entries if one.source == "typed" and one.end is not None and not one.overrides]
    if not typed:
        start = plan.start + 480
        typed = [Entry("5" * 8, None, start, start + 300)]
        entries.append(typed[0])
    whole = typed[0]
    assert whole.end is not None
    middle = whole.start + where % max(1, whole.end - whole.start)
    halves = [replace(whole, end=middle), replace(whole, id=whole.id + "b", start=middle)]
    parts = [one for one in entries if one is not whole] + halves

    assert _minutes(day(plan, punches, parts, as_of, live)) == _minutes(day(plan, punches, entries, as_of, live))


@OFTEN
@given(SEEDS)
def test_a_superseded_punch_changes_nothing(seed: int) -> None:
    plan, punches, entries, as_of, live, result = facts(seed)
    kept = [punch for punch in punches if not punch.superseded]

    assert day(plan, kept, entries, as_of, live) == result


@OFTEN
@given(SEEDS)
def test_kiky_never_takes_more_than_is_left(seed: int) -> None:
    plan, _, _, _, _, result = facts(seed)
    if plan.kiky is not None and plan.kiky.left is not None:
        assert 0 <= result.kiky <= max(0, plan.kiky.left)


@OFTEN
@given(st.sampled_from([1.0, 0.5, 0.6, 0.4866]), st.integers(min_value=0, max_value=363))
def test_splitting_the_year_on_any_date_leaves_the_same_kiky_obligation(share: float, days: int) -> None:
    split = next_date("2026-01-01", days)
    halves = [(1440, share, "2026-01-01", split), (1440, share, next_date(split), None)]

    assert year_total(2026, halves) == year_share(1440, share, 2026, "2026-01-01", None)


@OFTEN
@given(SEEDS)
def test_shapes_survive_their_json(seed: int) -> None:
    plan, _, _, _, _, result = facts(seed)

    assert DayPlan.from_json(plan.to_json()) == plan
    assert DayResult.from_json(result.to_json()) == result


def _minutes(result: DayResult) -> tuple[int, ...]:
    return (
        *(result.presence, result.breaks, result.worked, result.kiky, result.flex, result.unapproved),
        *(result.additional, result.overtime50, result.overtime100),
    )
