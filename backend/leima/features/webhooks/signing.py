"""Signatures of messages by Standard Webhooks 1.0: HMAC-SHA256 over id, time and body."""

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable

PREFIX = "whsec_"


def new_secret() -> str:
    """256 random bits as the standard writes them."""
    return PREFIX + b64encode(secrets.token_bytes(32)).decode()


def signature(secret: str, id: str, seconds: int, body: str) -> str:
    """One signature of a message that is sent at `seconds` since 1970."""
    told = f"{id}.{seconds}.{body}".encode()
    return f"v1,{b64encode(hmac.digest(b64decode(secret.removeprefix(PREFIX)), told, hashlib.sha256)).decode()}"


def headers(good: Iterable[str], id: str, seconds: int, body: str) -> dict[str, str]:
    """The headers of a message, signed with every secret that is good now."""
    return {
        "Content-Type": "application/json",
        "User-Agent": "Leima",
        "webhook-id": id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": " ".join(signature(secret, id, seconds, body) for secret in good),
    }
