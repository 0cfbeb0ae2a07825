"""The people of the organisation as a list."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from leima.access.rows import visible_or_planned
from leima.access.teams import plans
from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tx import Tx
from leima.features.desk.table import Column, List, Row
from leima.features.people import store
from leima.web.errors import Forbidden
from leima.web.words import say

_NAMES = (Column("name", search=True), Column("team", "choice"))
_OFFICE = (
    Column("email", search=True),
    Column("roles", slow=True),
    Column("standing", "choice", words="people.standing."),
    Column("agreement", "choice", slow=True),
    Column("since", "date", slow=True),
    Column("until", "date", slow=True, chosen=False),
    Column("lang", "choice", words="language.", chosen=False),
)
_MEMBERS = (
    "SELECT m.person, MIN(t.name) AS team FROM team_member m JOIN team t ON t.org = m.org AND t.id = m.team"
    " WHERE m.org=:org AND m.role = 'member' AND m.from_date <= :on AND (m.until_date IS NULL OR m.until_date >= :on)"
    " GROUP BY m.person"
)
_EMPLOYED = (
    "SELECT c.person, COALESCE(a.name, c.agreement) AS agreement, c.from_date, c.until_date FROM contract c"
    " LEFT JOIN agreement a ON a.org = c.org AND a.id = c.agreement WHERE c.org=:org AND c.person IN :people"
    " AND c.from_date <= :on AND (c.until_date IS NULL OR c.until_date >= :on) ORDER BY c.from_date"
)
_AGREED = (
    "SELECT DISTINCT COALESCE(a.name, c.agreement) FROM contract c"
    " LEFT JOIN agreement a ON a.org = c.org AND a.id = c.agreement WHERE c.org=:org"
)
_ROLES = (
    "SELECT person, role FROM person_role WHERE org=:org AND person IN :people AND role <> 'employee' ORDER BY role"
)
_AT_ONCE = 500


class _Known(NamedTuple):
    id: str
    name: str
    email: str
    active: bool
    lang: str
    joined: bool


class _Member(NamedTuple):
    person: str
    team: str


class _Employed(NamedTuple):
    person: str
    agreement: str
    from_date: str
    until_date: str | None


class _Role(NamedTuple):
    person: str
    role: str


def people(tx: Tx, actor: Actor) -> List:
    """Payroll and admins: everyone, with all that is known. Supervisors and planners: names and teams of theirs."""
    if not (actor.may_see_team or plans(tx, actor)):
        raise Forbidden()
    where, params = visible_or_planned(tx, "id")
    known = tx.rows(
        _Known,
        "SELECT id, name, email, active, lang, EXISTS (SELECT 1 FROM credential c WHERE c.org = person.org"
        f" AND c.person = person.id) AS joined FROM person WHERE {where} ORDER BY name, id",
        **params,
    )
    teams = dict(tx.rows(_Member, _MEMBERS, org=tx.org, on=today(tx)))
    if not actor.may_see_everyone:
        named: list[Row] = [{"id": row.id, "name": row.name, "team": teams.get(row.id)} for row in known if row.active]
        return List("people", _NAMES, named)
    rows = [_row(row, teams) for row in known]
    agreed = {"agreement": ["", *tx.values(str, _AGREED, org=tx.org)]}
    return List("people", (*_NAMES, *_OFFICE), rows, lambda shown: _fill(tx, actor, shown), agreed)


def _row(row: _Known, teams: Mapping[str, str]) -> Row:
    return {
        "id": row.id,
        "name": row.name,
        "team": teams.get(row.id),
        "email": row.email,
        "standing": "gone" if not row.active else "joined" if row.joined else "waiting",
        "lang": row.lang,
    }


def _fill(tx: Tx, actor: Actor, rows: Sequence[Row]) -> None:
    """Adds roles and the contract in force today."""
    lacking = {str(row["id"]): row for row in rows if "roles" not in row}
    ids, on = list(lacking), today(tx)
    words = {role: say(actor.lang, f"people.role.{role}") for role in store.ROLES}
    for at in range(0, len(ids), _AT_ONCE):
        some = tuple(ids[at : at + _AT_ONCE])
        roles: dict[str, list[str]] = defaultdict(list)
        for one in tx.rows(_Role, _ROLES, org=tx.org, people=some):
            roles[one.person].append(words[one.role])
        for id in some:
            lacking[id].update(roles=", ".join(roles[id]) or None, agreement=None, since=None, until=None)
        for had in tx.rows(_Employed, _EMPLOYED, org=tx.org, people=some, on=on):
            lacking[had.person].update(agreement=had.agreement, since=had.from_date, until=had.until_date)
