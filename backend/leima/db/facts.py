"""What features know of a person's dates: each in rows of its own class, and one statement brings them all.

A feature declares a `Fact`: the class of its rows, where they come from and which dates they are about. The statement
is put together from all of them; which column of it holds which field, nobody else sees.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from types import UnionType
from typing import Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from leima.db.tx import Query, Tx
from leima.rules.terms import Absence, Mark, Order

F = TypeVar("F", bound=tuple[Any, ...])
TYPES = {str: "TEXT", int: "BIGINT", bool: "BOOLEAN"}
"""What a column of each kind is called where a row has none."""


@dataclass(frozen=True, eq=False)
class Fact(Generic[F]):
    """One kind of row that a feature keeps about people's dates."""

    row: type[F]
    """A `NamedTuple` whose fields are columns of the table, of str, int or bool. Rows come in the order of
    the first."""
    source: str
    """The table and its WHERE. It may ask for `:org`, `:person`; `:first` and `:last`, the dates that are read; `:eve`
    and `:morrow`, those before and after them; `:monday` and `:sunday`, the ends of the weeks or work periods that
    their overtime is tested with."""
    dates: Callable[[F], tuple[str, str]]
    """The first and last date that a row is about."""
    value: Callable[[F, str], Absence | Mark | Order | None] = lambda row, date: None
    """What a row says of a date to the rules: the day counts with it. None says nothing to them."""

    @property
    def select(self) -> str:
        """The statement that returns the rows of this fact alone."""
        return f"SELECT {', '.join(_fields(self.row))} FROM {self.source}"


class FactsRead:
    """Rows by the fact that they are of."""

    def __init__(self, rows: dict[Fact[Any], list[Any]]) -> None:
        self._rows = rows

    def of(self, fact: Fact[F]) -> Sequence[F]:
        """The rows of one fact, in order."""
        return self._rows.get(fact, ())

    def __iter__(self) -> Iterator[tuple[Fact[Any], list[Any]]]:
        return iter(self._rows.items())

    def __bool__(self) -> bool:
        return bool(self._rows)


NO_FACTS = FactsRead({})


class _Place(NamedTuple):
    """Where a fact's row lies in a row of the statement."""

    fact: Fact[Any]
    take: Callable[[Any], tuple[Any, ...]]


class FactReader:
    """Reads every fact of a person over some dates, in one statement however many facts there are."""

    def __init__(self, facts: Sequence[Fact[Any]]) -> None:
        self.facts = tuple(facts)
        most = {kind: max(_kinds(fact.row).count(kind) for fact in facts) for kind in TYPES}
        slots = [(f"{kind.__name__}_{n}", kind) for kind in TYPES for n in range(most[kind])]
        self.row: Any = NamedTuple("Packed", [("fact", int), *((name, kind | None) for name, kind in slots)])  # type: ignore[misc]
        self.sql = " UNION ALL ".join(_arm(n, fact, slots) for n, fact in enumerate(facts))
        self._places = [_Place(fact, _taker(fact, slots)) for fact in facts]

    def query(self, tx: Tx, **asked: Any) -> Query[Any]:
        """The statement with what `Fact.source` names, to be asked together with others; see `taken`."""
        return tx.query(self.row, self.sql, **asked)

    def taken(self, rows: Sequence[Any]) -> FactsRead:
        """The rows of every fact, from what the statement brought."""
        found: defaultdict[Fact[Any], list[Any]] = defaultdict(list)
        for packed in rows:
            fact, take = self._places[packed[0]]
            found[fact].append(fact.row._make(take(packed)))
        for some in found.values():
            some.sort(key=itemgetter(0))
        return FactsRead(found)

    def read(self, tx: Tx, **bounds: str) -> FactsRead:
        """The rows of every fact; `bounds` are the parameters that `Fact.source` names, but for the organisation."""
        return self.taken(tx.all(self.query(tx, org=tx.org, **bounds)))


def _fields(row: type[Any]) -> tuple[str, ...]:
    fields: tuple[str, ...] = row._fields
    return fields


def _kinds(row: type[Any]) -> list[type]:
    """The kind of each field; None beside it is left out."""
    hints = get_type_hints(row)
    return [_kind(hints[name]) for name in _fields(row)]


def _kind(hint: Any) -> type:
    if get_origin(hint) in (Union, UnionType):
        hint = next(one for one in get_args(hint) if one is not type(None))
    if hint not in TYPES:
        raise TypeError(f"a fact has fields of str, int and bool, not of {hint}")
    kind: type = hint
    return kind


def _slots_of(fact: Fact[Any], slots: Sequence[tuple[str, type]]) -> list[int]:
    """The place among the slots that each field gets: the next free one of its kind."""
    free = {kind: iter([n for n, (_, of) in enumerate(slots) if of is kind]) for kind in TYPES}
    return [next(free[kind]) for kind in _kinds(fact.row)]


def _arm(number: int, fact: Fact[Any], slots: Sequence[tuple[str, type]]) -> str:
    held = dict(zip(_slots_of(fact, slots), _fields(fact.row), strict=True))
    columns = [
        f"{held[n] if n in held else f'CAST(NULL AS {TYPES[kind]})'} AS {name}" for n, (name, kind) in enumerate(slots)
    ]
    return f"SELECT {number} AS fact, {', '.join(columns)} FROM {fact.source}"


def _taker(fact: Fact[Any], slots: Sequence[tuple[str, type]]) -> Callable[[Any], tuple[Any, ...]]:
    places = [n + 1 for n in _slots_of(fact, slots)]
    if len(places) == 1:
        return lambda packed: (packed[places[0]],)
    return itemgetter(*places)
