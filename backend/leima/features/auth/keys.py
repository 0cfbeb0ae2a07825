"""The keys that sign access tokens: made at the first start, kept in the store."""

import secrets

from leima.db.database import Database
from leima.db.tx import Tx
from leima.features.auth import store
from leima.web.tokens import Keys

_FIRST = "k1"
"""One name for the first key, so that processes that start together agree on one."""


def _read_or_make(tx: Tx) -> Keys:
    if not store.signing_keys(tx):
        store.add_signing_key(tx, _FIRST, secrets.token_urlsafe(48))
    rows = store.signing_keys(tx)
    return Keys({row.kid: row.secret for row in rows}, rows[-1].kid)


async def load_keys(db: Database) -> Keys:
    """The signing keys of this installation."""
    return await db.write(_read_or_make)
