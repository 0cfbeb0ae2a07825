"""The second step of signing in: a code beside the password, for whoever has it on, payroll and admins where they must.

A right password without a code is no failure; a wrong code counts like a wrong password, and slows every new device.
"""

from collections.abc import Callable, Set
from typing import TypeVar

from leima.db.actor import Actor
from leima.db.site import instant
from leima.db.tx import Tx
from leima.features.auth import codes, schemas, store, throttle
from leima.features.auth.methods import Passwords
from leima.features.auth.notices import TwoStepRemoved
from leima.features.auth.throttle import Tries
from leima.features.notices.store import tell
from leima.features.people import store as people
from leima.web.errors import Conflict, Forbidden, NotFound, Problem, SignInNeeded
from leima.world.world import World

T = TypeVar("T")
OFFICE_ROLES = frozenset({"payroll", "admin"})
"""Who has to have it where the organisation says so."""


def prove(tx: Tx, person: str, code: str, tries: Tries, roles: Set[str] | None = None) -> Problem | None:
    """What still keeps a person of `tx.org` out who has shown the password; the code is used up.

    `roles` are those that they will have once they are in, where these are not the ones that stand.
    Who must have a second step and has none is given its secret, and comes in by its first code.
    """
    codes.one_at_a_time(tx, tx.org, person)
    found, given = codes.standing(tx, tx.org, person), "".join(code.split())
    if found is None or found.since is None:
        if not _must(tx, person, roles):
            return None
        if found is None or not given:
            return _setup(tx, person)
    elif not given:
        return SignInNeeded("code_needed")
    guesses = throttle.code_tries(tx.org, person, tries)
    throttle.refuse_if_blocked(tx, guesses)
    if codes.take(tx, person, given):
        if found.since is None:
            tx.audit("two_step.on", "person", person, None, {"at": "sign_in"})
        return None
    throttle.count_failure(tx, guesses)
    return SignInNeeded("wrong_code")


def _must(tx: Tx, person: str, roles: Set[str] | None = None) -> bool:
    return required(tx) and bool(OFFICE_ROLES & set(store.roles_of(tx, tx.org, person) if roles is None else roles))


def _setup(tx: Tx, person: str) -> Problem:
    row = store.person_of(tx, tx.org, person)
    made = codes.begin(tx, person, row.email if row else "")
    return SignInNeeded("two_step_setup", secret=made.secret, uri=made.uri, qr=" ".join(made.qr))


def required(tx: Tx) -> bool:
    """Whether payroll and admins of `tx.org` have to have it."""
    return people.organisation(tx).two_step


def state(tx: Tx, actor: Actor) -> schemas.TwoStepState:
    """How it is with the caller's own."""
    found = codes.standing(tx, actor.org, actor.person)
    since = found.since if found else None
    must = required(tx) and bool(OFFICE_ROLES & actor.roles)
    return schemas.TwoStepState(
        None if since is None else instant(since), must, codes.spares_left(tx, actor.person) if since else 0
    )


async def begin(world: World, passwords: Passwords, actor: Actor, form: schemas.OwnPassword) -> schemas.TwoStepSetup:
    """A secret for the caller's app. Raises Conflict `two_step_on` when it is on already."""

    def work(tx: Tx) -> schemas.TwoStepSetup:
        tx.org, tx.actor = actor.org, actor
        row = store.person_of(tx, actor.org, actor.person)
        made = codes.begin(tx, actor.person, row.email if row else "")
        return schemas.TwoStepSetup(made.secret, made.uri, made.qr)

    await _by_password(world, passwords, actor, form.password)
    return await world.db.write(work)


async def confirm(world: World, actor: Actor, form: schemas.OwnCode) -> schemas.Spares:
    """The first right code turns it on. Returns the recovery codes, which are shown this once."""

    def work(tx: Tx) -> schemas.Spares:
        tx.audit("two_step.on", "person", actor.person, None, {"at": "settings"})
        return schemas.Spares(codes.new_spares(tx, actor.person))

    return await _by_code(world, actor, form.one_time_code, False, work)


