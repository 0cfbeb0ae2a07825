"""Random secrets and what the store keeps of them."""

import hashlib
import secrets

DAY_MS = 86_400_000


def new_secret() -> str:
    """256 random bits, in letters that a URL and a cookie carry."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """SHA-256 of a 256-bit secret, hex: what is stored in its place."""
    return hashlib.sha256(secret.encode()).hexdigest()


def bucket(kind: str, *parts: str) -> str:
    """The name of a throttle bucket; addresses and accounts stand in it as digests only."""
    return f"{kind}:{digest(chr(31).join(parts))[:40]}"
