"""What a provider says of somebody: its ID token, whose seal and content are looked at before anything is believed.

Source: OpenID Connect Core 1.0, section 3.1.3.7; RFC 8725 for what to refuse.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import jwt
from jwt.types import Options

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Seals of a private key alone: with a shared secret, or none, whoever knows the public key could make one."""
KINDS = {"RSA": ("RS", "PS"), "EC": ("ES",), "OKP": ("Ed",)}
"""Which seals each kind of key makes."""
LEAST_RSA = 2048
LEEWAY = 60
"""Seconds that two clocks may differ."""
_SEAL_ALONE: Options = {
    "verify_exp": False,
    "verify_iat": False,
    "verify_nbf": False,
    "verify_aud": False,
    "verify_iss": False,
    "verify_sub": False,
    "verify_jti": False,
}
LONGEST = 65_536
"""Characters of a token."""


class BadToken(Exception):
    """The token is not to be believed; `why` says it for the log and the tests, never for the person."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class UnknownKey(BadToken):
    """No key that the provider is known to have fits: it may have new ones."""


def usable_keys(described: Any) -> list[Mapping[str, Any]]:
    """The keys of a provider's set that may seal a token."""
    keys = described.get("keys") if isinstance(described, dict) else None
    return [one for one in keys if isinstance(one, dict) and _seals(one)] if isinstance(keys, list) else []


def _seals(key: Mapping[str, Any]) -> bool:
    return key.get("kty") in KINDS and key.get("use", "sig") == "sig" and key.get("alg") in (None, *ALGORITHMS)


def claims_of(
    token: Any, keys: Sequence[Mapping[str, Any]], *, issuer: str, client_id: str, nonce: str, now: int
) -> Mapping[str, Any]:
    """The claims of a good token; `now` is epoch seconds. Raises BadToken, UnknownKey."""
    if not isinstance(token, str) or len(token) > LONGEST:
        raise BadToken("form")
    try:
        head = jwt.get_unverified_header(token)
        alg = head.get("alg")
        if alg not in ALGORITHMS:
            raise BadToken("alg")
        claims = _opened(token, _key_for(head.get("kid"), alg, keys), alg)
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError) as error:
        raise BadToken("seal") from error
    _refuse_if_not_ours(claims, issuer, client_id, nonce)
    _refuse_if_late(claims, now)
    return claims


def _opened(token: str, key: jwt.PyJWK, alg: str) -> Mapping[str, object]:
    """The content under a good seal. Times and names are looked at by our own clock and settings."""
    return jwt.decode(token, key, algorithms=[alg], options=_SEAL_ALONE)


def _key_for(kid: Any, alg: str, keys: Sequence[Mapping[str, Any]]) -> jwt.PyJWK:
    fitting = [one for one in keys if alg[:2] in KINDS[one["kty"]] and one.get("alg") in (None, alg)]
    named = [one for one in fitting if one.get("kid") == kid] if kid is not None else fitting
    if len(named) != 1:
        raise UnknownKey("kid")
    key = jwt.PyJWK(dict(named[0]), algorithm=alg)
    if named[0]["kty"] == "RSA" and key.key.key_size < LEAST_RSA:
        raise BadToken("short_key")
    return key


def _refuse_if_not_ours(claims: Mapping[str, Any], issuer: str, client_id: str, nonce: str) -> None:
    if claims.get("iss") != issuer:
        raise BadToken("iss")
    meant = claims.get("aud")
    audience = meant if isinstance(meant, list) else [meant]
    if client_id not in audience:
        raise BadToken("aud")
    party = claims.get("azp")
    if party != client_id if "azp" in claims else len(audience) > 1:
        raise BadToken("azp")
    if claims.get("nonce") != nonce:
        raise BadToken("nonce")
    sub = claims.get("sub")
    if not isinstance(sub, str) or not 0 < len(sub) <= 255 or "\x00" in sub:
        raise BadToken("sub")


def _refuse_if_late(claims: Mapping[str, Any], now: int) -> None:
    expires, issued, first = claims.get("exp"), claims.get("iat"), claims.get("nbf", 0)
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in (expires, issued, first)):
        raise BadToken("times")
    assert expires is not None and issued is not None
    if expires + LEEWAY <= now:
        raise BadToken("exp")
    if issued - LEEWAY > now or first - LEEWAY > now:
        raise BadToken("early")
