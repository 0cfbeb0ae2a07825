"""Signing in, staying signed in, signing out, and whose devices are signed in."""

from dataclasses import dataclass

from leima.db.actor import Actor, NoSession
from leima.db.database import Database
from leima.db.site import instant
from leima.db.tables.people import Person
from leima.db.tx import Tx
from leima.features.auth import refusals, schemas, second_step, sessions, store, throttle
from leima.features.auth.methods import Account, Passwords
from leima.features.auth.notices import GuessedBefore
from leima.features.auth.passwords import refuse_if_weak
from leima.features.auth.sessions import Granted
from leima.features.notices.store import tell_once
from leima.features.people import store as people
from leima.web.errors import Forbidden, Invalid, NotFound, Problem, SignInNeeded
from leima.web.tokens import LIFETIME, Claims
from leima.world.world import World

MANY_GUESSES = 10
"""Wrong passwords in a day after which a right one is told of. CHECK: our own choice."""


@dataclass(frozen=True)
class SignedIn:
    """What the caller gets: the body, and the refresh token for the cookie."""

    body: schemas.Session
    refresh: str


def _answer(tx: Tx, world: World, granted: Granted) -> SignedIn:
    person = store.person_of(tx, granted.org, granted.person)
    if person is None:
        raise NoSession("session_revoked")
    token = world.keys.encode(Claims(granted.org, granted.person, granted.family), tx.now)
    roles = store.roles_of(tx, granted.org, granted.person)
    user = schemas.User(granted.person, person.name, roles, person.lang)
    return SignedIn(schemas.Session(token, LIFETIME, user), granted.refresh)


async def login(world: World, passwords: Passwords, form: schemas.Login, address: str) -> SignedIn:
    """A new session for the right password. Raises SignInNeeded `invalid_credentials`, TooMany."""
    email = form.email.strip().lower()
    with refusals.counted(world.db) as who:
        async with passwords.door(email):
            accounts, tries = await world.db.read(lambda tx: _look(tx, email, form.device_id, address, who))
            found = await passwords.recognise(accounts, form.password)
            if found is None:
                await world.db.write(lambda tx: throttle.count_failure(tx, tries))
                raise SignInNeeded("invalid_credentials")
            who.intersection_update({(found.org, found.person)})
            return come_in(await world.db.write(lambda tx: _begin(tx, world, found, form, tries)))


def _look(
    tx: Tx, email: str, device: str, address: str, who: refusals.Visitors
) -> tuple[list[Account], throttle.Tries]:
    rows = store.people_with(tx, email)
    who.update((row.org, row.person) for row in rows)
    accounts = sum(row.sealed is not None for row in rows)
    known = accounts > 0 and store.accounts_on(tx, email, device) >= accounts
    tries = throttle.sign_in_tries(tx, email, device, address, known=known, shared=accounts > 1)
    throttle.refuse_if_blocked(tx, tries)
    return [Account(row.org, row.person, row.sealed) for row in rows], tries


def come_in(done: SignedIn | Problem) -> SignedIn:
    """Raises what keeps the caller out, after what it counted is stored."""
    if isinstance(done, Problem):
        raise done
    return done


def _begin(tx: Tx, world: World, found: Account, form: schemas.Login, tries: throttle.Tries) -> SignedIn | Problem:
    tx.org = found.org
    if store.password_of(tx, found.org, found.person) != found.sealed:
        raise SignInNeeded("invalid_credentials")
    refuse_if_company_only(tx, found.person)
    if kept_out := second_step.prove(tx, found.person, form.one_time_code, tries):
        return kept_out
    _tell_of_guesses(tx, found.person, throttle.guessed(tx, tries))
    throttle.forgive(tx, tries)
    return open_session(tx, world, found.person, form.device_id, form.device_name)


def _tell_of_guesses(tx: Tx, person: str, guesses: int) -> None:
    """Whoever comes in after many wrong passwords may be who guessed: the person hears of it, and admins read it."""
    if guesses >= MANY_GUESSES:
        tell_once(tx, person, GuessedBefore())
        tx.audit("sign_in.guessed", "person", person, None, {"refusals": guesses})


