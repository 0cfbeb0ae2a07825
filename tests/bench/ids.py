"""Ids as a device makes them."""

import secrets
import time
import uuid


def new_id() -> str:
    """A version 7 UUID: milliseconds first, then chance."""
    value = int(time.time() * 1000) << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))
