"""What the organisation holds already, read once."""

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeVar

from leima.db.rows import table_of
from leima.db.tables.agreements import Agreement, Contract
from leima.db.tables.people import CostCentre, Organisation, Person, PersonRole, Site, Team, TeamMember, WorkType
from leima.db.tx import Tx
from leima.features.people.planned import values_to_come, waiting


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


class _Persons(Protocol):
    @property
    def person(self) -> str: ...


WithId = TypeVar("WithId", bound=_Identified)
WithPerson = TypeVar("WithPerson", bound=_Persons)


class Named(NamedTuple):
    """An organisation's id and name."""

    id: str
    name: str


@dataclass(frozen=True)
class Stored:
    """Rows by id; contracts, memberships and roles by person."""

    organisation: Organisation | None
    agreements: dict[str, Agreement]
    teams: dict[str, Team]
    work_types: dict[str, WorkType]
    cost_centres: dict[str, CostCentre]
    people: dict[str, Person]
    by_email: dict[str, str]
    by_number: dict[str, str]
    """By the number that the organisation's own register of people has for them."""
    roles: dict[str, set[str]]
    members: dict[str, list[TeamMember]]
    contracts: dict[str, list[Contract]]
    sites: dict[str, Site]
    gone: frozenset[str]
    """Who left, and was erased or has no name any more: no file brings them back by itself."""


def read_stored(tx: Tx, org: str) -> Stored:
    """Everything of an organisation that an import file can speak about, openings aside; people as they will be."""
    people = _by_id(tx, org, Person)
    roles: dict[str, set[str]] = defaultdict(set)
    for row in tx.rows(PersonRole, "SELECT * FROM person_role WHERE org=:org", org=org):
        roles[row.person].add(row.role)
    for id, values in values_to_come(waiting(tx)).items():
        roles[id] = set(values.get("roles", roles[id]))
        columns = {what: value for what, value in values.items() if what != "roles"}
        people[id] = Person(**{name: columns.get(name, getattr(people[id], name)) for name in Person.model_fields})
    return Stored(
        tx.one(Organisation, "SELECT * FROM organisation WHERE id=:org", org=org),
        _by_id(tx, org, Agreement),
        _by_id(tx, org, Team),
        _by_id(tx, org, WorkType),
        _by_id(tx, org, CostCentre),
        people,
        {row.email: id for id, row in people.items()},
        {row.external_id: id for id, row in people.items() if row.external_id},
        roles,
        _by_person(tx, org, TeamMember),
        _by_person(tx, org, Contract),
        _by_id(tx, org, Site),
        erased_people(tx, org),
    )


def erased_people(tx: Tx, org: str) -> frozenset[str]:
    """The people of an organisation who may not sign in, and were erased or have no name any more."""
    sql = (
        "SELECT p.id FROM person p WHERE p.org=:org AND NOT p.active AND (p.forgotten_at IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM erasure e WHERE e.org=p.org AND e.person=p.id))"
    )
    return frozenset(tx.values(str, sql, org=org))


def _by_id(tx: Tx, org: str, table: type[WithId]) -> dict[str, WithId]:
    return {row.id: row for row in tx.rows(table, f"SELECT * FROM {table_of(table)[0]} WHERE org=:org", org=org)}


def _by_person(tx: Tx, org: str, table: type[WithPerson]) -> dict[str, list[WithPerson]]:
    found: dict[str, list[WithPerson]] = defaultdict(list)
    sql = f"SELECT * FROM {table_of(table)[0]} WHERE org=:org ORDER BY person, from_date"
    for row in tx.rows(table, sql, org=org):
        found[row.person].append(row)
    return found


def canonical(value: Any) -> str:
    """JSON that is equal when the values are."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def organisations(tx: Tx) -> list[Named]:
    """Every organisation in the database."""
    return tx.rows(Named, "SELECT id, name FROM organisation ORDER BY id")
