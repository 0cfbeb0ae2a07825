"""Of a small group nothing is told, and nothing from which it could be worked out."""

from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from leima.features.leading.hiding import LEAST, hidden

SIZES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 14), max_size=8)


@given(SIZES)
@settings(max_examples=400, deadline=None)
def test_what_is_hidden_together_is_a_group_large_enough_or_all_of_it_is_hidden(sizes: dict[str, int]) -> None:
    gone, total = hidden(sizes)
    assert {group for group, size in sizes.items() if size < LEAST} <= gone
    if total:
        assert gone == set(sizes)
    elif gone:
        assert len(gone) > 1 and sum(sizes[one] for one in gone) >= LEAST


@given(SIZES)
@settings(max_examples=400, deadline=None)
def test_no_difference_of_what_is_told_is_a_group_too_small(sizes: dict[str, int]) -> None:
    gone, total = hidden(sizes)
    shown = [group for group in sizes if group not in gone]
    for some in chain.from_iterable(combinations(shown, n) for n in range(len(shown) + 1)):
        left = [group for group in sizes if group not in some]
        unknown = sum(sizes[one] for one in left if one in gone)
        if not total and any(one in gone for one in left):
            assert unknown >= LEAST and sum(one in gone for one in left) > 1


def test_the_next_smallest_group_is_hidden_beside_a_small_one() -> None:
    assert hidden({"a": 3, "b": 6, "c": 20}) == ({"a", "b"}, False)
    assert hidden({"a": 2, "b": 3, "c": 20}) == ({"a", "b"}, False)
    assert hidden({"a": 1, "b": 2, "c": 9, "d": 20}) == ({"a", "b", "c"}, False)
    assert hidden({"a": 4, "b": 20}) == ({"a", "b"}, True)
    assert hidden({"a": 9}) == (frozenset(), False)
    assert hidden({"a": 4}) == ({"a"}, True)
    assert hidden({}) == (frozenset(), True)
