"""The people of the organisation as a list."""

from collections import defaultdict
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
    Column("roles"),
    Column("standing", "choice", words="people.standing."),
    Column("agreement", "choice"),
    Column("since", "date"),
    Column("until", "date", chosen=False),
    Column("lang", "choice", words="language.", chosen=False),
)
_EMPLOYED = (
    "SELECT c.person, COALESCE(a.name, c.agreement) AS agreement, c.from_date, c.until_date FROM contract c"
    " LEFT JOIN agreement a ON a.org = c.org AND a.id = c.agreement WHERE c.org=:org AND c.from_date <= :on"
    " AND (c.until_date IS NULL OR c.until_date >= :on) ORDER BY c.from_date"
)


class _Known(NamedTuple):
    id: str
    name: str
    email: str
    active: bool
    lang: str


class _Employed(NamedTuple):
    person: str
    agreement: str
    from_date: str
    until_date: str | None


def people(tx: Tx, actor: Actor) -> List:
    """Payroll and admins: everyone, with all that is known. Supervisors and planners: names and teams of theirs."""
    if not (actor.may_see_team or plans(tx, actor)):
        raise Forbidden()
    where, params = visible_or_planned(tx, "id")
    sql = f"SELECT id, name, email, active, lang FROM person WHERE {where} ORDER BY name, id"
    known = tx.rows(_Known, sql, **params)
    teams: dict[str, str] = {}
    for one in store.memberships(tx, today(tx)):
        if one.role == "member":
            teams.setdefault(one.person, one.name)
    if not actor.may_see_everyone:
        named: list[Row] = [{"id": row.id, "name": row.name, "team": teams.get(row.id)} for row in known if row.active]
        return List("people", _NAMES, named)
    return List("people", (*_NAMES, *_OFFICE), _office(tx, actor, known, teams))


def _office(tx: Tx, actor: Actor, known: list[_Known], teams: dict[str, str]) -> list[Row]:
    roles: dict[str, list[str]] = defaultdict(list)
    words = {role: say(actor.lang, f"people.role.{role}") for role in store.ROLES}
    for one in store.every_role(tx):
        if one.role != "employee":
            roles[one.person].append(words[one.role])
    joined = set(tx.values(str, "SELECT DISTINCT person FROM credential WHERE org=:org", org=tx.org))
    employed = {one.person: one for one in tx.rows(_Employed, _EMPLOYED, org=tx.org, on=today(tx))}
    found: list[Row] = []
    for row in known:
        contract = employed.get(row.id)
        found.append(
            {
                "id": row.id,
                "name": row.name,
                "team": teams.get(row.id),
                "email": row.email,
                "roles": ", ".join(sorted(roles[row.id])) if row.id in roles else None,
                "standing": "gone" if not row.active else "joined" if row.id in joined else "waiting",
                "agreement": contract.agreement if contract else None,
                "since": contract.from_date if contract else None,
                "until": contract.until_date if contract else None,
                "lang": row.lang,
            }
        )
    return found
