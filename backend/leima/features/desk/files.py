"""A list as a file: the rows that were asked for, in their order, with the columns that were chosen."""

from collections.abc import Sequence
from typing import Any

from leima.db.site import local_date
from leima.db.tx import Tx
from leima.features.desk.table import Asked, Cell, Column, List, choice, matching, rows_of
from leima.features.reports import plain
from leima.features.reports.files import file_name
from leima.features.reports.sheets import Workbook
from leima.web.errors import Invalid
from leima.web.words import say

_KINDS = {"choice": "text", "instant": "date"}


def as_file(tx: Tx, lst: List, want: Asked, columns: Sequence[str], form: str, lang: str) -> tuple[bytes, str]:
    """The file's bytes and its name. Text that would run as a formula is made harmless."""
    by_key = {column.key: column for column in (*lst.columns, *lst.unseen)}
    if not set(columns) <= set(by_key):
        raise Invalid("malformed")
    chosen = [by_key[key] for key in columns] or [column for column in lst.columns if column.chosen]
    rows = rows_of(lst, matching(lst, want), [column.key for column in chosen])
    heads = [
        {"key": one.key, "kind": _KINDS.get(one.kind, one.kind), "title": lst.title(one, lang), "adds_up": True}
        for one in chosen
    ]
    cells = [{one.key: _written(tx, one, row.get(one.key), lang) for one in chosen} for row in rows]
    named = say(lang, f"table.{lst.name}")
    name = file_name(named, local_date(tx, tx.now), ending=form)
    return (_csv(heads, cells, lang) if form == "csv" else _workbook(named, heads, cells, lang)), name


def _written(tx: Tx, column: Column, value: Cell, lang: str) -> Cell:
    if value is None or value == "":
        return None
    if column.kind == "instant" and isinstance(value, int):
        return local_date(tx, value)
    return choice(column, str(value), lang) if column.kind == "choice" else value


def _csv(heads: Sequence[Any], cells: Sequence[Any], lang: str) -> bytes:
    told = [plain.titles(heads, lang), *plain.table(heads, [cells], lang)]
    return (plain.BOM + plain.lines(told, lang)).encode()


def _workbook(named: str, heads: Sequence[Any], cells: Sequence[Any], lang: str) -> bytes:
    book = Workbook(lang, large=True)
    sheet = book.sheet(named)
    book.head_row(sheet, 0, heads)
    for at, row in enumerate(cells, start=1):
        book.row(sheet, at, heads, row, False)
    return book.done()
