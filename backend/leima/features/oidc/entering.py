"""Coming in by the company's own sign-in: to the provider and back, in the browser that began it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from leima.db.tables.oidc import CompanySignIn, CompanyTry
from leima.db.tx import Tx
from leima.features.auth import refusals, second_step, service, throttle
from leima.features.auth.secrets import digest, new_secret
from leima.features.oidc import forms, meaning, provider, store
from leima.features.oidc.id_token import BadToken
from leima.settings import Settings
from leima.web.errors import NotFound, Problem, SignInNeeded
from leima.world.providers import ProviderFailed
from leima.world.world import World

log = structlog.get_logger("leima")


@dataclass(frozen=True)
class Begun:
    """Where the browser goes, and what its cookie says."""

    address: str
    browser: str


def page_of(settings: Settings) -> str:
    """The sign-in page, which is also where a provider sends the browser back: inside the installed app."""
    return f"{settings.public_url or f'http://localhost:{settings.port}'}/kirjaudu"


def look(tx: Tx, form: forms.CompanyLook) -> forms.CompanyWays:
    """The way that the word names, or the only one that there is. Nobody is told of several."""
    if form.company_word:
        found = store.way_of(tx, form.company_word)
        return forms.CompanyWays([forms.CompanyWay(found.word, found.organisation)] if found else [], True)
    ways = store.first_ways(tx)
    only = [forms.CompanyWay(one.word, one.organisation) for one in ways] if len(ways) == 1 else []
    return forms.CompanyWays(only, len(ways) > 1)


async def begin(world: World, form: forms.CompanyBegin, address: str) -> Begun:
    """Begins a sign-in. Raises NotFound, SignInNeeded `company_down`, TooMany."""

    def found(tx: Tx) -> CompanySignIn:
        way = store.way_of(tx, form.company_word)
        if way is None:
            raise NotFound("company_none")
        tx.org = way.org
        row = store.setting(tx)
        assert row is not None
        return row

    await world.db.write(lambda tx: throttle.begin_one(tx, address))
    row = await world.db.read(found)
    try:
        at = await provider.described(world, row.issuer)
    except ProviderFailed as failed:
        raise _down(failed) from failed
    state, browser, nonce, verifier = (new_secret() for _ in range(4))

    def keep(tx: Tx) -> None:
        expires = tx.now + store.LASTS
        one = CompanyTry(hash=digest(state), org=row.org, browser=digest(browser), nonce=nonce, verifier=verifier)
        one.expires_at = expires
        store.add_try(tx, one)

    await world.db.write(keep)
    redirect = page_of(world.settings)
    to = provider.address_for(row, at, redirect=redirect, state=state, nonce=nonce, verifier=verifier)
    return Begun(to, browser)


def _down(failed: ProviderFailed) -> SignInNeeded:
    log.warning("company_sign_in_failed", why=failed.why)
    return SignInNeeded("company_down")


async def finish(world: World, form: forms.CompanyFinish, browser: str, address: str) -> service.SignedIn:
    """A session for who comes back from the provider. Raises SignInNeeded, TooMany."""
    with refusals.counted(world.db) as who:
        return await _finish(world, form, browser, address, who)


async def _finish(
    world: World, form: forms.CompanyFinish, browser: str, address: str, who: refusals.Visitors
) -> service.SignedIn:
    hash, mine = digest(form.state), digest(browser)
    await world.db.write(lambda tx: throttle.begin_one(tx, address))
    begun = await world.db.write(lambda tx: _take(tx, hash, mine))
    if begun.row is None:
        return service.come_in(await world.db.write(lambda tx: _by_code(tx, world, form, hash, mine, who)))
    row, one = begun.row, begun.one
    if form.error or not form.code:
        raise SignInNeeded("company_refused")
    if form.iss and form.iss != row.issuer:
        raise _unbelieved("iss")
    try:
        claims = await provider.claims(world, row, form.code, page_of(world.settings), one.verifier, one.nonce)
    except ProviderFailed as failed:
        raise _down(failed) from failed
    except BadToken as bad:
        raise _unbelieved(bad.why) from bad
    return service.come_in(await world.db.write(lambda tx: _named(tx, world, form, row, hash, claims, who)))


def _unbelieved(why: str) -> SignInNeeded:
    log.warning("company_token_refused", why=why)
    return SignInNeeded("company_token")


@dataclass(frozen=True)
class _Taken:
    """A sign-in whose answer has come; `row` is None when the provider has named the person before."""

    one: CompanyTry
    row: CompanySignIn | None


def _take(tx: Tx, hash: str, browser: str) -> _Taken:
    one = store.spend_try(tx, hash, browser)
    if one is None:
        proven = store.proven_try(tx, hash, browser)
        if proven is None:
            raise SignInNeeded("company_state")
        return _Taken(proven, None)
    tx.org = one.org
    row = store.setting(tx)
    if row is None or not row.enabled:
        raise SignInNeeded("company_state")
    return _Taken(one, row)


def _named(
    tx: Tx,
    world: World,
    form: forms.CompanyFinish,
    row: CompanySignIn,
    hash: str,
    claims: Mapping[str, Any],
    who: refusals.Visitors,
) -> service.SignedIn | Problem:
    """The provider has named the person; without a second step that counts, Leima's own is still to come."""
    tx.org = row.org
    now = store.setting(tx)
    if now is None or not now.enabled or (now.issuer, now.client_id) != (row.issuer, row.client_id):
        raise SignInNeeded("company_state")
    person = meaning.person_of(tx, now, claims, who)
    one = store.prove_try(tx, hash, person.id, claims["sub"], meaning.named_values(now, claims))
    if meaning.has_second_step(now, claims):
        return _come_in(tx, world, form, now, one)
    return _after_second_step(tx, world, form, now, one)


def _by_code(
    tx: Tx, world: World, form: forms.CompanyFinish, hash: str, browser: str, who: refusals.Visitors
) -> service.SignedIn | Problem:
    """Leima's own second step, after the provider has named the person."""
    one = store.proven_try(tx, hash, browser)
    if one is None or one.proven is None:
        raise SignInNeeded("company_state")
    tx.org = one.org
    who.add((one.org, one.proven))
    row = store.setting(tx)
    if row is None or not row.enabled:
        raise SignInNeeded("company_state")
    return _after_second_step(tx, world, form, row, one)


def _after_second_step(
    tx: Tx, world: World, form: forms.CompanyFinish, row: CompanySignIn, one: CompanyTry
) -> service.SignedIn | Problem:
    person = one.proven or ""
    tries, roles = throttle.session_tries(tx.org, person), meaning.roles_by(tx, row, person, one.named_values)
    throttle.refuse_if_blocked(tx, tries)
    if kept_out := second_step.prove(tx, person, form.one_time_code, tries, roles):
        return kept_out
    return _come_in(tx, world, form, row, one)


def _come_in(tx: Tx, world: World, form: forms.CompanyFinish, row: CompanySignIn, one: CompanyTry) -> service.SignedIn:
    """The sign-in is whole: only now is the account linked, and only now do the roles of the claim count."""
    person = one.proven or ""
    if not store.end_try(tx, one.hash):
        raise SignInNeeded("company_state")
    meaning.link(tx, row, one.sub or "", person)
    meaning.give_roles(tx, person, meaning.roles_by(tx, row, person, one.named_values))
    return service.open_session(tx, world, person, form.device_id, form.device_name, by_company=True)
