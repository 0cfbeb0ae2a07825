"""A company's provider: its description, its keys, where a browser is sent, and what comes back for a code."""

import hashlib
import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlencode

from leima.db.tables.oidc import CompanySignIn
from leima.features.oidc import id_token
from leima.features.oidc.id_token import BadToken, UnknownKey
from leima.world.providers import Answer, ProviderFailed
from leima.world.world import World

HOUR = 3_600_000
RENEWED = 30_000
"""Milliseconds between two readings of a provider's keys, when a token names one that is not known."""
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
SCOPES = "openid email profile"


@dataclass(frozen=True)
class Described:
    """What a provider says of itself, as far as it is used here."""

    authorization: str
    token: str
    keys: str
    userinfo: str
    basic: bool
    """Whether the client's secret goes into the header, as it does unless the provider takes it in the form alone."""


def description_of(issuer: str) -> str:
    """Where a provider describes itself."""
    return f"{issuer.rstrip('/')}/.well-known/openid-configuration"


async def described(world: World, issuer: str, age: int = HOUR) -> Described:
    """What the provider says of itself, an hour old at most. Raises ProviderFailed, also `issuer` and `form`."""
    said = _json(await world.providers.read(description_of(issuer), world.clock.now(), age))
    if said.get("issuer") != issuer:
        raise ProviderFailed("issuer")
    authorization, token, keys = (_endpoint(world, said.get(name)) for name in _ENDPOINTS)
    userinfo = said.get("userinfo_endpoint", "")
    ways = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    basic = not isinstance(ways, list) or "client_secret_basic" in ways or "client_secret_post" not in ways
    return Described(authorization, token, keys, userinfo if isinstance(userinfo, str) else "", basic)


def _endpoint(world: World, said: Any) -> str:
    if not isinstance(said, str) or not world.providers.takes(said):
        raise ProviderFailed("endpoints")
    return said


async def names_pkce(world: World, issuer: str) -> bool:
    """Whether the provider says that it looks at S256; one that says nothing of it may look all the same."""
    said = _json(await world.providers.read(description_of(issuer), world.clock.now(), HOUR))
    ways = said.get("code_challenge_methods_supported")
    return not isinstance(ways, list) or "S256" in ways


def _json(content: bytes) -> dict[str, object]:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ProviderFailed("form") from error
    if not isinstance(said, dict):
        raise ProviderFailed("form")
    return said


async def keys(world: World, at: Described, age: int = HOUR) -> Sequence[Mapping[str, Any]]:
    """The provider's keys. Raises ProviderFailed, also `keys` when none of them may seal a token."""
    found = id_token.usable_keys(_json(await world.providers.read(at.keys, world.clock.now(), age)))
    if not found:
        raise ProviderFailed("keys")
    return found


def challenge_of(verifier: str) -> str:
    """What PKCE shows of a verifier: S256."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def address_for(row: CompanySignIn, at: Described, *, redirect: str, state: str, nonce: str, verifier: str) -> str:
    """Where the browser goes to sign in."""
    asked = {"response_type": "code", "client_id": row.client_id, "redirect_uri": redirect, "scope": SCOPES}
    asked |= {"state": state, "nonce": nonce, "code_challenge": challenge_of(verifier), "code_challenge_method": "S256"}
    if row.step_claim == "acr" and (wanted := json.loads(row.step_values)):
        asked["acr_values"] = " ".join(wanted)
    return f"{at.authorization}{'&' if '?' in at.authorization else '?'}{urlencode(asked)}"


async def exchange(world: World, row: CompanySignIn, at: Described, code: str, redirect: str, verifier: str) -> Answer:
    """What the provider gives for a code. Raises ProviderFailed."""
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect, "code_verifier": verifier}
    headers = {}
    if row.client_secret and at.basic:
        both = f"{quote_plus(row.client_id)}:{quote_plus(row.client_secret)}"
        headers["Authorization"] = f"Basic {b64encode(both.encode()).decode()}"
    else:
        form["client_id"] = row.client_id
        if row.client_secret:
            form["client_secret"] = row.client_secret
    return await world.providers.ask("POST", at.token, headers, form)


async def claims(
    world: World, row: CompanySignIn, code: str, redirect: str, verifier: str, nonce: str
) -> Mapping[str, Any]:
    """What the provider says of whoever has the code. Raises ProviderFailed, BadToken."""
    at = await described(world, row.issuer)
    answer = await exchange(world, row, at, code, redirect, verifier)
    if answer.status != 200:
        raise BadToken("code")
    given = _json(answer.content)
    token = given.get("id_token")
    try:
        said = _believed(world, row, token, await keys(world, at), nonce)
    except UnknownKey:
        said = _believed(world, row, token, await keys(world, at, RENEWED), nonce)
    return await _with_more(world, at, said, given.get("access_token"))


def _believed(
    world: World, row: CompanySignIn, token: Any, known: Sequence[Mapping[str, Any]], nonce: str
) -> Mapping[str, Any]:
    now = world.clock.now() // 1000
    return id_token.claims_of(token, known, issuer=row.issuer, client_id=row.client_id, nonce=nonce, now=now)


async def _with_more(world: World, at: Described, said: Mapping[str, Any], access: Any) -> Mapping[str, Any]:
    """The claims with what the provider says of the person elsewhere, where the token has no e-mail address."""
    if "email" in said or not at.userinfo or not isinstance(access, str):
        return said
    answer = await world.providers.ask("GET", at.userinfo, {"Authorization": f"Bearer {access}"})
    more = _json(answer.content) if answer.status == 200 else {}
    if more.get("sub") != said["sub"]:
        raise BadToken("userinfo")
    return {**more, **said}
