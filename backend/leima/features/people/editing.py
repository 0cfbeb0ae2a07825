"""A person's name, e-mail, team, site and roles from a date on, as the office changes them. The past stays."""

import json
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tx import Tx
from leima.features.people import planned, schemas, sites, store
from leima.features.people.roles import active_with_role, lock_role
from leima.rules.zone import calendar_date, next_date
from leima.web.errors import Conflict, Forbidden, Invalid, NotFound

GIVEN_BY_ADMIN = frozenset({"supervisor", "payroll", "admin"})
"""The roles of those who decide on other people's time or on money: whose address one changes one could become."""
ON_TEAM = (
    "SELECT team, role, from_date, until_date FROM team_member WHERE org=:org AND person=:person ORDER BY from_date"
)


class _Stay(NamedTuple):
    team: str
    role: str
    from_date: str
    until_date: str | None


def details(tx: Tx, actor: Actor, person: str) -> schemas.PersonDetails:
    """What the office may change, as it will be, with what waits for its date. Raises Forbidden, NotFound."""
    _refuse_others(tx, actor, person)
    row = store.person(tx, person)
    if row is None:
        raise NotFound()
    waiting = [one for one in planned.waiting(tx) if one.person == person]
    stays = _stays(tx, person)
    member = next((one for one in reversed(stays) if one.role == "member" and one.until_date is None), None)
    ahead = [one for one in stays if one.role == "member" and one.from_date > today(tx)]
    values = planned.values_to_come(waiting).get(person, {})
    return schemas.PersonDetails(
        name=values.get("name", row.name),
        email=values.get("email", row.email),
        team=member.team if member else None,
        supervises=sorted({one.team for one in stays if one.role == "supervisor" and one.until_date is None}),
        roles=sorted(values.get("roles", store.roles_of(tx, person))),
        teams=[schemas.TeamChoice(one.id, one.name) for one in store.all_teams(tx)],
        site=values.get("site", row.site),
        sites=[schemas.SiteChoice(one.id, one.name) for one in sites.all_sites(tx)],
        planned=[
            *(schemas.Planned(one.what, json.loads(one.value), one.from_date) for one in waiting),
            *(schemas.Planned("team", one.team, one.from_date) for one in ahead),
        ],
    )


def edit(tx: Tx, actor: Actor, person: str, form: schemas.EditPerson) -> schemas.PersonDetails:
    """Makes the details so from the form's date on. Raises Forbidden, NotFound, Conflict, Invalid."""
    before = details(tx, actor, person)
    _validate(tx, form)
    if set(form.roles) != set(before.roles):
        _refuse_roles(tx, actor, person, form)
    if form.email.strip().lower() != before.email and planned.email_taken(tx, form.email.strip().lower(), person):
        raise Conflict("email_taken")
    for what, value, stood in (
        ("name", form.name.strip(), before.name),
        ("email", form.email.strip().lower(), before.email),
        ("roles", sorted({"employee", *form.roles}), before.roles),
        ("site", before.site if form.site is msgspec.UNSET else form.site, before.site),
    ):
        if value != stood:
            planned.change(tx, person, what, value, form.from_)
    move(tx, person, "member", [form.team] if form.team else [], form.from_)
    move(tx, person, "supervisor", form.supervises if "supervisor" in form.roles else [], form.from_)
    return details(tx, actor, person)


def move(tx: Tx, person: str, role: str, teams: Sequence[str], date: str) -> None:
    """The person is in these teams from a date on, as a member or a supervisor; the others end the day before."""
    there = [one for one in _stays(tx, person) if one.role == role and one.until_date is None]
    for one in there:
        if one.team not in teams:
            end = max(next_date(date, -1), one.from_date)
            store.add_membership(tx, person, one.team, role, from_date=one.from_date, until_date=end)
    begun = [team for team in teams if team not in {one.team for one in there}]
    for team in begun:
        store.add_membership(tx, person, team, role, from_date=date)
    if begun or len(begun) + len(there) != len(teams):
        old, new = sorted(one.team for one in there), sorted(teams)
        tx.audit("person.teams", "person", person, {role: old}, {role: new, "from": date})


def _stays(tx: Tx, person: str) -> list[_Stay]:
    return tx.rows(_Stay, ON_TEAM, org=tx.org, person=person)


def _refuse_others(tx: Tx, actor: Actor, person: str) -> None:
    """Payroll and admins; nobody but an admin where the person decides or pays, or is going to."""
    if not actor.may_invite:
        raise Forbidden()
    coming = [json.loads(one.value) for one in planned.waiting(tx) if (one.person, one.what) == (person, "roles")]
    roles = set(store.roles_of(tx, person)).union(*coming)
    if GIVEN_BY_ADMIN & roles and "admin" not in actor.roles:
        raise Forbidden("link_by_admin")


def _validate(tx: Tx, form: schemas.EditPerson) -> None:
    try:
        calendar_date(form.from_)
    except ValueError as error:
        raise Invalid("staff_past") from error
    if form.from_ < today(tx):
        raise Invalid("staff_past")
    wanted = {*form.supervises, *([form.team] if form.team else [])}
    if not wanted <= {one.id for one in store.all_teams(tx)}:
        raise Invalid("unknown_team")
    if form.site and sites.locked(tx, form.site) is None:
        raise Invalid("unknown_site")


def _refuse_roles(tx: Tx, actor: Actor, person: str, form: schemas.EditPerson) -> None:
    """Roles are given by admins, and the last admin stays one."""
    if "admin" not in actor.roles:
        raise Forbidden()
    lock_role(tx, "admin")
    if "admin" not in form.roles and active_with_role(tx, "admin") == [person]:
        raise Conflict("last_admin")
