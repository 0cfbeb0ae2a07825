"""People of a file against the rest of it and the store: who they are, what they refer to, whether terms come out."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from leima.db.tables.people import Person
from leima.features.agreements.parsing.shapes import AgreementRow, Problem
from leima.features.agreements.parsing.values import shown
from leima.features.agreements.terms import agreement_of
from leima.features.importing.contracts import as_row, overlaps
from leima.features.importing.crosscheck import drop
from leima.features.importing.dated import Arrange, Moved
from leima.features.importing.ids import id_of
from leima.features.importing.shapes import YEARLY_ACCOUNTS, Bundle, ContractRow, PersonRow
from leima.features.importing.store import Stored
from leima.rules import resolve


@dataclass(frozen=True)
class Known:
    """What rows may refer to: the names and keys of teams, agreements and sites, lower case, each with its id.

    `site_names` are the names of sites as they are written, by the same in lower case.
    """

    teams: Mapping[str, str]
    agreements: Mapping[str, str]
    sites: Mapping[str, str]
    site_names: Mapping[str, str]


@dataclass
class PeopleCheck:
    """One file's people. `ids` gathers the id of each person taken, by place."""

    org: str
    known: Known
    stored: Stored
    agreements: Mapping[str, resolve.Agreement]
    arrange: Arrange
    date: str
    ids: dict[str, str] = field(default_factory=dict)

    def people(self, bundle: Bundle) -> None:
        """Refuses people with a fault; in the others, teams and agreements become ids.

        Who has been erased is passed over while the file says that they have left, and refused when it employs them.
        """
        taken: set[str] = set()
        kept = []
        for row in bundle.people:
            id, problems = self._identity(row, taken)
            if id in self.stored.gone:
                if not _has_left(row, self.date):
                    drop(bundle, "people", [Problem(row.place, "name", "person_erased")])
                continue
            before = self.stored.people.get(id)
            row = _as_stored(row, before)
            roles: Collection[str] = row.roles or self.stored.roles.get(id) or ()
            contracts = [*row.contracts, *(as_row(one) for one in self.stored.contracts.get(id, ()))]
            problems += [*_references(row, self.known, roles), *_openings(row, contracts)]
            if before is None and not row.contracts:
                problems.append(Problem(row.place, "contracts", "missing"))
            if not problems:
                row = _with_ids(row, self.known)
                problems += self._contracts(id, row)
            if not drop(bundle, "people", problems):
                kept.append(row)
                taken.add(id)
                self.ids[row.place] = id
        bundle.people = self._with_an_admin(bundle, kept)

    def _with_an_admin(self, bundle: Bundle, rows: list[PersonRow]) -> list[PersonRow]:
        """Refuses the rows that would take the role from the last active admin."""
        active = {id for id, row in self.stored.people.items() if row.active}
        admins = {id for id in active if "admin" in self.stored.roles.get(id, ())}
        named = {self.ids[row.place]: row.roles for row in rows if row.roles is not None}
        stay = {id for id in admins if "admin" in named.get(id, ("admin",))}
        come = {
            id for id, roles in named.items() if "admin" in roles and (id in active or id not in self.stored.people)
        }
        if not admins or stay or come:
            return rows
        lost = [row for row in rows if self.ids[row.place] in admins]
        drop(bundle, "people", [Problem(row.place, "roles", "last_admin") for row in lost])
        return [row for row in rows if row not in lost]

    def _identity(self, row: PersonRow, taken: set[str]) -> tuple[str, list[Problem]]:
        """The person's id: by number, else by key, else by email. An address of somebody else's is a fault."""
        by_mail = self.stored.by_email.get(row.email)
        id = self.stored.by_number.get(row.external_id or "") or self._by_key(row, by_mail)
        clash = id in taken or by_mail not in (None, id)
        return id, [Problem(row.place, "email", "email_taken", {"value": row.email})] if clash else []

    def _by_key(self, row: PersonRow, by_mail: str | None) -> str:
        """The same without a number; of who is known by another one the key or the address was taken over."""
        own = id_of(self.org, "person", row.key)
        there = self.stored.people.get(own)
        if there is None:
            return by_mail or own
        other = row.external_id and there.external_id and there.external_id != row.external_id
        return id_of(self.org, "person", "number", row.external_id or "") if other else own

    def _contracts(self, id: str, row: PersonRow) -> list[Problem]:
        try:
            dated = self.arrange(id, row, self.stored.contracts.get(id, ()))
        except Moved as error:
            return [error.problem]
        found = overlaps(row.place, dated)
        if found:
            return found
        try:
            resolve.resolve(id, [as_contract(one.id, one.row) for one in dated], self.agreements)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            return [Problem(row.place, "contracts", "terms_refused", {"why": shown(error)})]
        return []


