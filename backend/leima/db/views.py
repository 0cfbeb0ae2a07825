"""How rows look to a device: by id for the log, in pages for a snapshot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leima.db.tx import Row, Tx

SHOWN = 400 * 24 * 3_600_000
"""Milliseconds of history that a device gets: thirteen months. `:low` in `standing` is where they begin."""

Rendered = tuple[int, bool, Any]
"""An entity's current version, whether it is deleted, and its data for the wire."""


@dataclass(frozen=True)
class View:
    """How devices see one type of row: by id for the log, in pages for a snapshot."""

    type: str
    by_ids: Callable[[Tx, Sequence[str]], Mapping[str, Rendered]]
    snapshot: Callable[[Tx, str, int], Sequence[tuple[str, Rendered]]]
    """(tx, after id, limit): the actor's rows in id order."""


def person_name(tx: Tx, person: str | None) -> str | None:
    """The name to show beside what somebody did."""
    key = ("name", person)
    if key not in tx.memo:
        row = tx.one("SELECT name FROM person WHERE org=:org AND id=:id", org=tx.org, id=person) if person else None
        tx.memo[key] = row.name if row else None
    found: str | None = tx.memo[key]
    return found


Scope = Callable[[Tx], tuple[str, dict[str, Any]]]
"""A condition and its parameters."""


def named_rows(table: str, where: str) -> str:
    """SQL for the rows of a table among `:ids` that `where` lets through; `where` is asked of those alone, as `t`.

    SQLite would rather read a person's whole life and look for the ids in it.
    """
    named = f"SELECT * FROM {table} WHERE org=:org AND id IN :ids"
    return f"WITH named AS MATERIALIZED ({named}) SELECT * FROM named t WHERE {where}"


def rows_view(
    type: str,
    table: str,
    data: Callable[[Tx, Row], Any],
    *,
    seen_by: Scope,
    standing: str = "TRUE",
    tombstones: bool = False,
) -> View:
    """The view of a table whose rows have `org`, `id` and `version`.

    `seen_by` says whose rows, called `t`, the actor may see, at every look; a snapshot holds those that are `standing`.
    With `tombstones` a deleted row keeps its data: it can be brought back.
    """

    def rendered(tx: Tx, row: Row) -> Rendered:
        deleted = bool(getattr(row, "deleted", False))
        return int(row.version), deleted, data(tx, row) if tombstones or not deleted else None

    def by_ids(tx: Tx, ids: Sequence[str]) -> Mapping[str, Rendered]:
        where, params = seen_by(tx)
        sql = named_rows(table, where)
        rows = tx.rows(sql, **{"org": tx.org, "ids": list(ids), **params})
        return {row.id: rendered(tx, row) for row in rows}

    def snapshot(tx: Tx, after: str, limit: int) -> list[tuple[str, Rendered]]:
        where, params = seen_by(tx)
        rows = tx.rows(
            f"SELECT * FROM {table} t WHERE org=:org AND id > :after AND {where} AND {standing}"
            " ORDER BY id LIMIT :limit",
            **{"org": tx.org, "after": after, "limit": limit, "low": tx.now - SHOWN, **params},
        )
        return [(row.id, rendered(tx, row)) for row in rows]

    return View(type, by_ids, snapshot)


def own_rows(tx: Tx) -> tuple[str, dict[str, Any]]:
    """The scope of what is one's own alone."""
    return "person=:person", own(tx)


def own(tx: Tx) -> dict[str, Any]:
    """The asking person, as a query's parameter."""
    return {"person": tx.actor.person if tx.actor else ""}
