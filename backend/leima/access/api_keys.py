"""A key as the caller of a request: found by its hash, and no more than its scopes open."""

import hashlib
import json
import re

from leima.access.scopes import OPENS, Scope
from leima.db.actor import Actor, NoSession
from leima.db.tables.api_keys import ApiKey
from leima.db.tx import Tx

PREFIX = "leima_key_"
"""What every key begins with, so that one in the wrong place is found."""
_FORM = re.compile(PREFIX + r"[A-Za-z0-9_-]{43}")
NOTED_EVERY = 60_000
"""Milliseconds between two notes of a key's last use."""


def is_key(token: str) -> bool:
    """Whether a bearer token means to be a key."""
    return token.startswith(PREFIX)


def hash_of(token: str) -> str | None:
    """What the store knows a key by; None for what cannot be one."""
    return hashlib.sha256(token.encode()).hexdigest() if _FORM.fullmatch(token) else None


def standing(row: ApiKey, now: int) -> bool:
    """Whether a key is good at an instant."""
    return row.revoked_at is None and now < row.expires_at


def scopes_of(row: ApiKey) -> list[Scope]:
    """The scopes of a key; one that is no scope any more opens nothing."""
    return [one for one in json.loads(row.scopes) if one in OPENS]


def find(tx: Tx, hash: str) -> ApiKey | None:
    """The key of this hash that is good now, of any organisation."""
    row = tx.one(ApiKey, "SELECT * FROM api_key WHERE hash=:hash", hash=hash)
    return row if row is not None and standing(row, tx.now) else None


def is_by_key(tx: Tx) -> bool:
    """Whether a key is asking, and not a person."""
    return tx.actor is not None and tx.get(ApiKey, id=tx.actor.person) is not None


def note_use(tx: Tx, org: str, id: str) -> None:
    """Notes that a key is used now."""
    tx.run("UPDATE api_key SET used_at=:now WHERE org=:org AND id=:id", now=tx.now, org=org, id=id)


def key_actor(tx: Tx, org: str, id: str, scope: Scope) -> Actor:
    """The key as an actor, with the rights of the scope that it asks by; `tx.actor` and `tx.org` are set.

    Raises NoSession when it is good no more.
    """
    tx.org = org
    row = tx.get(ApiKey, id=id)
    if row is None or not standing(row, tx.now) or scope not in scopes_of(row):
        raise NoSession("key_ended")
    tx.actor = Actor(org, id, row.name, row.lang, "", "", frozenset({OPENS[scope].role}), frozenset())
    tx.cache.names[id] = row.name
    return tx.actor
