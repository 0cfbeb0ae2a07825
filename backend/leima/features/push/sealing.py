"""One message, encrypted for the one browser that can read it, and signed with the server's key."""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256

from webpush import VAPID, WebPush, WebPushSubscription
from webpush.types import WebPushKeys

from leima.features.push.keys import Pair

PADDED = 256
"""Bytes of every message before it is encrypted: its length tells nothing."""
LONGEST_LIFE = 86_400
"""Seconds for which a push service may keep a message of ours."""
TEST = "test"
"""The kind of the message that people send to themselves."""


@dataclass(frozen=True)
class Where:
    """A browser's endpoint and the keys that it has given."""

    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True)
class Words:
    """All that a message says: what kind of notice, which one, and how many are unread."""

    kind: str
    notice: str
    unread: int


@dataclass(frozen=True)
class Sealed:
    """What goes to the push service."""

    headers: dict[str, str]
    content: bytes


def application_key(pair: Pair) -> str:
    """The public key as browsers take it."""
    key: str = VAPID.get_application_server_key(VAPID(pair.secret, pair.public).public_key)
    return key


def payload(words: Words) -> bytes:
    """JSON with blanks behind it, always PADDED bytes long."""
    told = {"kind": words.kind, "id": words.notice, "n": min(words.unread, 99)}
    return json.dumps(told, separators=(",", ":")).encode().ljust(PADDED)


def topic(words: Words) -> str:
    """A name of at most 32 characters: of two messages with one name a push service delivers the later alone."""
    return urlsafe_b64encode(sha256(f"{words.kind} {words.notice}".encode()).digest()[:24]).decode()


def seal(pair: Pair, email: str, where: Where, words: Words, seconds: int) -> Sealed:
    """The message; `seconds` is how long the push service may keep it. Raises ValueError for keys that are none.

    One instance a message: it would keep what it was last given.
    """
    life = max(1, min(seconds, LONGEST_LIFE))
    keys = WebPushKeys(auth=where.auth, p256dh=where.p256dh)
    made = WebPush(pair.secret, pair.public, subscriber=email, ttl=life).get(
        payload(words), WebPushSubscription.model_validate({"endpoint": where.endpoint, "keys": keys})
    )
    headers = {
        "TTL": made.headers["ttl"],
        "Content-Encoding": made.headers["content-encoding"],
        "Authorization": made.headers["authorization"],
        "Content-Type": "application/octet-stream",
        "Urgency": "high" if words.kind == TEST else "normal",
        "Topic": topic(words),
    }
    return Sealed(headers, made.encrypted)
