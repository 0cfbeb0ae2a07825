"""Who one is, and who else there is."""

from collections import defaultdict
from typing import NamedTuple

from leima.access.rows import visible_or_planned
from leima.access.teams import plans
from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tx import Tx
from leima.features.people import schemas, store
from leima.web.errors import Forbidden, NotFound

_EMPLOYED = (
    "SELECT DISTINCT person FROM contract WHERE org=:org AND from_date <= :on"
    " AND (until_date IS NULL OR until_date >= :on)"
)


class _Known(NamedTuple):
    id: str
    name: str
    email: str
    active: bool


def me(tx: Tx, actor: Actor) -> schemas.Me:
    """The caller as the screens greet them."""
    row, org = store.person(tx, actor.person), store.organisation(tx)
    if row is None:
        raise NotFound()
    teams = [schemas.Membership(**team) for team in store.teams_of(tx, actor.person)]
    organisation = schemas.Organisation(org.id, org.name, org.zone, org.logo)
    return schemas.Me(row.id, row.name, row.email, row.lang, sorted(actor.roles), organisation, teams)


def set_language(tx: Tx, actor: Actor, form: schemas.SetLanguage) -> schemas.Me:
    """The caller's language on every device."""
    if form.lang != actor.lang:
        store.update_person(tx, actor.person, lang=form.lang)
        tx.audit("person.language", "person", actor.person, actor.lang, form.lang)
    return me(tx, actor)


def everybody(tx: Tx, actor: Actor) -> schemas.People:
    """Payroll and admins: everyone. Supervisors and planners: names and teams of their people. Others: refused."""
    if not (actor.may_see_team or plans(tx, actor)):
        raise Forbidden()
    where, params = visible_or_planned(tx, "id")
    rows = tx.rows(_Known, f"SELECT id, name, email, active FROM person WHERE {where} ORDER BY name, id", **params)
    teams = _teams(tx, tuple(row.id for row in rows))
    if not actor.may_see_everyone:
        return schemas.People([schemas.Listed(r.id, r.name, teams[r.id]) for r in rows if r.active])
    roles, joined, employed = _roles(tx), _joined(tx), _employed(tx, today(tx))
    return schemas.People(
        [
            schemas.Listed(
                id=row.id,
                name=row.name,
                teams=teams[row.id],
                email=row.email,
                roles=sorted(roles[row.id]),
                active=row.active,
                joined=row.id in joined,
                contract=row.id in employed,
            )
            for row in rows
        ]
    )


def _teams(tx: Tx, people: tuple[str, ...]) -> dict[str, list[schemas.Membership]]:
    """Each one's teams, each team once: of who is a member and supervises it too, it tells that they supervise."""
    found: dict[str, list[schemas.Membership]] = defaultdict(list)
    wanted = set(people)
    for row in store.memberships(tx, today(tx)):
        if row.person in wanted:
            known = [one for one in found[row.person] if one.id != row.team]
            found[row.person] = [*known, schemas.Membership(row.team, row.name, row.role)]
    return found


def _roles(tx: Tx) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in store.every_role(tx):
        found[row.person].append(row.role)
    return found


def _joined(tx: Tx) -> set[str]:
    return set(tx.values(str, "SELECT person FROM credential WHERE org=:org", org=tx.org))


def _employed(tx: Tx, on: str) -> set[str]:
    """Everyone of `tx.org` with a contract in force on a date."""
    return set(tx.values(str, _EMPLOYED, org=tx.org, on=on))
