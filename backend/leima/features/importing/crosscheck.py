"""Rows against each other and against what is stored: doubles, and agreements that stand on nothing."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

from leima.features.agreements.parsing.shapes import Problem
from leima.features.importing.file import Keyed
from leima.features.importing.shapes import Bundle

K = TypeVar("K", bound=Keyed)


def drop(bundle: Bundle, kind: str, problems: Iterable[Problem]) -> bool:
    """Notes the problems of one row; True when it had any and is refused."""
    found = list(problems)
    if found:
        bundle.problems += found
        bundle.refused[kind] = bundle.refused.get(kind, 0) + 1
    return bool(found)


def drop_doubles(bundle: Bundle) -> None:
    """Refuses each row whose key, or a person's email, stood in the file before."""
    bundle.agreements = _firsts(bundle, "agreements", bundle.agreements, "key", lambda row: row.key)
    bundle.teams = _firsts(bundle, "teams", bundle.teams, "key", lambda row: row.key)
    bundle.work_types = _firsts(bundle, "work_types", bundle.work_types, "key", lambda row: row.key)
    bundle.cost_centres = _firsts(bundle, "cost_centres", bundle.cost_centres, "code", lambda row: row.key)
    bundle.people = _firsts(bundle, "people", bundle.people, "email", lambda row: row.email)
    bundle.people = _firsts(bundle, "people", bundle.people, "key", lambda row: row.key)
    number = "external_id"
    bundle.people = _firsts(bundle, "people", bundle.people, number, lambda row: row.external_id or row.place)


def _firsts(bundle: Bundle, kind: str, rows: Sequence[K], field: str, of: Callable[[K], str]) -> list[K]:
    seen: dict[str, str] = {}
    kept: list[K] = []
    for row in rows:
        value = of(row)
        before = seen.setdefault(value.casefold(), row.place)
        twice = [Problem(row.place, field, "twice", {"value": value, "first": before})]
        if not drop(bundle, kind, twice if before != row.place else []):
            kept.append(row)
    return kept


def check_bases(bundle: Bundle, stored: Collection[str]) -> None:
    """Refuses agreements that stand on nothing: on one that is nowhere, that was refused, or on each other."""
    standing = set(stored) - {row.key for row in bundle.agreements}
    waiting, kept = list(bundle.agreements), []
    while ready := [row for row in waiting if row.base is None or row.base in standing]:
        kept += ready
        standing |= {row.key for row in ready}
        waiting = [row for row in waiting if row.key not in standing]
    for row in waiting:
        drop(bundle, "agreements", [Problem(row.place, "base", "unknown_agreement", {"value": row.base or ""})])
    bundle.agreements = kept
