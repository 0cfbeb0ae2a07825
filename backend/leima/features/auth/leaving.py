"""A person who leaves, and may come back: no sign-in, no refresh, no API meanwhile; what they did stays."""

from leima.db.actor import Actor
from leima.db.tables.people import Person
from leima.db.tx import Tx
from leima.features.auth import store
from leima.features.people import store as people
from leima.features.people.roles import active_with_role, lock_role
from leima.web.errors import Conflict, Forbidden, NotFound


def deactivate(tx: Tx, actor: Actor, person: str) -> None:
    """Payroll or an admin ends a person's access. Nobody but an admin an admin's, and never the last admin's."""
    row, roles = _decided_on(tx, actor, person)
    if "admin" in roles and is_last_admin(tx, person):
        raise Conflict("last_admin")
    if row.active:
        end_access(tx, person)


def is_last_admin(tx: Tx, person: str) -> bool:
    """Whether `tx.org` would have no active admin without the person. Others who count admins wait until the commit."""
    lock_role(tx, "admin")
    return active_with_role(tx, "admin") == [person]


def activate(tx: Tx, actor: Actor, person: str) -> None:
    """Lets a person in again, with the password and roles that they had. Sessions and links that ended stay ended."""
    row, _ = _decided_on(tx, actor, person)
    if not row.active:
        people.update_person(tx, person, active=True)
        tx.audit("person.activate", "person", person, {"active": False}, {"active": True})


def _decided_on(tx: Tx, actor: Actor, person: str) -> tuple[Person, set[str]]:
    """The person and their roles, for whoever may decide on their access."""
    if not actor.may_invite:
        raise Forbidden()
    row = people.person(tx, person)
    if row is None:
        raise NotFound()
    roles = set(people.roles_of(tx, person))
    if "admin" in roles and "admin" not in actor.roles:
        raise Forbidden()
    return row, roles


def end_access(tx: Tx, person: str) -> None:
    """The person of `tx.org` is inactive from now on; sessions and unused links end."""
    people.update_person(tx, person, active=False)
    ended = store.revoke_all(tx, person, "deactivated")
    store.spend_links_of(tx, person)
    tx.audit("person.deactivate", "person", person, {"active": True}, {"active": False, "sessions_ended": ended})
