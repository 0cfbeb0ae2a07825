"""Passkeys: added by who has just signed in, listed, named, removed; and signing in by one, without any code."""

from leima.db.actor import Actor
from leima.db.site import instant
from leima.db.tables.passkeys import Passkey
from leima.db.tx import Tx
from leima.features.auth import links, refusals, service, throttle
from leima.features.auth.secrets import new_secret
from leima.features.notices.store import tell
from leima.features.passkeys import ceremony, forms, store
from leima.features.passkeys.ceremony import BadPasskey, Site
from leima.features.passkeys.notices import PasskeyAdded, PasskeyCopied, PasskeysRemoved
from leima.features.people import store as people
from leima.settings import Settings
from leima.web.errors import Conflict, Forbidden, NotFound, Problem, SignInNeeded
from leima.world.world import World

FRESH = 600_000
"""Milliseconds after signing in in which a passkey may be added: a session that lies open is not enough."""
MOST = 20
"""Passkeys of one person."""


def listed(tx: Tx, actor: Actor, settings: Settings) -> forms.PasskeysData:
    """The caller's passkeys."""
    return forms.PasskeysData(
        [_told(row) for row in store.own(tx, actor.person)],
        possible=ceremony.site_of(settings) is not None,
        fresh=_is_fresh(tx, actor),
        recommended=bool(links.DECIDES_OR_PAYS & actor.roles),
    )


def _told(row: Passkey) -> forms.PasskeyData:
    used = None if row.used_at is None else instant(row.used_at)
    return forms.PasskeyData(row.id, row.name, instant(row.made_at), used, row.copied_at is not None)


def _is_fresh(tx: Tx, actor: Actor) -> bool:
    return tx.now - store.signed_in_at(tx, actor.family) <= FRESH


def _site(settings: Settings) -> Site:
    found = ceremony.site_of(settings)
    if found is None:
        raise Conflict("passkey_no_name")
    return found


def begin(tx: Tx, actor: Actor, settings: Settings) -> forms.PasskeyOptions:
    """What the caller's authenticator is asked to make a passkey. Raises Forbidden `sign_in_again`, Conflict."""
    site, known = _site(settings), store.own(tx, actor.person)
    if not _is_fresh(tx, actor):
        raise Forbidden("sign_in_again")
    if len(known) >= MOST:
        raise Conflict("too_many_passkeys", most=MOST)
    person, challenge = people.person(tx, actor.person), new_secret()
    store.add_try(tx, challenge, actor.org, actor.person)
    who = ceremony.handle_of(actor.org, actor.person)
    email = person.email if person else ""
    ids = [row.id for row in known]
    return forms.PasskeyOptions(ceremony.new_passkey(site, challenge, who, actor.name, email, ids))


def add(tx: Tx, actor: Actor, settings: Settings, form: forms.NewPasskey) -> forms.PasskeyData:
    """Keeps the passkey that the caller's authenticator has made. Raises Forbidden, Conflict `passkey_bad`."""
    site = _site(settings)
    if not _is_fresh(tx, actor):
        raise Forbidden("sign_in_again")
    try:
        challenge = ceremony.challenge_in(form.credential)
        if not store.take_try(tx, challenge, actor.org, actor.person):
            raise BadPasskey
        made = ceremony.made_by(form.credential, challenge, site)
    except BadPasskey as bad:
        raise Conflict("passkey_bad") from bad
    if len(store.own(tx, actor.person)) >= MOST:
        raise Conflict("too_many_passkeys", most=MOST)
    row = Passkey(org=actor.org, id=made.id, person=actor.person, name=form.called, public_key=made.public_key)
    row.sign_count, row.made_at = made.sign_count, tx.now
    if not store.add(tx, row):
        raise Conflict("passkey_bad")
    tell(tx, actor.person, PasskeyAdded(form.called))
    return _told(row)


def rename(tx: Tx, actor: Actor, id: str, form: forms.PasskeyName) -> None:
    """Calls one of the caller's passkeys otherwise. Raises NotFound."""
    if not store.rename(tx, actor.person, id, form.called):
        raise NotFound()


def remove(tx: Tx, actor: Actor, id: str) -> None:
    """Takes one of the caller's passkeys away. Raises NotFound."""
    if not store.remove(tx, actor.person, id):
        raise NotFound()


def remove_for(tx: Tx, actor: Actor, person: str) -> None:
    """An admin takes away the passkeys of somebody who has lost a device; the person is told who did."""
    if "admin" not in actor.roles or person == actor.person:
        raise Forbidden()
    if people.person(tx, person) is None:
        raise NotFound()
    if store.remove_all(tx, person):
        tell(tx, person, PasskeysRemoved(actor.name))


def ask(tx: Tx, settings: Settings, address: str) -> forms.PasskeyOptions:
    """What the authenticator of somebody who signs in is asked. Raises Conflict, TooMany."""
    site, challenge = _site(settings), new_secret()
    throttle.begin_one(tx, address)
    store.add_try(tx, challenge, None, None)
    return forms.PasskeyOptions(ceremony.sign_in(site, challenge))


async def enter(world: World, form: forms.PasskeyEntry, address: str) -> service.SignedIn:
    """A session for who has the passkey; no code is asked for. Raises SignInNeeded, Conflict, TooMany."""
    site = _site(world.settings)

    def work(tx: Tx) -> service.SignedIn | Problem:
        throttle.begin_one(tx, address)
        try:
            return _enter(tx, world, site, form, who)
        except BadPasskey:
            return SignInNeeded("passkey_unknown")

    with refusals.counted(world.db) as who:
        return service.come_in(await world.db.write(work))


def _enter(
    tx: Tx, world: World, site: Site, form: forms.PasskeyEntry, who: refusals.Visitors
) -> service.SignedIn | Problem:
    challenge = ceremony.challenge_in(form.credential)
    if not store.take_try(tx, challenge, None, None):
        raise BadPasskey
    id, handle = ceremony.id_in(form.credential)
    row = store.find(tx, id)
    if row is None or (handle is not None and handle != ceremony.handle_of(row.org, row.person)):
        raise BadPasskey
    who.add((row.org, row.person))
    count = ceremony.signed_count(form.credential, challenge, site, row.public_key)
    tx.org = row.org
    if row.copied_at is not None or not store.use(tx, row, count):
        return _shut(tx, row)
    service.refuse_if_company_only(tx, row.person)
    return service.open_session(tx, world, row.person, form.device_id, form.device_name)


def _shut(tx: Tx, row: Passkey) -> Problem:
    """Two devices have the passkey: it opens nothing any more, and the person is told."""
    if row.copied_at is None:
        store.shut(tx, row)
        tell(tx, row.person, PasskeyCopied(row.name))
    return SignInNeeded("passkey_copied")
