"""How rows look to a device: by id for the log, in pages for a snapshot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, TypeVar

from leima.db.rows import table_of
from leima.db.tx import Query, Tx

SHOWN = 400 * 24 * 3_600_000
"""Milliseconds of history that a device gets: thirteen months. `:low` in `standing` is where they begin."""

Rendered = tuple[int, bool, Any]
"""An entity's current version, whether it is deleted, and its data for the wire."""


class Versioned(Protocol):
    """A row that devices may pull."""

    @property
    def id(self) -> str: ...
    @property
    def version(self) -> int: ...


V = TypeVar("V", bound=Versioned)


ByIds = Callable[[Tx, Sequence[str]], "Looked | Mapping[str, Rendered]"]
"""(tx, ids): the rows that the actor may see, or the look that finds them, which is then asked with others."""
Told = Callable[[list[Any]], Mapping[str, Rendered]]


class Looked(NamedTuple):
    """A look at rows by their ids: the query, and what its rows tell."""

    query: Query[Any]
    told: Told


@dataclass(frozen=True, eq=False)
class View:
    """How devices see one type of row: by id for the log, in pages for a snapshot."""

    type: str
    shape: Any
    """The Struct that describes its data."""
    by_ids: "ByIds"
    snapshot: Callable[[Tx, str, int], Sequence[tuple[str, Rendered]]]
    """(tx, after id, limit): the actor's rows in id order."""


Found = dict[View, "Looked | Mapping[str, Rendered]"]
"""What the views tell of some ids, or will."""


def begin_to_look(tx: Tx, wanted: Mapping[View, Sequence[str]]) -> Found:
    """Begins to look for what each view shows of some ids."""
    found: Found = {view: view.by_ids(tx, ids) for view, ids in wanted.items()}
    tx.ask_ahead(lambda tx: [look.query for look in found.values() if isinstance(look, Looked)], start=True)
    return found


def look_up(tx: Tx, found: Found) -> dict[View, Mapping[str, Rendered]]:
    """What each view shows."""
    looks = {view: look for view, look in found.items() if isinstance(look, Looked)}
    answers = tx.together(*[look.query for look in looks.values()])
    told = {view: look.told(rows) for (view, look), rows in zip(looks.items(), answers, strict=True)}
    return {view: told[view] if isinstance(look, Looked) else look for view, look in found.items()}


def person_name(tx: Tx, person: str | None) -> str | None:
    """The name to show beside what somebody did, or a key."""
    names = tx.cache.names
    if person not in names:
        sql = (
            "SELECT name FROM person WHERE org=:org AND id=:id"
            " UNION ALL SELECT name FROM api_key WHERE org=:org AND id=:id"
        )
        names[person] = tx.value(str, sql, org=tx.org, id=person) if person else None
    return names[person]


Scope = Callable[[Tx], tuple[str, dict[str, Any]]]
"""A condition and its parameters."""


@lru_cache(maxsize=256)
def named_rows(table: Any, where: str) -> str:
    """SQL for the rows of a table among `:ids` that `where` lets through; `where` is asked of those alone, as `t`.

    SQLite would rather read a person's whole life and look for the ids in it.
    """
    named = f"SELECT * FROM {table_of(table)[0]} WHERE org=:org AND id IN :ids"
    return f"WITH named AS MATERIALIZED ({named}) SELECT * FROM named t WHERE {where}"


def rows_view(
    type: str,
    table: type[V],
    data: Callable[[Tx, V], Any],
    shape: Any,
    *,
    seen_by: Scope,
    standing: str = "TRUE",
    tombstones: bool = False,
) -> View:
    """The view of a table whose rows have `org`, `id` and `version`.

    `seen_by` says whose rows, called `t`, the actor may see, at every look; a snapshot holds those that are `standing`.
    With `tombstones` a deleted row keeps its data: it can be brought back.
    """

    def rendered(tx: Tx, row: V) -> Rendered:
        deleted = bool(getattr(row, "deleted", False))
        return row.version, deleted, data(tx, row) if tombstones or not deleted else None

    def by_ids(tx: Tx, ids: Sequence[str]) -> Looked:
        where, params = seen_by(tx)
        query = tx.query(table, named_rows(table, where), org=tx.org, ids=list(ids), **params)
        return Looked(query, lambda rows: {row.id: rendered(tx, row) for row in rows})

    def snapshot(tx: Tx, after: str, limit: int) -> list[tuple[str, Rendered]]:
        where, params = seen_by(tx)
        rows = tx.rows(
            table,
            f"SELECT * FROM {table_of(table)[0]} t WHERE org=:org AND id > :after AND {where} AND {standing}"
            " ORDER BY id LIMIT :limit",
            org=tx.org,
            after=after,
            limit=limit,
            low=tx.now - SHOWN,
            **params,
        )
        return [(row.id, rendered(tx, row)) for row in rows]

    return View(type, shape, by_ids, snapshot)


def own_rows(tx: Tx) -> tuple[str, dict[str, Any]]:
    """The scope of what is one's own alone."""
    return "person=:person", own(tx)


def own(tx: Tx) -> dict[str, Any]:
    """The asking person, as a query's parameter."""
    return {"person": tx.actor.person if tx.actor else ""}
