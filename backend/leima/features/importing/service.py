"""Taking a file in: check, compare, and write where asked. Knows nothing of the command line."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from leima.db.site import DEFAULT_ZONE, date_at
from leima.db.tx import Tx
from leima.features.agreements.parsing.ready import ready_agreements
from leima.features.agreements.parsing.shapes import AgreementRow, Problem
from leima.features.importing import crosscheck
from leima.features.importing.contracts import side_by_side
from leima.features.importing.crosscheck_people import Known, PeopleCheck, agreements_for_rules
from leima.features.importing.dated import FromDate
from leima.features.importing.ids import id_of, organisation_id
from leima.features.importing.managers import appoint
from leima.features.importing.report import Report, Taken
from leima.features.importing.shapes import Bundle, Unreadable
from leima.features.importing.store import Stored, organisations, read_stored
from leima.features.importing.write import CHANGED, NEW, SAME, Writer
from leima.features.importing.write_people import PeopleWriter, Way
from leima.features.people.roles import lock_role

MOST_LEAVE = 0.2
"""The share of the people whom a file may lack before it looks like half a file: our own choice."""
FEW = 3
"""So many may always leave."""


@dataclass(frozen=True)
class Staff:
    """A file of people from the organisation's own register, taken in whole or not at all. `date`: changes hold from
    it on. `usual`: fields that no column has."""

    date: str
    usual: frozenset[str] = frozenset()
    everybody: bool = False
    """Whether the file has everybody, so that who is missing has left."""
    many: bool = False
    """Whether it was said that so many have left."""


def take_in(
    tx: Tx, bundle: Bundle, *, org: str | None = None, write: bool = False, staff: Staff | None = None
) -> Report:
    """Checks every row and writes the good ones where they differ; without `write` only says what would happen.
    Of `staff` nothing is written as long as anything is wrong.

    Raises Unreadable when no organisation is named and there is not exactly one.
    """
    tx.org = organisation_of(tx, bundle, org)
    if write:
        lock_role(tx, "admin")
    stored = read_stored(tx, tx.org)
    add_ready_agreements(bundle, stored)
    crosscheck.drop_doubles(bundle)
    crosscheck.check_bases(bundle, stored.agreements)
    appoint(bundle, stored)
    rules, way = agreements_for_rules(bundle, stored), _way(tx, bundle, stored, staff)
    people = PeopleCheck(tx.org, _known(tx.org, bundle, stored), stored, rules, way.arrange, way.date)
    people.people(bundle)
    leave = _leavers(stored, set(people.ids.values()), staff) if staff and not bundle.problems else []
    bundle.problems += _too_many(stored, leave, staff)
    report = Report(tx.org, write and not (staff and bundle.problems), problems=bundle.problems)
    _write(tx, bundle, people.ids, stored, report, way, leave)
    for kind, refused in bundle.refused.items():
        report.counts[kind].refused = refused
    return report


def _way(tx: Tx, bundle: Bundle, stored: Stored, staff: Staff | None) -> Way:
    teams = {id: row.name for id, row in stored.teams.items()}
    teams |= {id_of(tx.org, "team", row.key): row.name for row in bundle.teams}
    sites = {id: row.name for id, row in stored.sites.items()}
    if staff is None:
        return Way(date_at(tx.now, _zone(bundle, stored)), partial(side_by_side, tx.org), teams, sites)
    return Way(staff.date, FromDate(tx.org, staff.date, staff.usual), teams, sites, staff.date, with_ends=True)


def _zone(bundle: Bundle, stored: Stored) -> str:
    there = stored.organisation or bundle.organisation
    return there.zone if there else DEFAULT_ZONE


def _employed(stored: Stored, date: str) -> list[str]:
    """Who has a contract on the date or later, by name."""
    found = [
        id
        for id, row in stored.people.items()
        if row.active and any(one.until_date is None or one.until_date >= date for one in stored.contracts.get(id, ()))
    ]
    return sorted(found, key=lambda id: (stored.people[id].name, id))


def _leavers(stored: Stored, named: Collection[str], staff: Staff) -> list[str]:
    """Who is employed and not in the file, where that has everybody."""
    return [id for id in _employed(stored, staff.date) if id not in named] if staff.everybody else []


def _too_many(stored: Stored, leave: Sequence[str], staff: Staff | None) -> list[Problem]:
    """Half a file would send half of the people away."""
    if staff is None or staff.many or len(leave) <= FEW:
        return []
    of = len(_employed(stored, staff.date))
    params = {"count": str(len(leave)), "of": str(of)}
    return [Problem("file", "", "many_leave", params)] if len(leave) > MOST_LEAVE * of else []


def organisation_of(tx: Tx, bundle: Bundle, org: str | None) -> str:
    """The organisation meant: the one asked for, the file's own by id or name, or the only one there is."""
    there = organisations(tx)
    named = bundle.organisation
    if named is not None and named.id is not None and org in (None, named.id):
        return named.id
    if org is not None and any(row.id == org for row in there):
        return org
    if org is None and named is not None:
        return next((row.id for row in there if row.name == named.name), organisation_id(named.name))
    if org is None and len(there) == 1:
        only: str = there[0].id
        return only
    faults = [one for one in bundle.problems if one.place == "organisation"]
    raise Unreadable(faults[0] if faults else Problem("file", "organisation", "organisation_unknown"))