def refuse_if_company_only(tx: Tx, person: str) -> None:
    """Raises SignInNeeded `company_only` where the organisation takes its own sign-in alone.

    Admins may always come in otherwise: a provider that is down or wrongly set locks nobody's company out.
    """
    if people.company_only(tx) and "admin" not in store.roles_of(tx, tx.org, person):
        raise SignInNeeded("company_only")


def open_session(
    tx: Tx, world: World, person: str, device: str, device_name: str, *, by_company: bool = False
) -> SignedIn:
    """A session on the device for a person of `tx.org` who has proved who they are."""
    standing = store.person_of(tx, tx.org, person)
    if standing is None or not standing.active:
        raise SignInNeeded("invalid_credentials")
    return _answer(tx, world, sessions.begin(tx, person, device, device_name, by_company=by_company))


async def refresh(world: World, presented: str) -> SignedIn:
    """The next access and refresh token. Raises NoSession `session_expired` or `session_revoked`."""

    def work(tx: Tx) -> SignedIn | NoSession:
        granted = sessions.rotate(tx, presented)
        if isinstance(granted, NoSession):
            return granted
        if sessions.is_kept_out(tx, granted.family):
            store.revoke(tx, granted.family, granted.person, "company_only")
            return NoSession("session_revoked")
        return _answer(tx, world, granted)

    answer = await world.db.write(work)
    if isinstance(answer, NoSession):
        raise answer
    return answer


async def logout(db: Database, presented: str, claims: Claims | None) -> None:
    """Ends the session of the cookie, or of the bearer token where there is no cookie."""

    def work(tx: Tx) -> None:
        if presented:
            sessions.end(tx, presented)
        elif claims is not None:
            tx.org = claims.org
            store.revoke(tx, claims.family, claims.person, "sign_out")

    await db.write(work)


def devices(tx: Tx, actor: Actor) -> schemas.Devices:
    """The caller's signed-in devices, the latest first."""
    rows = store.families_of(tx, actor.person)
    return schemas.Devices(
        [
            schemas.Device(r.id, r.device_name, instant(r.created_at), instant(r.last_seen_at), r.id == actor.family)
            for r in rows
        ]
    )


def revoke_device(tx: Tx, actor: Actor, family: str) -> None:
    """Ends one of the caller's own sessions. Raises NotFound for anybody else's and for none."""
    if not store.revoke(tx, family, actor.person, "device_list"):
        raise NotFound()
    tx.audit("device.revoke", "person", actor.person, {"device": family}, None)


async def change_password(world: World, passwords: Passwords, actor: Actor, form: schemas.NewPassword) -> None:
    """A new password for who knows the present one; the person's other devices are signed out."""
    tries = throttle.session_tries(actor.org, actor.person)
    async with passwords.door(actor.person):
        sealed, person = await world.db.read(lambda tx: _present(tx, actor, tries))
        if not await passwords.holds(sealed, form.current):
            await world.db.write(lambda tx: throttle.count_failure(tx, tries))
            raise Forbidden("wrong_password")
        if form.new == form.current:
            raise Invalid("password_unchanged", fields=[{"field": "new", "message": "password_unchanged"}])
        refuse_if_weak(form.new, person.name, person.email)
        fresh = await passwords.seal(form.new)
        await world.db.write(lambda tx: _store_password(tx, actor, sealed, fresh, tries))


def _present(tx: Tx, actor: Actor, tries: throttle.Tries) -> tuple[str | None, Person]:
    throttle.refuse_if_blocked(tx, tries)
    person = store.person_of(tx, actor.org, actor.person)
    if person is None:
        raise NoSession("session_revoked")
    return store.password_of(tx, actor.org, actor.person), person


def _store_password(tx: Tx, actor: Actor, before: str | None, fresh: str, tries: throttle.Tries) -> None:
    tx.org, tx.actor = actor.org, actor
    if store.password_of(tx, actor.org, actor.person) != before:
        raise Forbidden("wrong_password")
    store.set_password(tx, actor.person, fresh)
    throttle.forgive(tx, tries)
    store.spend_links_of(tx, actor.person)
    ended = store.revoke_all(tx, actor.person, "password_changed", keep=actor.family)
    tx.audit("password.change", "person", actor.person, None, {"sessions_ended": ended})
