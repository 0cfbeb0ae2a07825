"""Rows against each other and against what is stored: doubles, references to nothing, contracts that overlap."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from leima.features.people.importing.file import Keyed
from leima.features.people.importing.shapes import (
    Bundle,
    ContractRow,
    PersonRow,
    Problem,
)

K = TypeVar("K", bound=Keyed)


@dataclass(frozen=True)
class Known:
    """What rows may refer to: the names and keys of teams and agreements, lower case, each with its id."""

    teams: Mapping[str, str]
    agreements: Mapping[str, str]


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


def check_people(bundle: Bundle, known: Known) -> None:
    """Refuses people with a fault; in the others, teams and agreements become ids."""
    kept = []
    for row in bundle.people:
        problems = [*_references(row, known), *_contracts(row), *_openings(row)]
        if not drop(bundle, "people", problems):
            kept.append(_with_ids(row, known))
    bundle.people = kept


def _references(row: PersonRow, known: Known) -> Iterable[Problem]:
    named = [("team", row.team)] if row.team else []
    named += [(f"supervises[{n}]", team) for n, team in enumerate(row.supervises)]
    for field, team in named:
        if team.casefold() not in known.teams:
            yield Problem(row.place, field, "unknown_team", {"value": team})
    if row.supervises and "supervisor" not in row.roles:
        yield Problem(row.place, "supervises", "supervises_without_role")
    for n, contract in enumerate(row.contracts):
        for field, value in (("agreement", contract.agreement), ("variant", contract.variant)):
            if value is not None and value.casefold() not in known.agreements:
                yield Problem(row.place, f"contracts[{n}].{field}", "unknown_agreement", {"value": value})


def _contracts(row: PersonRow) -> Iterable[Problem]:
    ordered = sorted(enumerate(row.contracts), key=lambda one: one[1].from_)
    for (_, earlier), (n, later) in pairwise(ordered):
        if earlier.until is None or earlier.until >= later.from_:
            params = {"start": later.from_, "other": earlier.from_, "end": earlier.until or "…"}
            yield Problem(row.place, f"contracts[{n}].from", "contracts_overlap", params)


def _openings(row: PersonRow) -> Iterable[Problem]:
    seen: set[tuple[str, int]] = set()
    for n, opening in enumerate(row.openings):
        which = (opening.account, opening.year)
        if which in seen:
            yield Problem(row.place, f"openings[{n}].account", "opening_twice", {"value": opening.account})
        seen.add(which)
        if opening.account == "flex" and not _has_flex(row.contracts):
            yield Problem(row.place, f"openings[{n}].account", "flex_without_flexitime")


def _has_flex(contracts: Sequence[ContractRow]) -> bool:
    """Only flexitime keeps a flex balance; an opening for nobody's account would never be seen."""
    return any(one.body["form"] in ("flexitime", "flexiwork") for one in contracts)


def _with_ids(row: PersonRow, known: Known) -> PersonRow:
    agreements = known.agreements
    return replace(
        row,
        team=known.teams[row.team.casefold()] if row.team else None,
        supervises=tuple(dict.fromkeys(known.teams[team.casefold()] for team in row.supervises)),
        contracts=tuple(
            replace(
                one,
                agreement=agreements[one.agreement.casefold()],
                variant=agreements[one.variant.casefold()] if one.variant else None,
            )
            for one in row.contracts
        ),
    )
