"""What a query returns: rows of the class that the query names.

A row class is a table of `db/tables`, where the query selects the whole table, or a `NamedTuple`, whose fields are the
statement's columns in their order. Either way a row is an immutable tuple with the columns as attributes: a row of a
table is read like an instance of the table, and nothing can be set on it.
"""

from collections import namedtuple
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from sqlmodel import SQLModel

R = TypeVar("R")
Make = Callable[[Sequence[Any]], Any]
_MOST = 2048
"""Statements whose makers are kept."""


class WrongColumns(TypeError):
    """A statement selects other columns than its row class names."""


@lru_cache(maxsize=2048)
def maker(row: type[object], columns: tuple[str, ...], dialect: str) -> Make:
    """Makes a row of the class from a database's tuple; raises WrongColumns when the columns do not fit.

    SQLite has no type for truth: where the class says `bool`, its 0 and 1 become False and True.
    """
    made: Any = row
    if issubclass(row, SQLModel):
        wanted, made = sorted(row.model_fields), namedtuple(row.__name__, columns)
        fits = sorted(columns) == wanted
    else:
        wanted = list(made._fields)
        fits = list(columns) == wanted
    if not fits:
        raise WrongColumns(f"{row.__name__} has the columns {wanted}, the statement selects {list(columns)}")
    hints = get_type_hints(row)
    truths = [n for n, name in enumerate(columns) if _is_truth(hints[name])] if dialect == "sqlite" else []
    make: Make = partial(tuple.__new__, made)
    return _with_truths(make, truths) if truths else make


def _is_truth(hint: Any) -> bool:
    return hint is bool or (get_origin(hint) in (Union, UnionType) and bool in get_args(hint))


def _with_truths(make: Make, truths: list[int]) -> Make:
    def made(found: Sequence[Any]) -> Any:
        values = list(found)
        for n in truths:
            values[n] = None if (value := values[n]) is None else value != 0
        return make(values)

    return made


class Makers:
    """The makers of the statements that a store has been asked. A statement has always the same columns: they are
    looked at when it is first asked."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, str], Make] = {}

    def of(self, row: Any, sql: str, columns: Callable[[], tuple[str, ...]], dialect: str) -> Make:
        """Makes rows of the class from what the statement brings."""
        make = self._known.get((row, sql))
        if make is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            make = self._known[row, sql] = maker(row, columns(), dialect)
        return make


@lru_cache(maxsize=512)
def table_of(row: type[Any]) -> tuple[str, tuple[str, ...]]:
    """The name and the columns of a table."""
    return str(row.__tablename__), tuple(row.model_fields)
