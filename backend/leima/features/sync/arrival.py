"""What comes in a push, read one operation at a time."""

import hashlib
from dataclasses import dataclass
from typing import Any

import msgspec

from leima.features.sync.schemas import Sealed


@dataclass
class Arrived:
    """One operation as it came: its id and hash where they could be read, and the decoded form or the fault."""

    raw: str
    op_id: str | None
    body_hash: str
    sealed: Sealed | None
    fault: str = ""


def arrive(raw: msgspec.Raw) -> Arrived:
    """Reads one raw operation. Never raises: what cannot be read says so."""
    text = bytes(raw)
    try:
        value = msgspec.json.decode(text)
        canonical = msgspec.json.encode(value, order="deterministic")
        shown = text.decode("utf-8")
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError) as error:
        return Arrived("", None, "", None, str(error)[:200])
    hashed = hashlib.sha256(canonical).hexdigest()
    try:
        sealed = msgspec.convert(value, Sealed)
    except (msgspec.ValidationError, RecursionError) as error:
        return Arrived(shown, _readable_id(value), hashed, None, str(error)[:200])
    if "\\u0000" in shown:
        return Arrived(shown, sealed.op_id, hashed, None, "a text holds NUL")
    return Arrived(shown, sealed.op_id, hashed, sealed)


def _readable_id(value: Any) -> str | None:
    try:
        return msgspec.convert(value["op_id"], Sealed.__annotations__["op_id"]) if isinstance(value, dict) else None
    except (KeyError, msgspec.ValidationError):
        return None
