"""Small files that become large: each is refused by a sentence, within its limits, and nobody else waits."""

import resource
from collections.abc import Callable

import pytest

from leima.world.files.apart import Limits, read_apart
from leima.world.files.refused import Refused
from tests.sizes import size
from tests.uploads import readers
from tests.uploads.bombs import BOMBS, long_row, many_rows, names, sheet, styles

REFUSALS = {
    **dict.fromkeys(("styles", "nesting", "names", "strings", "merged", "long_tag"), "sheet_part_too_large"),
    "long_row": "sheet_row_too_long",
    "many_rows": "sheet_part_too_large",
    "parts": "sheet_too_many_parts",
    "unpacked": "sheet_part_too_large",
    "text_columns": "sheet_row_too_long",
    "open_quote": "sheet_quotes",
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_is_refused_by_name_within_its_limits(kind: str) -> None:
    scale = size("bomb_per_cent")
    make, full = BOMBS[kind]
    content = make(full * scale.wanted // 100)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with pytest.raises(Refused) as refused:
        read_apart(readers.rows, kind, content, int, Limits(seconds=60.0))
    assert refused.value.code == REFUSALS[kind]
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < Limits().seconds / 2
    scale.reached(scale.wanted)


@pytest.mark.parametrize(("make", "fits"), [(long_row, 1_900), (many_rows, 1_000), (styles, 50_000), (names, 3_000)])
def test_what_a_large_sheet_really_holds_is_read(make: Callable[[int], bytes], fits: int) -> None:
    assert readers.rows("a.xlsx", make(fits)) >= 1


def test_a_sheet_with_a_value_in_the_last_row_that_there_is_is_read_within_the_limits() -> None:
    assert read_apart(readers.numbers, "a.xlsx", many_rows(1_000), list[int]) == [1_048_576]


def test_a_row_with_a_value_far_to_the_right_is_named() -> None:
    cells = '<row r="7"><c r="A7"><v>1</v></c><c r="XFD7"><v>1</v></c></row>'
    with pytest.raises(Refused) as refused:
        readers.rows("a.xlsx", sheet(cells))
    assert (refused.value.code, refused.value.params["row"]) == ("sheet_row_too_long", 7)
    assert readers.rows("a.xlsx", sheet(cells.replace('<c r="XFD7"><v>1</v></c>', '<c r="XFD7"/>'))) == 1
