"""Keys for programs: who makes and ends them. The key itself is kept nowhere; the door notes its use."""

import json
import uuid
from collections.abc import Sequence

from leima.access.api_keys import scopes_of
from leima.access.scopes import SCOPES, Scope
from leima.db.site import local_date, zone
from leima.db.tables.api_keys import ApiKey
from leima.db.tx import Tx
from leima.rules.zone import near_instant, next_date

MINUTE = 60_000


def listed(tx: Tx) -> list[ApiKey]:
    """Every key of the organisation: good ones first, then the newest."""
    sql = (
        "SELECT * FROM api_key WHERE org=:org ORDER BY"
        " CASE WHEN revoked_at IS NULL AND expires_at > :now THEN 0 ELSE 1 END, made_at DESC, id"
    )
    return tx.rows(ApiKey, sql, org=tx.org, now=tx.now)


def good(tx: Tx) -> int:
    """How many keys are good now."""
    sql = "SELECT COUNT(*) FROM api_key WHERE org=:org AND revoked_at IS NULL AND expires_at > :now"
    return tx.value(int, sql, org=tx.org, now=tx.now) or 0


def add(tx: Tx, secret: str, hash: str, name: str, scopes: Sequence[Scope], until: str) -> ApiKey:
    """Stores a new key; `until` is the last date of the site on which it is good."""
    row = ApiKey(
        org=tx.org,
        id=f"key-{uuid.uuid4()}",
        name=name,
        hash=hash,
        ending=secret[-4:],
        scopes=json.dumps([one for one in SCOPES if one in scopes]),
        lang=tx.actor.lang if tx.actor else "fi",
        made_by=tx.actor.person if tx.actor else None,
        made_at=tx.now,
        expires_at=near_instant(zone(tx), next_date(until)) * MINUTE,
    )
    tx.insert(row)
    tx.audit("api_key.made", "api_key", row.id, None, {"name": name, "scopes": scopes_of(row), "until": until})
    return row


def last_date(tx: Tx, row: ApiKey) -> str:
    """The last date on which a key is good."""
    return local_date(tx, row.expires_at - 1)


def revoke(tx: Tx, row: ApiKey) -> None:
    """A key is good no more; once is enough."""
    if row.revoked_at is None:
        tx.run("UPDATE api_key SET revoked_at=:now WHERE org=:org AND id=:id", now=tx.now, org=tx.org, id=row.id)
        tx.audit("api_key.revoked", "api_key", row.id, {"name": row.name}, None)
