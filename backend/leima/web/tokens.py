"""Access tokens: the only place that encodes a JWT, and decodes one of ours."""

import secrets
from dataclasses import dataclass

import jwt

from leima.access.scopes import Scope
from leima.web.errors import SignInNeeded

ALGORITHM = "HS256"
AUDIENCE = "leima-api"
ISSUER = "leima"
LIFETIME = 600
"""Seconds that an access token is good for."""
REMEMBERED = 4096
"""Proven tokens that a process keeps in mind; the oldest goes first."""


@dataclass(frozen=True)
class Claims:
    """Whose session a request speaks for. What they may do is read from the store, not from here."""

    org: str
    person: str
    family: str
    scope: Scope | None = None
    """By which scope a key asks, whose id `person` is then; None for a session."""


class Keys:
    """The signing keys by our own key id; the newest one signs."""

    def __init__(self, keys: dict[str, str], newest: str) -> None:
        if any(len(secret) < 32 for secret in keys.values()):
            raise ValueError("a signing key must be at least 32 characters")
        self._keys, self._newest = keys, newest
        self._proven: dict[str, tuple[Claims, int, int]] = {}

    def encode(self, claims: Claims, now: int) -> str:
        """An access token; `now` is epoch milliseconds."""
        issued = now // 1000
        payload = {"typ": "access", "iss": ISSUER, "aud": AUDIENCE, "iat": issued, "exp": issued + LIFETIME}
        payload |= {"sub": claims.person, "org": claims.org, "fam": claims.family, "jti": secrets.token_urlsafe(9)}
        return jwt.encode(payload, self._keys[self._newest], ALGORITHM, headers={"kid": self._newest})

    def decode_access(self, token: str, now: int) -> Claims:
        """The claims of a good access token. Raises SignInNeeded for anything else.

        A token whose seal has been proven is remembered: only its times are looked at again.
        """
        proven = self._proven.get(token) or self._prove(token)
        claims, issued, expires = proven
        if not issued - 60 <= now // 1000 < expires:
            raise SignInNeeded("access_expired")
        return claims

    def _prove(self, token: str) -> tuple[Claims, int, int]:
        """Seal, form and content of a token; whether it is time for it is asked elsewhere."""
        try:
            secret = self._keys[jwt.get_unverified_header(token).get("kid", "")]
            payload = jwt.decode(
                token,
                secret,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=ISSUER,
                options={
                    "require": ["exp", "iat", "sub", "aud", "iss", "jti"],
                    "verify_exp": False,
                    "verify_iat": False,
                },
            )
        except (jwt.PyJWTError, KeyError, ValueError, TypeError) as error:
            raise SignInNeeded() from error
        times = payload["iat"], payload["exp"]
        if payload.get("typ") != "access" or not all(type(t) is int for t in times):
            raise SignInNeeded()
        org, person, family = (payload.get(name) for name in ("org", "sub", "fam"))
        if not (isinstance(org, str) and isinstance(person, str) and isinstance(family, str)):
            raise SignInNeeded()
        while len(self._proven) >= REMEMBERED:
            del self._proven[next(iter(self._proven))]
        self._proven[token] = proven = Claims(org, person, family), *times
        return proven
