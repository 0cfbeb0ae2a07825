"""The people of the organisation as a list."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from leima.access.rows import visible_or_planned
from leima.access.teams import plans
from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tx import Tx
from leima.features.desk.table import Cell, Column, List, in_order
from leima.features.people import store
from leima.web.errors import Forbidden
from leima.web.words import say

_NAMES = (Column("name", search=True), Column("team", "choice"), Column("site", "choice"))
"""The site stands there as soon as a team or a person has one."""
_OFFICE = (
    Column("email", search=True),
    Column("roles", slow=True),
    Column("standing", "choice", words="people.standing."),
    Column("agreement", "choice", slow=True),
    Column("since", "date", slow=True),
    Column("until", "date", slow=True, chosen=False),
    Column("lang", "choice", words="language.", chosen=False),
)
COLUMNS = (*_NAMES, *_OFFICE)
_TEAMS = (
    "SELECT t.id, t.name, s.name AS site FROM team t LEFT JOIN site s ON s.org = t.org AND s.id = t.site"
    " WHERE t.org=:org"
)
_MEMBERS = (
    "SELECT person, team FROM team_member WHERE org=:org AND role = 'member' AND from_date <= :on"
    " AND (until_date IS NULL OR until_date >= :on)"
)
_EVERY_CONTRACT = (
    "SELECT c.person, COALESCE(a.name, c.agreement) AS agreement, c.from_date, c.until_date FROM contract c"
    " LEFT JOIN agreement a ON a.org = c.org AND a.id = c.agreement WHERE c.org=:org"
    " AND c.from_date <= :on AND (c.until_date IS NULL OR c.until_date >= :on)"
)
_EMPLOYED = f"{_EVERY_CONTRACT} AND c.person IN :people"
_AGREED = (
    "SELECT DISTINCT COALESCE(a.name, c.agreement) FROM contract c"
    " LEFT JOIN agreement a ON a.org = c.org AND a.id = c.agreement WHERE c.org=:org"
)
_EVERY_ROLE = "SELECT person, role FROM person_role WHERE org=:org AND role <> 'employee'"
_ROLES = f"{_EVERY_ROLE} AND person IN :people"
_FEW = 500
"""People whose rows are read by name; of more, everybody's are."""


class _Known(NamedTuple):
    id: str
    name: str
    email: str
    lang: str
    standing: str
    site: str | None
    """The name of a site of their own."""


class _Team(NamedTuple):
    id: str
    name: str
    site: str | None


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
        "SELECT id, name, email, lang, CASE WHEN NOT active THEN 'gone' WHEN EXISTS (SELECT 1 FROM credential c"
        " WHERE c.org = person.org AND c.person = person.id) THEN 'joined' ELSE 'waiting' END AS standing,"
        " (SELECT s.name FROM site s WHERE s.org = person.org AND s.id = person.site) AS site"
        f" FROM person WHERE {where}",
        **params,
    )
    if not actor.may_see_everyone:
        known = [row for row in known if row.standing != "gone"]
    known.sort(key=lambda row: (in_order(row.name), row.id))
    ids = [row.id for row in known]
    cells: dict[str, Sequence[Cell]] = {key: [row[n] for row in known] for n, key in enumerate(_Known._fields)}
    teams = {one.id: one for one in tx.rows(_Team, _TEAMS, org=tx.org)}
    of = _team_of(tx, teams)
    mine = [of.get(id) for id in ids]
    at = [row.site or (one and one.site) for row, one in zip(known, mine, strict=True)]
    cells |= {"team": [one and one.name for one in mine], "site": at}
    is_anywhere = any(at) or any(team.site for team in teams.values())
    unseen = [one for one in _NAMES if one.key == "site" and not is_anywhere]
    if not actor.may_see_everyone:
        columns, named = [one for one in _NAMES if one not in unseen], {one.key: cells[one.key] for one in _NAMES}
        return List("people", columns, ids, named, unseen=unseen)
    agreed = {"agreement": ["", *tx.values(str, _AGREED, org=tx.org)]}
    columns = [one for one in COLUMNS if one not in unseen]
    return List("people", columns, ids, cells, lambda some, keys: _fill(tx, actor, some, keys), agreed, unseen=unseen)


def _team_of(tx: Tx, teams: Mapping[str, _Team]) -> dict[str, _Team]:
    """Each one's team today; of several the first by name."""
    found: dict[str, _Team] = {}
    for person, team in tx.rows(_Member, _MEMBERS, org=tx.org, on=today(tx)):
        one = teams[team]
        if found.setdefault(person, one).name > one.name:
            found[person] = one
    return found


def _fill(tx: Tx, actor: Actor, ids: Sequence[str], keys: Sequence[str]) -> Mapping[str, Mapping[str, Cell]]:
    """Roles, and the contract in force today."""
    found: dict[str, Mapping[str, Cell]] = {}
    if "roles" in keys:
        found["roles"] = _roles(tx, actor, ids)
    if set(keys) - {"roles"}:
        had = {one.person: one for one in sorted(_employed(tx, ids), key=lambda one: one.from_date)}
        found["agreement"] = {id: one.agreement for id, one in had.items()}
        found["since"] = {id: one.from_date for id, one in had.items()}
        found["until"] = {id: one.until_date for id, one in had.items()}
    return found


def _employed(tx: Tx, ids: Sequence[str]) -> list[_Employed]:
    if len(ids) > _FEW:
        return tx.rows(_Employed, _EVERY_CONTRACT, org=tx.org, on=today(tx))
    return tx.rows(_Employed, _EMPLOYED, org=tx.org, people=tuple(ids), on=today(tx))


def _roles(tx: Tx, actor: Actor, ids: Sequence[str]) -> dict[str, Cell]:
    if len(ids) > _FEW:
        rows = tx.rows(_Role, _EVERY_ROLE, org=tx.org)
    else:
        rows = tx.rows(_Role, _ROLES, org=tx.org, people=tuple(ids))
    words = {role: say(actor.lang, f"people.role.{role}") for role in store.ROLES}
    held: dict[str, list[str]] = defaultdict(list)
    for one in rows:
        held[one.person].append(one.role)
    return {person: ", ".join([words[role] for role in sorted(roles)]) for person, roles in held.items()}
