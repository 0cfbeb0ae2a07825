"""One-time links: invitations, password resets and the first administrator's. Only a POST uses one up."""

from leima.db.actor import Actor
from leima.db.site import instant
from leima.db.tables.auth import OneTimeLink
from leima.db.tx import Tx
from leima.features.auth import refusals, schemas, second_step, service, store, throttle
from leima.features.auth.methods import Passwords
from leima.features.auth.notices import LinkMade
from leima.features.auth.passwords import refuse_if_weak
from leima.features.auth.secrets import digest, new_secret
from leima.features.logo import store as logo
from leima.features.notices.store import tell
from leima.settings import Settings
from leima.web.errors import Forbidden, NotFound, Problem
from leima.world.world import World

_HOUR = 3_600_000
LASTS = {"invite": 72 * _HOUR, "first_admin": 72 * _HOUR, "reset": _HOUR // 2}
"""Milliseconds that each kind of link is good for."""
ON_PAPER = 240 * _HOUR
"""The same for one on paper: it is handed out within the week before the start."""


DECIDES_OR_PAYS = frozenset({"supervisor", "payroll", "admin"})
"""The roles of those who decide on other people's time or on money."""


def address_of(settings: Settings, token: str) -> str:
    """The link as a person opens it; what stands after # never reaches a server's log."""
    return f"{settings.public_url or f'http://localhost:{settings.port}'}/liity#{token}"


def make(
    tx: Tx, settings: Settings, person: str, kind: str | None = None, *, lasts: int | None = None, beside: bool = False
) -> schemas.Link:
    """A link for a person of `tx.org`: an invitation before the first password, a reset after it.

    It ends the person's earlier ones, unless it is `beside` them. Using one ends all.
    """
    kind = kind or ("reset" if store.password_of(tx, tx.org, person) else "invite")
    token, expires_at = new_secret(), tx.now + (lasts or LASTS[kind])
    by = tx.actor.person if tx.actor else None
    store.add_link(
        tx,
        OneTimeLink(
            hash=digest(token),
            org=tx.org,
            person=person,
            kind=kind,
            created_at=tx.now,
            expires_at=expires_at,
            created_by=by,
        ),
        beside=beside,
    )
    tx.audit(f"link.{kind}", "person", person, None, {"expires_at": expires_at})
    return schemas.Link(address_of(settings, token), instant(expires_at))


def invite(tx: Tx, actor: Actor, world: World, person: str) -> schemas.Link:
    """A link made by payroll or an admin; the person is told who made it.

    Nobody but an admin makes one for who decides or pays: the link could be used to become them.
    """
    if not actor.may_invite:
        raise Forbidden()
    found = store.person_of(tx, actor.org, person)
    if found is None or not found.active:
        raise NotFound()
    if _needs_admin(tx, actor.org, person) and "admin" not in actor.roles:
        raise Forbidden("link_by_admin")
    made = make(tx, world.settings, person)
    if person != actor.person:
        tell(tx, person, LinkMade(actor.name))
    return made


def has_password(tx: Tx, person: str) -> bool:
    """Whether a person of `tx.org` has chosen a password."""
    return store.password_of(tx, tx.org, person) is not None


def look(tx: Tx, token: str) -> schemas.LinkLook:
    """Whom the link is for; it stays unused. Raises NotFound `link_not_good` alike for unknown, used and late."""
    link = _good(tx, token)
    return schemas.LinkLook(link.name, link.organisation, link.email, link.kind, logo.in_base64(tx, link.org))


def _good(tx: Tx, token: str) -> store.GoodLink:
    """The link, while it is good and whoever made it may still make one for the person. Raises NotFound."""
    link = store.good_link(tx, digest(token))
    if link is None or (_needs_admin(tx, link.org, link.person) and not _is_of_admin(tx, link)):
        raise NotFound("link_not_good")
    return link


def _needs_admin(tx: Tx, org: str, person: str) -> bool:
    return bool(DECIDES_OR_PAYS & set(store.roles_of(tx, org, person)))


def _is_of_admin(tx: Tx, link: store.GoodLink) -> bool:
    """A link that nobody made went to the person's own address, or was made by a command."""
    return link.created_by is None or "admin" in store.roles_of(tx, link.org, link.created_by)


async def accept(world: World, passwords: Passwords, form: schemas.Accept) -> service.SignedIn:
    """Sets the password and signs in; the person's earlier sessions end."""
    who = await world.db.read(lambda tx: look(tx, form.token))
    refuse_if_weak(form.password, who.name, who.email)
    sealed = await passwords.seal(form.password)
    with refusals.counted(world.db) as visitors:
        return service.come_in(await world.db.write(lambda tx: _use(tx, world, form, sealed, visitors)))


def _use(
    tx: Tx, world: World, form: schemas.Accept, sealed: str, visitors: refusals.Visitors
) -> service.SignedIn | Problem:
    link = _good(tx, form.token)
    visitors.add((link.org, link.person))
    tx.org, tries = link.org, throttle.session_tries(link.org, link.person)
    throttle.refuse_if_blocked(tx, tries)
    service.refuse_if_company_only(tx, link.person)
    if kept_out := second_step.prove(tx, link.person, form.one_time_code, tries):
        return kept_out
    if not store.spend_link(tx, digest(form.token)):
        raise NotFound("link_not_good")
    store.spend_links_of(tx, link.person)
    store.set_password(tx, link.person, sealed)
    ended = store.revoke_all(tx, link.person, "password_changed")
    how = {"by": link.kind, "link_by": link.created_by, "sessions_ended": ended}
    tx.audit("password.set", "person", link.person, None, how)
    return service.open_session(tx, world, link.person, form.device_id, form.device_name)


def first_admin_waiting(tx: Tx) -> str | None:
    """The person of `tx.org` whose first-admin link nobody has used; None once a password is set."""
    found = store.linked_without_password(tx, "first_admin")
    return found[0] if found else None
