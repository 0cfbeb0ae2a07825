"""What an admin makes of a company, with the services that everything else uses."""

from zoneinfo import available_timezones

from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tx import Tx
from leima.features.people import choices, store
from leima.features.people.editing import move
from leima.features.setup import schemas
from leima.web.errors import Conflict, Forbidden, Invalid


def refuse_others(_: Tx, actor: Actor) -> None:
    """Raises Forbidden for everybody but admins."""
    if not actor.may_import:
        raise Forbidden()


def set_organisation(tx: Tx, actor: Actor, form: schemas.SetOrganisation) -> None:
    """The organisation's name and zone. The zone stays once anybody has clocked in: days would move."""
    refuse_others(tx, actor)
    before = store.organisation(tx)
    if form.zone not in available_timezones():
        raise Invalid("bad_zone")
    if form.zone != before.zone and _has_begun(tx):
        raise Conflict("zone_stays")
    if (form.name.strip(), form.zone) != (before.name, before.zone):
        choices.set_organisation(tx, form.name.strip(), form.zone)
        old, new = {"name": before.name, "zone": before.zone}, {"name": form.name.strip(), "zone": form.zone}
        tx.audit("organisation.change", "organisation", tx.org, old, new)


def _has_begun(tx: Tx) -> bool:
    return tx.value(str, "SELECT id FROM punch WHERE org=:org LIMIT 1", org=tx.org) is not None


def put_team(tx: Tx, actor: Actor, id: str, form: schemas.PutTeam) -> None:
    """A team, new or renamed, and who supervises it from today on."""
    refuse_others(tx, actor)
    teams = {one.id: one.name for one in store.all_teams(tx)}
    if any(name.casefold() == form.name.strip().casefold() and id != one for one, name in teams.items()):
        raise Conflict("team_there")
    if teams.get(id) != form.name.strip():
        store.add_team(tx, form.name.strip(), id=id)
        tx.audit("team.put", "team", id, teams.get(id), form.name.strip())
    now = [one.person for one in store.memberships(tx, today(tx)) if one.team == id and one.role == "supervisor"]
    for person in sorted({*now, *form.supervisors}):
        _supervise(tx, person, id, person in form.supervisors)


def _supervise(tx: Tx, person: str, team: str, does: bool) -> None:
    """Whoever supervises a team gets the role that goes with it."""
    if store.person(tx, person) is None:
        raise Invalid("unknown_person")
    mine = {one["id"] for one in store.teams_of(tx, person) if one["role"] == "supervisor"}
    move(tx, person, "supervisor", sorted(mine | {team} if does else mine - {team}), today(tx))
    if does:
        store.set_roles(tx, person, {*store.roles_of(tx, person), "supervisor"})


def put_work_type(tx: Tx, actor: Actor, id: str, form: schemas.PutWorkType) -> None:
    """A kind of work, new or changed. One that is out of use stays in what was booked on it."""
    refuse_others(tx, actor)
    choices.put_work_type(tx, id, form.name.strip(), form.kiky, form.active)
    tx.audit("work_type.put", "work_type", id, None, {"name": form.name.strip(), "active": form.active})


def put_cost_centre(tx: Tx, actor: Actor, id: str, form: schemas.PutCostCentre) -> None:
    """A cost centre, new or changed. One that is out of use stays in what was booked on it."""
    refuse_others(tx, actor)
    choices.put_cost_centre(tx, id, form.code.strip(), form.name.strip(), form.active)
    tx.audit("cost_centre.put", "cost_centre", id, None, {"code": form.code.strip(), "active": form.active})
