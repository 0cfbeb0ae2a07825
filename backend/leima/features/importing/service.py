"""Taking a file in: check, compare, and write where asked. Knows nothing of the command line."""

from leima.db.tx import Tx
from leima.features.agreements.parsing.ready import ready_agreements
from leima.features.agreements.parsing.shapes import AgreementRow, Problem
from leima.features.importing import crosscheck
from leima.features.importing.crosscheck_people import Known, PeopleCheck, agreements_for_rules
from leima.features.importing.ids import id_of, organisation_id
from leima.features.importing.report import Report
from leima.features.importing.shapes import Bundle, Unreadable
from leima.features.importing.store import Stored, organisations, read_stored
from leima.features.importing.write import Writer
from leima.features.importing.write_people import PeopleWriter
from leima.features.people.roles import lock_role


def take_in(tx: Tx, bundle: Bundle, *, org: str | None = None, write: bool = False) -> Report:
    """Checks every row and writes the good ones where they differ; without `write` only says what would happen.

    Raises Unreadable when no organisation is named and there is not exactly one.
    """
    tx.org = organisation_of(tx, bundle, org)
    if write:
        lock_role(tx, "admin")
    stored = read_stored(tx, tx.org)
    add_ready_agreements(bundle, stored)
    crosscheck.drop_doubles(bundle)
    crosscheck.check_bases(bundle, stored.agreements)
    rules = agreements_for_rules(bundle, stored)
    people = PeopleCheck(tx.org, _known(tx.org, bundle, stored), stored, rules)
    people.people(bundle)
    report = Report(tx.org, write, problems=bundle.problems)
    _write(tx, bundle, people.ids, stored, report)
    for kind, refused in bundle.refused.items():
        report.counts[kind].refused = refused
    return report


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
    return Known(teams, agreements)


def _write(tx: Tx, bundle: Bundle, ids: dict[str, str], stored: Stored, report: Report) -> None:
    writer = Writer(tx, tx.org, stored, report.written)
    counts = report.counts
    if bundle.organisation is not None:
        counts["organisation"].add(writer.organisation(bundle.organisation))
    for agreement in bundle.agreements:
        counts["agreements"].add(writer.agreement(agreement))
    for team in bundle.teams:
        counts["teams"].add(writer.team(team))
    for work_type in bundle.work_types:
        counts["work_types"].add(writer.work_type(work_type))
    for cost_centre in bundle.cost_centres:
        counts["cost_centres"].add(writer.cost_centre(cost_centre))
    writer.finish()
    people = PeopleWriter(tx, tx.org, stored, report.written)
    for person in bundle.people:
        counts["people"].add(people.person(ids[person.place], person))
    people.finish(writer.changed_agreements)
