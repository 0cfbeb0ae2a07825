"""An authenticator in software: what a phone or a key would answer, right or wrong."""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, NEW = 0x01, 0x04, 0x40


def text(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def content(said: str) -> bytes:
    return urlsafe_b64decode(said + "=" * (-len(said) % 4))


@dataclass
class Authenticator:
    """One passkey. `host` and `origin` are the page that the browser says it is on."""

    origin: str
    host: str
    count: int = 0
    steps: int = 0
    """By how much its count grows; synced passkeys count nothing."""
    flags: int = PRESENT | VERIFIED
    id: bytes = field(default_factory=lambda: os.urandom(32))
    handle: str = ""
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: str, **client: Any) -> str:
        """The answer to what is asked to make a passkey."""
        asked = json.loads(options)
        self.handle = asked["user"]["id"]
        numbers = self.key.public_key().public_numbers()
        cose = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})
        known = b"\0" * 16 + len(self.id).to_bytes(2, "big") + self.id + cose
        said = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": self._data(self.flags | NEW) + known})
        seen = self._client("webauthn.create", asked["challenge"], client)
        return self._answer(attestationObject=text(said), clientDataJSON=text(seen))

    def sign(self, options: str, **client: Any) -> str:
        """The answer to what is asked of somebody who signs in."""
        self.count += self.steps
        seen, data = self._client("webauthn.get", json.loads(options)["challenge"], client), self._data(self.flags)
        seal = self.key.sign(data + sha256(seen).digest(), ec.ECDSA(hashes.SHA256()))
        said = {"authenticatorData": text(data), "clientDataJSON": text(seen), "signature": text(seal)}
        return self._answer(**said, userHandle=self.handle)

    def _data(self, flags: int) -> bytes:
        return sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str, more: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps({**said, **more}).encode()

    def _answer(self, **response: str) -> str:
        said = {"id": text(self.id), "rawId": text(self.id), "type": "public-key", "response": response}
        return json.dumps({**said, "clientExtensionResults": {}})
