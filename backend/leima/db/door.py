"""Who is asking, and the only door to other people's rows."""

from dataclasses import dataclass

from leima.db.site import date_at, today
from leima.db.tx import Head, Tx

ORG_WIDE = frozenset({"payroll", "admin"})


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
    """The teams this person supervises today, by a supervisor membership and the supervisor role both."""

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
    def may_change_contracts(self) -> bool:
        return bool(self.roles & ORG_WIDE)

    @property
    def may_see_team(self) -> bool:
        return bool(self.supervises) or self.may_see_everyone


class NoSession(Exception):
    """The token names a session, person or organisation that no longer stands. `code` says which way it ended."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


_ACTOR = (
    "SELECT p.name, p.lang, p.active, f.revoked_at, f.device, r.role, o.zone, o.turned_through, h.seq, h.epoch"
    " FROM person p JOIN session_family f ON f.org = p.org AND f.person = p.id"
    " JOIN organisation o ON o.id = p.org LEFT JOIN sync_head h ON h.org = p.org"
    " LEFT JOIN person_role r ON r.org = p.org AND r.person = p.id"
    " WHERE p.org=:org AND p.id=:person AND f.id=:family"
)
_TEAMS = (
    "SELECT team FROM team_member WHERE org=:org AND person=:person AND role='supervisor'"
    " AND from_date <= :today AND (until_date IS NULL OR until_date >= :today)"
)


def load_actor(tx: Tx, org: str, person: str, family: str) -> Actor:
    """The actor of a request, and `tx.actor` and `tx.org` set. Raises NoSession when it no longer stands.

    What nearly every request asks of its organisation comes with it: zone, last turned date, change counter.
    """
    rows = tx.rows(_ACTOR, org=org, person=person, family=family)
    row = rows[0] if rows else None
    if row is None or not row.active or row.revoked_at is not None:
        raise NoSession("session_revoked")
    roles = frozenset(r.role for r in rows if r.role is not None)
    teams = frozenset[str]()
    if "supervisor" in roles:
        teams = frozenset(r.team for r in tx.rows(_TEAMS, org=org, person=person, today=date_at(tx.now)))
    tx.org = org
    tx.actor = Actor(org, person, row.name, row.lang, family, row.device, roles, teams)
    tx.memo.update(zone=row.zone, turned=row.turned_through)
    tx.memo["name", person] = row.name
    if row.seq is not None:
        tx.memo["head"] = Head(int(row.seq), row.epoch)
    return tx.actor


def unit_of(tx: Tx, person: str, on: str | None = None) -> str | None:
    """The team that `person` is a member of on a date (today when none is given)."""
    key = ("unit", person, on)
    if key not in tx.memo:
        row = tx.one(
            "SELECT team FROM team_member WHERE org=:org AND person=:person AND role='member' AND from_date <= :d"
            " AND (until_date IS NULL OR until_date >= :d) ORDER BY from_date DESC LIMIT 1",
            **{"org": tx.org, "person": person, "d": on or today(tx)},
        )
        tx.memo[key] = row.team if row else None
    found: str | None = tx.memo[key]
    return found


def supervises(tx: Tx, actor: Actor, person: str) -> bool:
    """Whether `actor` supervises a team that `person` is a member of today. Nobody supervises themselves."""
    return person != actor.person and bool(actor.supervises) and unit_of(tx, person) in actor.supervises


def may_see(tx: Tx, actor: Actor, person: str) -> bool:
    """Whether the rows of `person` are visible: one's own, a supervised team's, or for payroll the organisation's."""
    if person == actor.person or supervises(tx, actor, person):
        return True
    return (
        actor.may_see_everyone
        and tx.one("SELECT id FROM person WHERE org=:org AND id=:id", org=actor.org, id=person) is not None
    )


def visible(tx: Tx, column: str = "person") -> tuple[str, dict[str, object]]:
    """The condition that lets through only the rows that the asking actor may see, with its parameters.

    `column` is the one that names the person. Every query over people's rows takes its WHERE from here.
    """
    actor = tx.actor
    if actor is None:
        raise NoSession("session_required")
    if actor.may_see_everyone:
        return "org = :actor_org", {"actor_org": actor.org}
    own = {"actor_org": actor.org, "actor_person": actor.person}
    if not actor.supervises:
        return f"org = :actor_org AND {column} = :actor_person", dict(own)
    members = (
        "SELECT m.person FROM team_member m WHERE m.org = :actor_org AND m.team IN :actor_teams AND m.role = 'member'"
        " AND m.from_date <= :actor_today AND (m.until_date IS NULL OR m.until_date >= :actor_today)"
    )
    return f"org = :actor_org AND ({column} = :actor_person OR {column} IN ({members}))", {
        **own,
        "actor_teams": tuple(sorted(actor.supervises)),
        "actor_today": today(tx),
    }
