"""Who is asking: the signed-in person of a request, with their roles and what they carry out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from leima.db.cache import Head
from leima.db.site import date_at, today
from leima.db.tx import Asks, Tx

ORG_WIDE = frozenset({"payroll", "admin"})
SEES_PRESENCE = ORG_WIDE | {"reception"}
"""Roles that see the presence board. Reception is given by an admin and opens nothing else."""


@dataclass(frozen=True)
class Override:
    """An approved request is carried out: the facts of `person` may change on any date, in a locked month too, by the
    hand of `by`. It shows nobody a row that they could not see."""

    person: str
    by: str


class Stead(NamedTuple):
    """A team that somebody supervises only as the substitute of `of`."""

    team: str
    of: str


@dataclass(frozen=True)
class Actor:
    """The signed-in person of one request. Roles and memberships are read afresh each time."""

    org: str
    person: str
    name: str
    lang: str
    family: str
    device: str
    roles: frozenset[str]
    supervises: frozenset[str]
    """The teams this person supervises today, by a supervisor membership and the supervisor role both, or as somebody's
    substitute."""
    override: "Override | None" = None
    """Whose approved request the actor is carrying out now."""
    stands_in: frozenset[Stead] = frozenset()
    """Of those teams the ones that are theirs as a substitute alone."""

    def leads(self, team: str, person: str) -> bool:
        """Whether the actor supervises `person` in a team. Nobody supervises themselves, and a substitute has no more
        right than the one for whom they stand."""
        return team in self.supervises and person != self.person and Stead(team, person) not in self.barred

    @property
    def barred(self) -> frozenset[Stead]:
        """The teams in which the actor stands in for one person alone, each with that person."""
        teams = [one.team for one in self.stands_in]
        return frozenset(one for one in self.stands_in if teams.count(one.team) == 1)

    @property
    def may_see_everyone(self) -> bool:
        return bool(self.roles & ORG_WIDE)

    @property
    def may_invite(self) -> bool:
        return bool(self.roles & ORG_WIDE)

    @property
    def may_import(self) -> bool:
        return "admin" in self.roles

    @property
    def may_change_agreements(self) -> bool:
        return "admin" in self.roles

    @property
    def may_change_travel_rates(self) -> bool:
        return "admin" in self.roles

    @property
    def may_change_contracts(self) -> bool:
        return bool(self.roles & ORG_WIDE)

    @property
    def may_see_presence(self) -> bool:
        """Whether they see the presence board: who is in now, of everybody, without history."""
        return bool(self.roles & SEES_PRESENCE)

    @property
    def may_see_team(self) -> bool:
        return bool(self.supervises) or self.may_see_everyone


class NoSession(Exception):
    """The token names a session, person or organisation that no longer stands. `code` says which way it ended."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Signed(NamedTuple):
    """A signed-in person with one of their roles, the session, and the state of the organisation."""

    name: str
    lang: str
    active: bool
    revoked_at: int | None
    device: str
    role: str | None
    zone: str
    turned_through: str | None
    seq: int | None
    epoch: str | None
    company_only: bool
    by_company: bool
    substitutes: int


_ACTOR = (
    "SELECT p.name, p.lang, p.active, f.revoked_at, f.device, r.role, o.zone, o.turned_through, h.seq, h.epoch,"
    " o.company_only, f.by_company,"
    " (SELECT COUNT(*) FROM substitute s WHERE s.org = p.org AND s.person = p.id AND s.ended_at IS NULL) AS substitutes"
    " FROM person p JOIN session_family f ON f.org = p.org AND f.person = p.id"
    " JOIN organisation o ON o.id = p.org LEFT JOIN sync_head h ON h.org = p.org"
    " LEFT JOIN person_role r ON r.org = p.org AND r.person = p.id"
    " WHERE p.org=:org AND p.id=:person AND f.id=:family"
)
_TEAMS = (
    "SELECT team FROM team_member WHERE org=:org AND person=:person AND role='supervisor'"
    " AND from_date <= :today AND (until_date IS NULL OR until_date >= :today)"
)
_ROLES_OF = (
    "SELECT p.id, p.name, p.lang, r.role FROM person p JOIN person_role r ON r.org=p.org AND r.person=p.id"
    " WHERE p.org=:org AND p.id IN :people ORDER BY p.id, r.role"
)
_TEAMS_OF = (
    "SELECT person, team FROM team_member WHERE org=:org AND role='supervisor' AND from_date <= :today"
    " AND (until_date IS NULL OR until_date >= :today) AND person IN :people"
)

_STEADS = (
    "SELECT DISTINCT s.person, m.team, s.supervisor AS of FROM substitute s"
    " JOIN person p ON p.org = s.org AND p.id = s.supervisor"
    " JOIN person_role r ON r.org = s.org AND r.person = s.supervisor AND r.role='supervisor'"
    " JOIN team_member m ON m.org = s.org AND m.person = s.supervisor AND m.role='supervisor'"
    " WHERE s.org=:org AND s.person IN :people AND s.ended_at IS NULL AND p.active"
    " AND s.from_date <= :today AND s.until_date >= :today"
    " AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today)"
)
"""Who stands in has what the one for whom they stand has today, and hands nothing on."""