def add_ready_agreements(bundle: Bundle, stored: Stored) -> None:
    """The agreements of shared/tables that the file names, with their bases; the organisation gets copies."""
    ready = ready_agreements()
    there = {row.key for row in bundle.agreements} | set(stored.agreements)
    wanted = list(bundle.ready)
    wanted += [row.base for row in bundle.agreements if row.base]
    for person in bundle.people:
        for contract in person.contracts:
            wanted += [contract.agreement, *([contract.variant] if contract.variant else [])]
    added: dict[str, AgreementRow] = {}
    while wanted:
        key = wanted.pop()
        if key in ready and key not in there and key not in added:
            added[key] = ready[key]
            wanted += [ready[key].base or ""]
    bundle.agreements += [added[key] for key in sorted(added)]


def _known(org: str, bundle: Bundle, stored: Stored) -> Known:
    """Teams by name, by id and by key; agreements by key and by name. What is in the file goes first."""
    named = {team for row in bundle.people for team in (row.team, *(row.supervises or ())) if team}
    by_key = {team.casefold(): id_of(org, "team", team) for team in named}
    teams = {key: id for key, id in by_key.items() if id in stored.teams}
    teams |= {row.name.casefold(): id for id, row in stored.teams.items()} | {id: id for id in stored.teams}
    teams |= {row.name.casefold(): id_of(org, "team", row.key) for row in bundle.teams}
    teams |= {row.key.casefold(): id_of(org, "team", row.key) for row in bundle.teams}
    agreements = {row.name.casefold(): key for key, row in stored.agreements.items()}
    agreements |= {key.casefold(): key for key in stored.agreements}
    agreements |= {row.name.casefold(): row.key for row in bundle.agreements}
    agreements |= {row.key.casefold(): row.key for row in bundle.agreements}
    sites = {row.name.casefold(): id for id, row in stored.sites.items()}
    return Known(teams, agreements, sites, {name: stored.sites[id].name for name, id in sites.items()})


def _write(
    tx: Tx,
    bundle: Bundle,
    ids: Mapping[str, str],
    stored: Stored,
    report: Report,
    way: Way,
    leave: Sequence[str],
) -> None:
    writer = Writer(tx, tx.org, stored, report.written)
    counts = report.counts
    if bundle.organisation is not None:
        counts["organisation"].add(writer.organisation(bundle.organisation))
    for agreement in bundle.agreements:
        counts["agreements"].add(writer.agreement(agreement))
    for team in bundle.teams:
        counts["teams"].add(outcome := writer.team(team))
        report.teams = [*report.teams, *([team.name] if outcome == NEW else [])]
    for work_type in bundle.work_types:
        counts["work_types"].add(writer.work_type(work_type))
    for cost_centre in bundle.cost_centres:
        counts["cost_centres"].add(writer.cost_centre(cost_centre))
    writer.finish()
    people = PeopleWriter(tx, tx.org, stored, report.written, way)
    for person in bundle.people:
        id = ids[person.place]
        outcome = people.person(id, person)
        counts["people"].add(outcome)
        if outcome != SAME:
            name = stored.people[id].name if id in stored.people else person.name
            report.people.append(Taken(name, person.place, outcome, people.notes[id]))
    for id in leave:
        people.leave(id)
        counts["people"].add(CHANGED)
        report.people.append(Taken(stored.people[id].name, "", CHANGED, people.notes[id]))
    people.finish(writer.changed_agreements)
