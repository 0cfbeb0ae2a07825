"""Browsers that subscribe and read what comes, by RFC 8291 and 8188 as written here, and services that take it."""

import asyncio
import json
import time
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from leima.db.tx import Tx
from leima.features.approvals.notices import MonthReturned
from leima.features.notices.store import tell
from leima.features.push.sending import send_due
from leima.features.travel.notices import ClaimApproved
from leima.world.push import Outcome, Push, Result
from tests.company import Company

SENT = Outcome(Result.SENT)
CANARY = "Kanarialintu Virtanen"


def text(raw: bytes) -> str:
    """Base64 of the web, without its padding."""
    return urlsafe_b64encode(raw).decode().rstrip("=")


def raw(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _hmac(key: bytes, told: bytes) -> bytes:
    made = hmac.HMAC(key, hashes.SHA256())
    made.update(told)
    return made.finalize()


@dataclass
class Browser:
    """One browser with its keys."""

    endpoint: str = field(default_factory=lambda: f"https://fcm.googleapis.com/fcm/send/{uuid.uuid4()}")
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = b"sixteen bytes ok"

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def body(self) -> dict[str, str]:
        return {"endpoint": self.endpoint, "p256dh": text(self.public), "auth": text(self.auth)}

    def open(self, content: bytes) -> bytes:
        """What is in a message, its padding of the encryption taken away."""
        salt, size, length = content[:16], int.from_bytes(content[16:20], "big"), content[20]
        sender, sealed = content[21 : 21 + length], content[21 + length :]
        assert len(sealed) <= size, "one record"
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
        material = _hmac(_hmac(self.auth, shared), b"WebPush: info\0" + self.public + sender + b"\x01")
        secret = _hmac(salt, material)
        key = _hmac(secret, b"Content-Encoding: aes128gcm\0\x01")[:16]
        nonce = _hmac(secret, b"Content-Encoding: nonce\0\x01")[:12]
        plain = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\0")
        assert plain[-1:] == b"\x02", "the last record"
        return plain[:-1]

    def subscribe(self, company: Company, who: str) -> Any:
        answer = company.client.put("/api/v1/push/subscription", json=self.body, headers=company.headers(who))
        assert answer.status_code == 200, answer.text
        return answer.json()


@dataclass
class Service(Push):
    """A push service in place of the way out: what came, and what it answers."""

    answer: Callable[[str], Outcome] = lambda endpoint: SENT
    hangs: frozenset[str] = frozenset()
    hanging: float = 0.5
    """Seconds for which these do not answer."""
    asked: int = 0
    came: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    async def post(self, endpoint: str, headers: Any, content: bytes) -> Outcome:
        self.asked += 1
        if endpoint in self.hangs:
            until = time.monotonic() + self.hanging
            while time.monotonic() < until:
                await asyncio.sleep(0.05)
                until = min(until, time.monotonic() + self.hanging)
            return Outcome(Result.LATER)
        self.came.append((endpoint, dict(headers), content))
        return self.answer(endpoint)

    def read(self, browser: Browser) -> list[dict[str, Any]]:
        """What a browser has got."""
        return [json.loads(browser.open(content)) for at, _, content in self.came if at == browser.endpoint]


def quietly(company: Company, service: Service | None = None) -> Service:
    """A service that is asked only by `send`: the app's own sender rests."""
    company.world.push_waits._loop = None
    return service or Service()


def send(company: Company, service: Push) -> int:
    """Sends what is due, once."""
    alarm, email = company.world.push_waits, "push@leima.test"
    return asyncio.run(send_due(company.world.db, service, email, alarm))


def approve(company: Company, who: str, many: int = 1) -> list[str]:
    """Somebody hears that their claims are approved, by a person with a name. Returns the notices."""

    def work(tx: Tx) -> list[str]:
        tx.org = company.ids["org"]
        told = ClaimApproved("2026-11-02", "2026-11-03", CANARY, f"{CANARY} 123,45")
        return [tell(tx, company.ids[who], told) for _ in range(many)]

    return company.world.db.write_now(work)


def return_month(company: Company, who: str) -> str:
    """Somebody hears that their month came back."""

    def work(tx: Tx) -> str:
        tx.org = company.ids["org"]
        return tell(tx, company.ids[who], MonthReturned("2026-10", CANARY, CANARY))

    return company.world.db.write_now(work)


def waits(company: Company) -> int:
    """How many messages wait."""
    return len(company.rows("SELECT id FROM push_outbox"))
