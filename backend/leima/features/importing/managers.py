"""Managers as a file of people names them, one for each person: they supervise the teams of those people."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from leima.features.agreements.parsing.shapes import Problem
from leima.features.importing.crosscheck import drop
from leima.features.importing.shapes import Bundle, PersonRow
from leima.features.importing.store import Stored


def appoint(bundle: Bundle, stored: Stored) -> None:
    """Turns `manager` into who supervises which team. Refuses rows whose manager is nobody, or in the end themselves.

    Of the teams that the file tells managers of, it tells all supervisors; other teams keep theirs.
    """
    managed = [row for row in bundle.people if row.manager]
    if not managed:
        return
    found = _by_reference(bundle.people)
    for row in managed:
        named = (row.manager or "").casefold()
        if found.get(named) is None and (named in found or named not in bundle.named):
            drop(bundle, "people", [Problem(row.place, "manager", "unknown_manager", {"value": row.manager or ""})])
    above = {row.place: boss for row in managed if (boss := found.get((row.manager or "").casefold()))}
    for loop in _loops(bundle.people, above):
        names = " → ".join([*(row.name for row in loop), loop[0].name])
        drop(bundle, "people", [Problem(loop[0].place, "manager", "manager_loop", {"names": names})])
    known = {name.casefold() for one in bundle.teams for name in (one.key, one.name)}
    known |= {name.casefold() for one in stored.teams.values() for name in (one.id, one.name)}
    bundle.people = _with_teams(bundle.people, above, stored, known)


def _by_reference(rows: Sequence[PersonRow]) -> Mapping[str, PersonRow | None]:
    """Each row by its number, its e-mail and its name; None for a name that several have."""
    found: dict[str, PersonRow | None] = {}
    for row in rows:
        name = row.name.casefold()
        found[name] = None if name in found else row
    for row in rows:
        found |= {one.casefold(): row for one in (row.external_id, row.email) if one}
    return found


def _loops(rows: Sequence[PersonRow], above: Mapping[str, PersonRow]) -> Iterator[list[PersonRow]]:
    """Each ring of people who are in the end their own managers, once."""
    done: set[str] = set()
    for row in rows:
        way: list[PersonRow] = []
        here: PersonRow | None = row
        while here is not None and here.place not in done and here not in way:
            way.append(here)
            here = above.get(here.place)
        if here is not None and here in way:
            yield way[way.index(here) :]
        done |= {one.place for one in way}


def _with_teams(
    rows: Sequence[PersonRow], above: Mapping[str, PersonRow], stored: Stored, known: Collection[str]
) -> list[PersonRow]:
    teams: dict[str, list[str]] = defaultdict(list)
    told: set[str] = set()
    for row in rows:
        boss = above.get(row.place)
        if boss is not None and row.team and row.team.casefold() in known:
            told.add(row.team.casefold())
            if row.team.casefold() not in map(str.casefold, teams[boss.place]):
                teams[boss.place].append(row.team)
    return [_supervising(row, teams.get(row.place, []), told, stored) for row in rows]


def _supervising(row: PersonRow, named: Sequence[str], told: set[str], stored: Stored) -> PersonRow:
    """The row with the teams that it supervises; those that the file tells nothing of stay."""
    if row.supervises is not None:
        return row
    id = stored.by_number.get(row.external_id or "") or stored.by_email.get(row.email) or ""
    now = [one for one in stored.members.get(id, ()) if one.role == "supervisor" and one.until_date is None]
    kept = [one.team for one in now if stored.teams[one.team].name.casefold() not in told]
    if not named and len(kept) == len(now):
        return row
    roles = row.roles or (*sorted(stored.roles.get(id, {"employee"})),)
    if named and "supervisor" not in roles:
        roles = (*roles, "supervisor")
    return replace(row, supervises=(*named, *kept), roles=roles)
