"""The pair of keys by which push services know this server: made at first need, kept in the store."""

from dataclasses import dataclass

from webpush.vapid import VAPID

from leima.db.database import Database
from leima.db.tables.push import PushKey
from leima.db.tx import Tx

_FIRST = "v1"
"""One name for the first pair, so that processes which make one together agree on it."""


@dataclass(frozen=True)
class Pair:
    """Both keys as PEM. Nothing prints the secret one."""

    secret: bytes
    public: bytes

    def __repr__(self) -> str:
        return "Pair()"


def read_pair(tx: Tx) -> Pair | None:
    """The pair of this installation, once it is made."""
    row = tx.one(PushKey, "SELECT * FROM push_key ORDER BY created_at, id")
    return Pair(row.secret.encode(), row.public.encode()) if row else None


def _make(tx: Tx) -> Pair:
    if read_pair(tx) is None:
        secret, public, _ = VAPID.generate_keys()
        tx.run(
            "INSERT INTO push_key (id, secret, public, created_at) VALUES (:id, :secret, :public, :now)"
            " ON CONFLICT (id) DO NOTHING",
            id=_FIRST,
            secret=secret.decode(),
            public=public.decode(),
            now=tx.now,
        )
    made = read_pair(tx)
    assert made is not None
    return made


async def the_pair(db: Database) -> Pair:
    """The pair of this installation; the first who asks makes it."""
    known = await db.read(read_pair)
    return known if known is not None else await db.write(_make)
