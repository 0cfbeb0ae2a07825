"""What an admin makes of a company, with the services that everything else uses."""

from unicodedata import normalize
from zoneinfo import available_timezones

import msgspec

from leima.db.actor import Actor
from leima.db.site import today
from leima.db.sync_sql import lock_organisation
from leima.db.tx import Tx
from leima.features.people import choices, sites, store
from leima.features.people.editing import move
from leima.features.setup import schemas
from leima.web.errors import Conflict, Forbidden, Invalid, NotFound

_NAMED = 5
"""Teams that are named where a site cannot go."""


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


def _alike(name: str) -> str:
    """What two names that people read as one have in common."""
    return normalize("NFKC", name).strip().casefold()


def put_team(tx: Tx, actor: Actor, id: str, form: schemas.PutTeam) -> None:
    """A team, new or renamed, where it is, and who supervises it from today on."""
    refuse_others(tx, actor)
    lock_organisation(tx)
    known = store.all_teams(tx)
    teams = {one.id: one.name for one in known}
    if any(_alike(name) == _alike(form.name) and id != one for one, name in teams.items()):
        raise Conflict("team_there")
    if teams.get(id) != form.name.strip():
        store.add_team(tx, form.name.strip(), id=id)
        tx.audit("team.put", "team", id, teams.get(id), form.name.strip())
    if form.site is not msgspec.UNSET:
        _place(tx, id, next((one.site for one in known if one.id == id), None), form.site)
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


def _place(tx: Tx, team: str, before: str | None, site: str | None) -> None:
    """The team is at a site from now on, or at none."""
    if site == before:
        return
    if site is not None and sites.locked(tx, site) is None:
        raise Invalid("unknown_site")
    names: dict[str | None, str] = {one.id: one.name for one in sites.all_sites(tx)}
    sites.place_team(tx, team, site)
    tx.audit("team.site", "team", team, names.get(before), names.get(site))


def put_site(tx: Tx, actor: Actor, id: str, form: schemas.PutSite) -> None:
    """A site, new or with another name or address."""
    refuse_others(tx, actor)
    lock_organisation(tx)
    known = {one.id: {"name": one.name, "address": one.address} for one in sites.all_sites(tx)}
    new = {"name": form.name.strip(), "address": form.address.strip()}
    if any(_alike(one["name"]) == _alike(new["name"]) and id != key for key, one in known.items()):
        raise Conflict("site_there")
    if known.get(id) != new:
        sites.put(tx, id, **new)
        tx.audit("site.put", "site", id, known.get(id), new)


def remove_site(tx: Tx, actor: Actor, id: str) -> None:
    """A site is no more. One with teams or people of its own stays: where they are is said first."""
    refuse_others(tx, actor)
    site = sites.locked(tx, id)
    if site is None:
        raise NotFound()
    if teams := sites.teams_at(tx, id):
        raise Conflict("site_in_use", name=site.name, teams=_few(teams))
    if people := sites.people_at(tx, id):
        raise Conflict("site_has_people", name=site.name, people=_few(people))
    sites.remove(tx, id)
    tx.audit("site.remove", "site", id, {"name": site.name, "address": site.address}, None)


def _few(names: list[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def put_work_type(tx: Tx, actor: Actor, id: str, form: schemas.PutWorkType) -> None:
    """A kind of work, new or changed. One that is out of use stays in what was booked on it."""
    refuse_others(tx, actor)
    choices.put_work_type(tx, id, form.name.strip(), form.counts_as_kiky, form.in_use)
    tx.audit("work_type.put", "work_type", id, None, {"name": form.name.strip(), "active": form.in_use})


def put_cost_centre(tx: Tx, actor: Actor, id: str, form: schemas.PutCostCentre) -> None:
    """A cost centre, new or changed. One that is out of use stays in what was booked on it."""
    refuse_others(tx, actor)
    choices.put_cost_centre(tx, id, form.code.strip(), form.name.strip(), form.in_use)
    tx.audit("cost_centre.put", "cost_centre", id, None, {"code": form.code.strip(), "active": form.in_use})
