"""Wrong tokens, wrong descriptions and wrong answers of a provider, by what is wrong with them."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from typing import Any

import jwt

from leima.features.oidc import id_token
from leima.world.providers import LARGEST
from tests.oidc.local_provider import CLIENT, LocalProvider, jwk, pem, rsa_key, sealed

Change = Callable[[LocalProvider], Any]


def claims(**said: Any) -> Change:
    """Tokens that say so instead; None leaves a claim out."""
    return lambda at: at.claims.update(said)


def seal(by: Callable[[dict[str, Any]], str]) -> Change:
    return lambda at: setattr(at, "seal", by)


def keys(*told: Mapping[str, Any]) -> Change:
    return lambda at: setattr(at, "keys", list(told))


def late(seconds: int) -> Change:
    return lambda at: at.claims.update(exp=at.now() + seconds)


def early(**by: int) -> Change:
    return lambda at: at.claims.update({name: at.now() + off for name, off in by.items()})


def _short(at: LocalProvider) -> None:
    at.keys = [jwk(rsa_key("short", 1024), "k1")]
    at.seal = lambda said: sealed(said, rsa_key("short", 1024), "k1")


def _oct(at: LocalProvider) -> None:
    """A key set that gives away a shared secret, and a token that is sealed by it."""
    at.keys = [{"kty": "oct", "k": "c2hhcmVkLXNlY3JldC1vZi0zMi1ieXRlcy1vci1tb3Jl", "kid": "k1", "alg": "HS256"}]
    at.seal = lambda said: sealed(said, "shared-secret-of-32-bytes-or-more", "k1", "HS256")


def _hmac_of_public_key(said: dict[str, Any]) -> str:
    """HS256 with the public key as the secret: by hand, since the library refuses to make one."""

    def text(part: bytes) -> str:
        return urlsafe_b64encode(part).decode().rstrip("=")

    head = text(json.dumps({"alg": "HS256", "typ": "JWT", "kid": "k1"}).encode())
    body = text(json.dumps(said).encode())
    return f"{head}.{body}.{text(hmac.new(pem(rsa_key('k1')), f'{head}.{body}'.encode(), hashlib.sha256).digest())}"


def _cut(said: dict[str, Any]) -> str:
    return sealed(said, rsa_key("k1"), "k1").rpartition(".")[0] + "."


def _altered(said: dict[str, Any]) -> str:
    head, body, seal = sealed(said, rsa_key("k1"), "k1").split(".")
    other = sealed({**said, "sub": "sub of admin"}, rsa_key("k1"), "k1").split(".")[1]
    assert body != other
    return f"{head}.{other}.{seal}"


TOKENS: Mapping[str, Change] = {
    "another issuer": claims(iss="https://evil.example.fi"),
    "an issuer with a slash more": lambda at: at.claims.update(iss=at.issuer + "/"),
    "no issuer": claims(iss=None),
    "another audience": claims(aud="somebody-else"),
    "no audience": claims(aud=None),
    "audiences without us": claims(aud=["one", "two"]),
    "several audiences without the party": claims(aud=[CLIENT, "somebody-else"]),
    "another party": claims(aud=[CLIENT, "somebody-else"], azp="somebody-else"),
    "another party for us alone": claims(azp="somebody-else"),
    "a party that is nothing": claims(azp=[]),
    "another nonce": claims(nonce="of-another-sign-in"),
    "no nonce": claims(nonce=None),
    "no subject": claims(sub=None),
    "an empty subject": claims(sub=""),
    "a subject that is a number": claims(sub=7),
    "a subject too long": claims(sub="s" * 256),
    "expired": late(-61),
    "no end": claims(exp=None),
    "an end that is a word": claims(exp="tomorrow"),
    "an end that is true": claims(exp=True),
    "made in times to come": early(iat=120),
    "good only later": early(nbf=120),
    "made at no time": claims(iat=None),
    "no seal": seal(lambda said: jwt.encode(said, None, "none", headers={"kid": "k1"})),
    "a seal cut off": seal(_cut),
    "a content changed under its seal": seal(_altered),
    "a shared secret": seal(lambda said: sealed(said, "x" * 32, "k1", "HS256")),
    "the public key as a shared secret": seal(_hmac_of_public_key),
    "the client's secret as the key": seal(lambda said: sealed(said, "between the two of us" * 2, None, "HS256")),
    "a key that gives a secret away": _oct,
    "another's key under a known name": seal(lambda said: sealed(said, rsa_key("thief"), "k1")),
    "a key that nobody knows": seal(lambda said: sealed(said, rsa_key("thief"), "k9")),
    "a key in the token's own head": seal(
        lambda said: sealed(said, rsa_key("thief"), "k9", jwk=jwk(rsa_key("thief"), "k9"))
    ),
    "a key's address in the token's own head": seal(
        lambda said: sealed(said, rsa_key("thief"), "k9", jku="https://evil.example.fi/keys")
    ),
    "a seal of another kind than the key's": seal(lambda said: sealed(said, rsa_key("k1"), "k1", "RS512")),
    "a key for ciphers": keys({**jwk(rsa_key("k1"), "k1"), "use": "enc"}),
    "two keys of one name": keys(jwk(rsa_key("k1"), "k1"), jwk(rsa_key("thief"), "k1")),
    "no keys": keys(),
    "a short key": _short,
    "no token": seal(lambda said: ""),
    "half a token": seal(lambda said: "eyJhbGciOiJSUzI1NiJ9"),
    "a token too long": claims(more="x" * id_token.LONGEST),
    "an address that is not verified": claims(email_verified=False),
    "an address of another organisation": claims(email="their_employee@firm.test", sub="theirs"),
    "an address of nobody": claims(email="nobody@firm.test", sub="nobody"),
    "an address that is a list": claims(email=["employee@firm.test"]),
    "no address": claims(email=None),
}
WELL_KNOWN = "/realms/work/.well-known/openid-configuration"


def told(**said: Any) -> Change:
    return lambda at: at.description.update(said)


def instead(path: str, status: int = 200, content: bytes = b"{}", **headers: str) -> Change:
    return lambda at: at.instead.update({path: lambda: (status, headers, content)})


DESCRIPTIONS: Mapping[str, Change] = {
    "of another issuer": told(issuer="https://evil.example.fi"),
    "without an issuer": told(issuer=None),
    "without keys": told(jwks_uri=None),
    "with a token's address that is inner": told(token_endpoint="http://10.0.0.5/token"),
    "with keys by plain http": told(jwks_uri="http://hr.example.fi/keys"),
    "with keys in a file": told(jwks_uri="file:///etc/passwd"),
    "with a sign-in page that is a script": told(authorization_endpoint="javascript:alert(1)"),
    "with numbers for addresses": told(token_endpoint=7),
    "that is no JSON": instead(WELL_KNOWN, content=b"<html>"),
    "that is a list": instead(WELL_KNOWN, content=b"[]"),
    "that is deep": instead(WELL_KNOWN, content=b"[" * 100_000),
    "that is huge": instead(WELL_KNOWN, content=b" " * (LARGEST + 1)),
    "that is elsewhere": instead(WELL_KNOWN, 302, Location="/elsewhere"),
    "that is not there": instead(WELL_KNOWN, 404),
    "that has failed": instead(WELL_KNOWN, 500),
}
ANSWERS: Mapping[str, Change] = {
    "keys that are huge": instead("/keys", content=b'{"keys":[' + b" " * LARGEST + b"]}"),
    "keys that are elsewhere": instead("/keys", 302, Location="/other-keys"),
    "keys that are no JSON": instead("/keys", content=b"\xff\xfe"),
    "keys that have failed": instead("/keys", 503),
    "tokens that are elsewhere": instead("/token", 307, Location="/other-token"),
    "tokens that are huge": instead("/token", content=b" " * (LARGEST + 1)),
    "tokens that are no JSON": instead("/token", content=b"id_token=x"),
    "tokens that are refused": instead("/token", 400, b'{"error":"invalid_grant"}'),
    "tokens that have failed": instead("/token", 500),
}