def as_contract(id: str, row: ContractRow) -> resolve.Contract:
    """The contract as the rules read it."""
    named = {"id": id, "from": row.from_, "until": row.until, "agreement": row.agreement, "variant": row.variant}
    return resolve.Contract.from_json({**row.body, **named})


def agreements_for_rules(bundle: Bundle, stored: Stored) -> dict[str, resolve.Agreement]:
    """Every agreement that a contract may name, as the rules read it; the file's own go first."""
    found = {key: agreement_of(row) for key, row in stored.agreements.items()}
    return found | {row.key: _as_agreement(row) for row in bundle.agreements}


def _as_agreement(row: AgreementRow) -> resolve.Agreement:
    return resolve.Agreement.from_json(
        {
            "key": row.key,
            "name": row.name,
            "from": row.from_,
            "until": row.until,
            "source": row.source,
            "base": row.base,
            "rows": row.rows,
        }
    )


def _as_stored(row: PersonRow, before: Person | None) -> PersonRow:
    """Openings of somebody whose row has no contract begin on the stored day from which balances count."""
    if before is None or row.contracts or row.counts_from:
        return row
    first = str(before.counts_from)
    dated = [replace(one, date=one.date or first) for one in row.openings]
    with_years = [
        replace(one, year=one.year or int(one.date[:4])) if one.account in YEARLY_ACCOUNTS else one for one in dated
    ]
    return replace(row, openings=tuple(with_years))


def _has_left(row: PersonRow, date: str) -> bool:
    """Whether every contract of the row has ended before the date."""
    return all(one.until is not None and one.until < date for one in row.contracts)


def _references(row: PersonRow, known: Known, roles: Collection[str]) -> Iterable[Problem]:
    named = [("team", row.team)] if row.team else []
    named += [(f"supervises[{n}]", team) for n, team in enumerate(row.supervises or ())]
    for where, team in named:
        if team.casefold() not in known.teams:
            two = where == "team" and names_several(team)
            yield Problem(row.place, where, "two_teams" if two else "unknown_team", {"value": team})
    if row.site and row.site.casefold() not in known.sites:
        yield _unknown_site(row, row.site, known)
    if row.supervises and "supervisor" not in roles:
        yield Problem(row.place, "supervises", "supervises_without_role")
    for n, contract in enumerate(row.contracts):
        for where, value in (("agreement", contract.agreement), ("variant", contract.variant)):
            if value is not None and value.casefold() not in known.agreements:
                yield Problem(row.place, f"contracts[{n}].{where}", "unknown_agreement", {"value": value})


def _unknown_site(row: PersonRow, site: str, known: Known) -> Problem:
    """A site that nobody has added, with the nearest name that there is."""
    near = get_close_matches(site.casefold(), known.site_names, n=1)
    if not near:
        return Problem(row.place, "site", "unknown_site", {"value": site})
    return Problem(row.place, "site", "unknown_site_near", {"value": site, "near": known.site_names[near[0]]})


def names_several(team: str) -> bool:
    """Whether a cell names several teams, by the marks that part them."""
    return len([one for one in re.split("[,;|/]", team) if one.strip()]) > 1


def _openings(row: PersonRow, contracts: Sequence[ContractRow]) -> Iterable[Problem]:
    seen: set[tuple[str, int]] = set()
    for n, opening in enumerate(row.openings):
        which = (opening.account, opening.year)
        if which in seen:
            yield Problem(row.place, f"openings[{n}].account", "opening_twice", {"value": opening.account})
        seen.add(which)
        if opening.account == "flex" and not _has_flex(contracts):
            yield Problem(row.place, f"openings[{n}].account", "flex_without_flexitime")


def _has_flex(contracts: Sequence[ContractRow]) -> bool:
    """Only flexitime keeps a flex balance; an opening for nobody's account would never be seen."""
    return any(one.body["form"] in ("flexitime", "flexiwork") for one in contracts)


def _with_ids(row: PersonRow, known: Known) -> PersonRow:
    agreements = known.agreements
    return replace(
        row,
        team=known.teams[row.team.casefold()] if row.team else None,
        site=known.sites[row.site.casefold()] if row.site else None,
        supervises=None if row.supervises is None else tuple(known.teams[team.casefold()] for team in row.supervises),
        contracts=tuple(
            replace(
                one,
                agreement=agreements[one.agreement.casefold()],
                variant=agreements[one.variant.casefold()] if one.variant else None,
            )
            for one in row.contracts
        ),
    )