def load_actor(tx: Tx, org: str, person: str, family: str, asks: Asks | None = None) -> Actor:
    """The actor of a request, and `tx.actor` and `tx.org` set. Raises NoSession when it no longer stands.

    What nearly every request asks of its organisation comes with it: zone, last turned date, change counter. What the
    work itself `asks` is sent before, by the dates of the zone that the organisation last had.
    """
    tx.org = org
    signed = tx.query(_Signed, _ACTOR, org=org, person=person, family=family)
    if asks is not None and (zone := tx.known.zones.get(org)) is not None:
        tx.cache.zone[org] = zone
        tx.ask_ahead(lambda tx: [*asks(tx), signed])
        tx.cache.today.clear()
    rows = tx.all(signed)
    row = rows[0] if rows else None
    if row is None or not row.active or row.revoked_at is not None:
        raise NoSession("session_revoked")
    tx.cache.zone[org], tx.cache.turned[org] = row.zone, row.turned_through
    roles = frozenset(r.role for r in rows if r.role is not None)
    if row.company_only and not row.by_company and "admin" not in roles:
        raise NoSession("session_revoked")
    date = date_at(tx.now, row.zone)
    now = {"org": org, "person": person, "today": date}
    teams = frozenset(tx.values(str, _TEAMS, **now) if "supervisor" in roles else ())
    lent = _lent(tx, org, [person], date)[person] if row.substitutes else ()
    tx.actor = _standing_in(Actor(org, person, row.name, row.lang, family, row.device, roles, teams), lent)
    tx.known.zones[org] = row.zone
    tx.cache.names[person] = row.name
    if row.seq is not None and row.epoch is not None:
        tx.cache.head[org] = Head(row.seq, row.epoch)
    return tx.actor


class _Lent(NamedTuple):
    person: str
    team: str
    of: str


def _lent(tx: Tx, org: str, people: Sequence[str], date: str) -> Mapping[str, list[Stead]]:
    """The teams that these people have as substitutes on a date."""
    found: dict[str, list[Stead]] = {person: [] for person in people}
    for row in tx.rows(_Lent, _STEADS, org=org, people=people, today=date):
        found[row.person].append(Stead(row.team, row.of))
    return found


def _standing_in(actor: Actor, lent: Iterable[Stead]) -> Actor:
    """The actor with the teams that they have as a substitute alone."""
    stands_in = frozenset(one for one in lent if one.team not in actor.supervises)
    if not stands_in:
        return actor
    teams = actor.supervises | {one.team for one in stands_in}
    return replace(actor, roles=actor.roles | {"supervisor"}, supervises=teams, stands_in=stands_in)


class _Role(NamedTuple):
    id: str
    name: str
    lang: str
    role: str


class _Team(NamedTuple):
    person: str
    team: str


def signed_in(tx: Tx, people: Sequence[str]) -> list[Actor]:
    """These people of `tx.org` as they would be signed in now; those who have no role are none."""
    date = today(tx)
    now = {"org": tx.org, "people": people, "today": date}
    roles, teams = tx.rows(_Role, _ROLES_OF, **now), tx.rows(_Team, _TEAMS_OF, **now)
    lent = _lent(tx, tx.org, people, date)
    found = []
    for one in {row.id: row for row in roles}.values():
        own = frozenset(row.role for row in roles if row.id == one.id)
        theirs = frozenset(row.team for row in teams if row.person == one.id) if "supervisor" in own else frozenset()
        actor = Actor(tx.org, one.id, one.name, one.lang, "", "", own, theirs)
        found.append(_standing_in(actor, lent[one.id]))
    return found


class _Standing(NamedTuple):
    """A person who may sign in, with one of their roles."""

    name: str
    lang: str
    active: bool
    role: str | None


def standing_actor(tx: Tx, org: str, person: str) -> Actor:
    """A person as they stand today, without a session: for what they have let somebody read in their name.

    Sets `tx.actor` and `tx.org`. Raises NoSession when they may not sign in.
    """
    tx.org = org
    sql = (
        "SELECT p.name, p.lang, p.active, r.role FROM person p"
        " LEFT JOIN person_role r ON r.org = p.org AND r.person = p.id WHERE p.org=:org AND p.id=:person"
    )
    rows = tx.rows(_Standing, sql, org=org, person=person)
    if not rows or not rows[0].active:
        raise NoSession("session_revoked")
    roles, teams = frozenset(r.role for r in rows if r.role is not None), frozenset[str]()
    if "supervisor" in roles:
        teams = frozenset(tx.values(str, _TEAMS, org=org, person=person, today=today(tx)))
    tx.actor = Actor(org, person, rows[0].name, rows[0].lang, "", "", roles, teams)
    return tx.actor
