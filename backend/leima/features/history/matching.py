"""Whose lines they are: by number, address or name, or as an admin has chosen."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from leima.db.tables.people import Person
from leima.features.history.columns import LEFT_OUT

By = Literal["number", "email", "name", "chosen"]


@dataclass
class Matched:
    """The people by what they are called in the file, and how they were found; and the names that are nobody's."""

    people: dict[str, tuple[Person, By]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)


def match(who: Mapping[str, Mapping[str, str]], people: Sequence[Person], named: Mapping[str, str]) -> Matched:
    """`who` has number, email and name by what a person is called; `named` is what was chosen: an id, or "-".

    What tells first decides: the number, else the address, else the name. A name that several have is nobody's.
    """
    by: dict[str, dict[str, list[Person]]] = {name: defaultdict(list) for name in ("number", "email", "name")}
    for one in people:
        by["number"][(one.external_id or "").casefold()].append(one)
        by["email"][one.email].append(one)
        by["name"][_plain(one.name)].append(one)
    ids, found = {one.id: one for one in people}, Matched()
    for said, told in who.items():
        chosen = named.get(said, "")
        if chosen == LEFT_OUT:
            found.left_out.add(said)
        elif chosen in ids:
            found.people[said] = (ids[chosen], "chosen")
        elif told_by := _only(told, by):
            found.people[said] = told_by
        else:
            found.unknown.append(said)
    return found


def _only(told: Mapping[str, str], by: Mapping[str, Mapping[str, list[Person]]]) -> tuple[Person, By] | None:
    ways: tuple[By, ...] = ("number", "email", "name")
    for way in ways:
        if way in told:
            there = by[way].get(_plain(told[way]), [])
            if len(there) == 1:
                return there[0], way
    return None


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
