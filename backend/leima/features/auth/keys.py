"""The keys that sign access tokens: made at the first start, kept in the store."""

import secrets
from typing import NamedTuple

from leima.db.database import Database
from leima.db.tx import Tx
from leima.web.tokens import Keys

_FIRST = "k1"
"""One name for the first key, so that processes that start together agree on one."""


class _Key(NamedTuple):
    kid: str
    secret: str


def _signing_keys(tx: Tx) -> list[_Key]:
    """The keys of access tokens, the newest last."""
    return tx.rows(_Key, "SELECT kid, secret FROM signing_key WHERE retired_at IS NULL ORDER BY created_at, kid")


def _add_signing_key(tx: Tx, kid: str, secret: str) -> None:
    """Stores a key unless one of that name is there."""
    tx.run(
        "INSERT INTO signing_key (kid, secret, created_at) VALUES (:kid, :secret, :now) ON CONFLICT (kid) DO NOTHING",
        kid=kid,
        secret=secret,
        now=tx.now,
    )


def _read_or_make(tx: Tx) -> Keys:
    if not _signing_keys(tx):
        _add_signing_key(tx, _FIRST, secrets.token_urlsafe(48))
    rows = _signing_keys(tx)
    return Keys({row.kid: row.secret for row in rows}, rows[-1].kid)


async def load_keys(db: Database) -> Keys:
    """The signing keys of this installation."""
    return await db.write(_read_or_make)