async def spares(world: World, passwords: Passwords, actor: Actor, form: schemas.Proof) -> schemas.Spares:
    """New recovery codes; the earlier ones are no good any more."""

    def work(tx: Tx) -> schemas.Spares:
        tx.audit("two_step.spares", "person", actor.person, None, None)
        return schemas.Spares(codes.new_spares(tx, actor.person))

    await _by_password(world, passwords, actor, form.password)
    return await _by_code(world, actor, form.one_time_code, True, work)


async def remove(world: World, passwords: Passwords, actor: Actor, form: schemas.Proof) -> None:
    """The caller signs in by the password alone again. Raises Conflict `two_step_required` where they must have it."""

    def work(tx: Tx) -> None:
        if _must(tx, actor.person):
            raise Conflict("two_step_required")
        _off(tx, actor.person)

    await _by_password(world, passwords, actor, form.password)
    await _by_code(world, actor, form.one_time_code, True, work)


def remove_for(tx: Tx, actor: Actor, person: str) -> None:
    """An admin turns it off for somebody whose phone is lost; the person is told who did."""
    if "admin" not in actor.roles or person == actor.person:
        raise Forbidden()
    if store.person_of(tx, actor.org, person) is None:
        raise NotFound()
    if _off(tx, person):
        tell(tx, person, TwoStepRemoved(actor.name))


def _off(tx: Tx, person: str) -> bool:
    gone = codes.remove(tx, person)
    if gone:
        tx.audit("two_step.off", "person", person, None, None)
    return gone


def office(tx: Tx, actor: Actor) -> schemas.TwoStepOffice:
    """Who of payroll and the admins has it on, by name. Raises Forbidden for who is no admin."""
    if "admin" not in actor.roles:
        raise Forbidden()
    rows = codes.payroll_and_admins(tx)
    told = [schemas.TwoStepOne(r.id, r.name, None if r.since is None else instant(r.since)) for r in rows]
    return schemas.TwoStepOffice(required(tx), told)


def set_required(tx: Tx, actor: Actor, form: schemas.TwoStepRule) -> schemas.TwoStepOffice:
    """Payroll and admins have to have it at their next sign-in, or need not. An admin turns it on who has it on."""
    before = office(tx, actor)
    if form.required and not any(one.id == actor.person and one.since for one in before.people):
        raise Conflict("two_step_own_first")
    if form.required != before.required:
        people.require_two_step(tx, form.required)
    return office(tx, actor)


async def _by_code(world: World, actor: Actor, code: str, on: bool, then: Callable[[Tx], T]) -> T:
    """What a right code lets the caller do, while theirs is `on` or is not yet. Raises Forbidden, TooMany, Conflict."""
    tries = throttle.session_tries(actor.org, actor.person)

    def work(tx: Tx) -> T | Problem:
        tx.org, tx.actor = actor.org, actor
        codes.one_at_a_time(tx, actor.org, actor.person)
        throttle.refuse_if_blocked(tx, tries)
        found = codes.standing(tx, actor.org, actor.person)
        if found is None or (on and found.since is None):
            raise Conflict("two_step_off")
        if found.since is not None and not on:
            raise Conflict("two_step_on")
        if codes.take(tx, actor.person, code):
            throttle.forgive(tx, tries)
            return then(tx)
        throttle.count_failure(tx, tries)
        return Forbidden("wrong_code")

    done = await world.db.write(work)
    if isinstance(done, Problem):
        raise done
    return done


async def _by_password(world: World, passwords: Passwords, actor: Actor, password: str) -> None:
    """Raises Forbidden `wrong_password`, TooMany."""
    tries = throttle.session_tries(actor.org, actor.person)

    def sealed(tx: Tx) -> str | None:
        throttle.refuse_if_blocked(tx, tries)
        return store.password_of(tx, actor.org, actor.person)

    async with passwords.door(actor.person):
        if not await passwords.holds(await world.db.read(sealed), password):
            await world.db.write(lambda tx: throttle.count_failure(tx, tries))
            raise Forbidden("wrong_password")
