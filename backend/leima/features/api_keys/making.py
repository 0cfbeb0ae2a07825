"""Making and ending keys, in the browser and from the command line alike."""

from collections.abc import Sequence

from leima.access.api_keys import PREFIX, scopes_of
from leima.access.scopes import Scope
from leima.db.site import instant, local_date, today
from leima.db.tables.api_keys import ApiKey
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.api_keys import store
from leima.features.api_keys.forms import ApiKeyData, MadeKey
from leima.features.auth.secrets import digest, new_secret
from leima.rules.zone import calendar_date, next_date
from leima.web.errors import Conflict, Invalid, NotFound

MOST = 50
"""Good keys of one organisation at the most."""
LONGEST = 366
"""Days for which a key may be good."""


def latest(tx: Tx) -> str:
    """The last date that a new key may have."""
    return next_date(today(tx), LONGEST - 1)


def make(tx: Tx, name: str, scopes: Sequence[Scope], until: str) -> MadeKey:
    """A new key, whose secret is told this once. Raises Invalid that names the field, and Conflict for one too many."""
    name = name.strip()
    if not name:
        raise Invalid("api_key_name", fields=[{"field": "name", "message": "api_key_name"}])
    if not (_is_date(until) and today(tx) <= until <= latest(tx)):
        raise Invalid("api_key_until", latest=latest(tx), fields=[{"field": "until", "message": "api_key_until"}])
    if store.good(tx) >= MOST:
        raise Conflict("too_many_api_keys", most=MOST)
    secret = PREFIX + new_secret()
    row = store.add(tx, secret, digest(secret), name, scopes, until)
    return MadeKey(secret, told(tx, row))


def _is_date(text: str) -> bool:
    try:
        return calendar_date(text) == text
    except ValueError:
        return False


def revoke(tx: Tx, id: str) -> None:
    """Ends a key at once. Raises NotFound."""
    row = tx.get(ApiKey, id=id)
    if row is None:
        raise NotFound()
    store.revoke(tx, row)


def told(tx: Tx, row: ApiKey) -> ApiKeyData:
    """A key as the wire shows it."""
    return ApiKeyData(
        id=row.id,
        name=row.name,
        ending=row.ending,
        scopes=scopes_of(row),
        made_on=local_date(tx, row.made_at),
        made_by_name=person_name(tx, row.made_by),
        until=store.last_date(tx, row),
        used_at=None if row.used_at is None else instant(row.used_at),
        standing="revoked" if row.revoked_at is not None else "good" if tx.now < row.expires_at else "expired",
    )
