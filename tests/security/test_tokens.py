"""A9: sixty tokens that nobody signed for us, or that were signed for something else. None is accepted."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from typing import Any

import jwt
import pytest

from leima.web.tokens import LIFETIME
from tests.security.firm import Firm
from tests.security.raw_request import raw_request
from tests.sizes import size

Forged = tuple[str, str]
JUNK = (
    *(
        "",
        ".",
        "..",
        "...",
        "a.b.c",
        "null",
        "undefined",
        "Bearer",
        "eyJ",
        "0",
        "x" * 8000,
        "é",
        "%00",
        "a b",
        "{}",
        "[]",
    ),
    *("e30.e30.", "e30.e30.e30", "bnVsbA.bnVsbA.bnVsbA"),
)


def b64(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Forge:
    """Makes tokens that are one step away from a good one."""

    def __init__(self, firm: Firm) -> None:
        good = firm.session("payroll")[0]["Authorization"].removeprefix("Bearer ")
        row = firm.rows("SELECT kid, secret FROM signing_key")[0]
        self.good, self.kid, self.secret = good, row.kid, row.secret
        self.claims = jwt.decode(good, options={"verify_signature": False})
        self.now = firm.clock.now() // 1000

    def sign(self, claims: Any = None, *, key: str | None = None, alg: str = "HS256", **header: Any) -> str:
        """Signed by hand, so that no library refuses to forge."""
        kind = {"HS384": hashlib.sha384, "HS512": hashlib.sha512}.get(alg, hashlib.sha256)
        text = f"{b64({'alg': alg, 'typ': 'JWT', 'kid': self.kid, **header})}.{b64(claims or self.claims)}"
        secret = self.secret if key is None else key
        return f"{text}.{b64(hmac.new(secret.encode(), text.encode(), kind).digest())}"

    def without(self, claim: str) -> str:
        return self.sign({k: v for k, v in self.claims.items() if k != claim})

    def with_(self, **claims: Any) -> str:
        return self.sign({**self.claims, **claims})

    def unsigned(self, alg: str, signature: str = "") -> str:
        return f"{b64({'alg': alg, 'typ': 'JWT', 'kid': self.kid})}.{b64(self.claims)}.{signature}"


def _keys(forge: Forge) -> Iterator[Forged]:
    for alg in ("none", "None", "NONE", "nOnE", ""):
        yield f"alg {alg!r} unsigned", forge.unsigned(alg)
        yield f"alg {alg!r} with the good signature", forge.unsigned(alg, forge.good.rpartition(".")[2])
    for alg in ("RS256", "RS512", "PS256", "ES256", "EdDSA"):
        yield f"{alg} with a signature out of thin air", forge.unsigned(alg, b64(bytes(range(256))))
        yield f"{alg} in the header, HS256 in truth", forge.sign(alg=alg)
    for alg in ("HS384", "HS512"):
        yield f"{alg} with the right secret", forge.sign(alg=alg)
    for name, key in (("a wrong secret", "w" * 64), ("the kid as secret", forge.kid * 32), ("a cut secret", "A" * 32)):
        yield name, forge.sign(key=key)
    for kid in ("k2", "", "../../dev/null", "0", None, 7, ["k1"], {"k": 1}):
        header = {"alg": "HS256", "typ": "JWT", "kid": kid}
        yield f"kid {kid!r}", f"{b64(header)}.{b64(forge.claims)}.{forge.good.rpartition('.')[2]}"
    yield "a key in the header", forge.sign(key="w" * 64, jwk={"kty": "oct", "k": b64(b"w" * 64)})


def _claims(forge: Forge) -> Iterator[Forged]:
    for claim in ("exp", "iat", "sub", "aud", "iss", "jti", "typ", "org", "fam"):
        yield f"without {claim}", forge.without(claim)
    for typ in ("refresh", "id", "", None, ["access"]):
        yield f"typ {typ!r}", forge.with_(typ=typ)
    now = forge.now
    yield "expired a second ago", forge.with_(iat=now - LIFETIME - 1, exp=now - 1)
    yield "expired now", forge.with_(iat=now - LIFETIME, exp=now)
    yield "issued an hour ahead", forge.with_(iat=now + 3600, exp=now + 4200)
    for exp in (str(now + 500), now + 500.5, True, None, [now + 500]):
        yield f"exp {exp!r}", forge.with_(exp=exp)
    for aud in ("leima", "other", "", None, ["x"]):
        yield f"aud {aud!r}", forge.with_(aud=aud)
    for iss in ("other", "", None):
        yield f"iss {iss!r}", forge.with_(iss=iss)
    for name, value in (("sub", "nobody"), ("org", "nobody"), ("fam", "nobody"), ("sub", 7), ("fam", None)):
        yield f"{name} {value!r}", forge.with_(**{name: value})


def _pieces(forge: Forge) -> Iterator[Forged]:
    head, claims, signature = forge.good.split(".")
    other = b64({**forge.claims, "sub": "somebody else"})
    yield "other claims under the good signature", f"{head}.{other}.{signature}"
    yield "no signature", f"{head}.{claims}."
    yield "a cut signature", f"{head}.{claims}.{signature[:-4]}"
    yield "a turned signature", f"{head}.{claims}.{signature[::-1]}"
    for junk in JUNK:
        yield f"junk {junk[:20]!r}", junk


def forged(firm: Firm) -> list[Forged]:
    """Every token that must not be accepted, with what is wrong with it."""
    forge = Forge(firm)
    ids, theirs = firm.ids, firm.session("their_employee")[1]
    mixed = [
        ("another's family", forge.with_(fam=theirs)),
        ("another organisation", forge.with_(org=ids["their_org"])),
        ("another person in one's own family", forge.with_(sub=ids["admin"])),
    ]
    return [*_keys(forge), *_claims(forge), *_pieces(forge), *mixed]


def accepted(firm: Firm, tokens: list[Forged]) -> list[str]:
    """What is wrong with each token that opened something."""
    got = []
    for name, token in tokens:
        header = {"Authorization": f"Bearer {token}".encode().decode("latin-1")}
        answer = raw_request(firm, "GET", "/api/v1/me", header)
        if answer.status != 401:
            got.append(f"{name}: {answer.status}")
    return got


def test_no_forged_token_is_accepted(standing: Firm) -> None:
    tokens = forged(standing)
    good = Forge(standing).good
    assert raw_request(standing, "GET", "/api/v1/me", {"Authorization": f"Bearer {good}"}).status == 200
    assert accepted(standing, tokens) == []
    size("forged_tokens").reached(len(tokens))


def _careless(**options: Any) -> Callable[..., Any]:
    """PyJWT as it is when nobody asks it to look."""
    real = jwt.decode

    def decode(token: str, secret: str, **given: Any) -> Any:
        return real(token, secret, **{**given, **options})

    return decode


@pytest.mark.parametrize(
    ("what", "options"),
    [
        ("without", {"options": {"require": [], "verify_exp": False, "verify_aud": False, "verify_iss": False}}),
        ("HS384", {"algorithms": ["HS256", "HS384", "HS512"]}),
        ("signature", {"options": {"verify_signature": False, "require": ["exp", "iat"]}}),
    ],
)
def test_a_careless_decoder_is_found(
    standing: Firm, monkeypatch: pytest.MonkeyPatch, what: str, options: dict[str, Any]
) -> None:
    tokens = forged(standing)
    monkeypatch.setattr("leima.web.tokens.jwt.decode", _careless(**options))
    assert any(what in line for line in accepted(standing, tokens))
