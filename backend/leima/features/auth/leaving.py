"""A person who leaves: no sign-in, no refresh, no API; what they did stays."""

from leima.db.door import Actor
from leima.db.tx import Tx
from leima.features.auth import store
from leima.features.people import store as people
from leima.web.errors import Conflict, Forbidden, NotFound


def deactivate(tx: Tx, actor: Actor, person: str) -> None:
    """Payroll or an admin ends a person's access. Nobody but an admin an admin's, and never the last admin's."""
    if not actor.may_invite:
        raise Forbidden()
    row = people.person(tx, person)
    if row is None:
        raise NotFound()
    if "admin" in people.roles_of(tx, person):
        if "admin" not in actor.roles:
            raise Forbidden()
        if len(people.active_with_role(tx, "admin")) < 2:
            raise Conflict("last_admin")
    if row.active:
        end_access(tx, person)


def end_access(tx: Tx, person: str) -> None:
    """The person of `tx.org` is inactive from now on; sessions and unused links end."""
    people.update_person(tx, person, active=False)
    ended = store.revoke_all(tx, person, "deactivated")
    store.spend_links_of(tx, person)
    tx.audit("person.deactivate", "person", person, {"active": True}, {"active": False, "sessions_ended": ended})
