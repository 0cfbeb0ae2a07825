"""A provider of sign-in on this machine: its description, keys and tokens, each of which a test may make wrong."""

import json
import threading
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CLIENT, SECRET = "leima-at-work", "between the two of us"
Said = tuple[int, Mapping[str, str], bytes]
"""An answer: status, headers, content."""


@cache
def rsa_key(name: str, bits: int = 2048) -> RSAPrivateKey:
    """One key by each name: a run makes them once."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


@cache
def ec_key(name: str) -> EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def jwk(key: Any, kid: str, alg: str = "RS256") -> dict[str, Any]:
    """The public half of a key as a provider tells it."""
    algorithm: Any = jwt.algorithms.get_default_algorithms()[alg]
    told = json.loads(algorithm.to_jwk(key.public_key()))
    return {**{k: v for k, v in told.items() if k != "key_ops"}, "kid": kid, "use": "sig", "alg": alg}


def pem(key: RSAPrivateKey) -> bytes:
    """The public half as text: what a confused verifier would take for a shared secret."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@dataclass
class LocalProvider:
    """What it says; a test changes it as it likes. `now` is epoch seconds."""

    now: Callable[[], int]
    origin: str = ""
    kid: str = "k1"
    keys: list[dict[str, Any]] = field(default_factory=lambda: [jwk(rsa_key("k1"), "k1")])
    who: dict[str, Any] = field(default_factory=dict)
    """Claims of whoever signs in there."""
    description: dict[str, Any] = field(default_factory=dict)
    """What it says of itself otherwise than it should."""
    claims: dict[str, Any] = field(default_factory=dict)
    """What its tokens say otherwise than they should; None leaves a claim out."""
    seal: Callable[[dict[str, Any]], str] | None = None
    """How its tokens are sealed instead."""
    instead: dict[str, Callable[[], Said]] = field(default_factory=dict)
    """What is said at a path instead."""
    userinfo: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    """What the browser asked with, by the code that it was given."""
    lenient: bool = False
    """Takes a code twice, and looks at no PKCE."""
    hold: threading.Event = field(default_factory=threading.Event)
    """What `slowly` waits for."""

    @property
    def issuer(self) -> str:
        return f"{self.origin}/realms/work"

    def authorize(self, address: str) -> str:
        """A person signs in at the address; returns the code that the browser brings back."""
        asked = dict(parse_qsl(urlsplit(address).query))
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return code

    def answer(self, method: str, path: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Said:
        self.asked.append(path)
        if path in self.instead:
            return self.instead[path]()
        if path == "/realms/work/.well-known/openid-configuration":
            return _json(self._described())
        if path == "/keys":
            return _json({"keys": self.keys})
        if path == "/token" and method == "POST":
            return self._token(form, headers)
        if path == "/userinfo":
            return _json(self.userinfo)
        return _json({"error": "not_found"}, 404)

    def _described(self) -> dict[str, Any]:
        said = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.origin}/authorize",
            "token_endpoint": f"{self.origin}/token",
            "userinfo_endpoint": f"{self.origin}/userinfo",
            "jwks_uri": f"{self.origin}/keys",
            "code_challenge_methods_supported": ["S256"],
        }
        return {name: value for name, value in {**said, **self.description}.items() if value is not None}

    def _token(self, form: Mapping[str, str], headers: Mapping[str, str]) -> Said:
        if headers.get("authorization") != _basic():
            return _json({"error": "invalid_client"}, 401)
        asked = self.codes.get(form.get("code", ""))
        if asked is None:
            return _json({"error": "invalid_grant"}, 400)
        shown = urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest()).decode().rstrip("=")
        fits = asked["code_challenge"] == shown and asked["redirect_uri"] == form.get("redirect_uri")
        if not self.lenient:
            del self.codes[form["code"]]
            if not fits:
                return _json({"error": "invalid_grant"}, 400)
        return _json({"access_token": "access", "token_type": "Bearer", "id_token": self.id_token(asked["nonce"])})

    def id_token(self, nonce: str) -> str:
        """Who has signed in, as the provider says it."""
        now = self.now()
        said = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce, "sub": "s-1"}
        said = {name: value for name, value in {**said, **self.who, **self.claims}.items() if value is not None}
        return self.seal(said) if self.seal else sealed(said, rsa_key("k1"), self.kid)

    def slowly(self) -> Said:
        self.hold.wait(30)
        return _json({})


def sealed(claims: Mapping[str, Any], key: Any, kid: str | None, alg: str = "RS256", **head: Any) -> str:
    return jwt.encode(dict(claims), key, alg, headers={**({"kid": kid} if kid else {}), **head})


def _basic() -> str:
    from base64 import b64encode
    from urllib.parse import quote_plus

    return f"Basic {b64encode(f'{quote_plus(CLIENT)}:{quote_plus(SECRET)}'.encode()).decode()}"


def _json(said: Any, status: int = 200) -> Said:
    return status, {"Content-Type": "application/json"}, json.dumps(said).encode()


@contextmanager
def running(provider: LocalProvider) -> Iterator[LocalProvider]:
    """The provider at a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def _say(self) -> None:
            size = int(self.headers.get("content-length") or 0)
            form = {name: many[0] for name, many in parse_qs(self.rfile.read(size).decode()).items()}
            heads = {name.lower(): value for name, value in self.headers.items()}
            status, headers, content = provider.answer(self.command, urlsplit(self.path).path, form, heads)
            try:
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(content))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                pass  # the caller has heard enough

        do_GET = do_POST = _say

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.origin = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        provider.hold.set()
        server.shutdown()
        server.server_close()
        thread.join()
