"""What is known of attached files: their only writer. The bytes lie in `World.blobs`."""

from leima.db.tables.attachments import Blob
from leima.db.tx import Tx

HOUR = 3_600_000


def find(tx: Tx, person: str, sha256: str) -> Blob | None:
    """A file that the person has sent, by the hash of what was sent."""
    return tx.get(Blob, person=person, sha256=sha256)


def add(tx: Tx, blob: Blob) -> Blob:
    """Keeps what is known of a file; one that is there already stays as it is."""
    known = find(tx, blob.person, blob.sha256)
    if known is None:
        tx.insert(blob)
        tx.audit("attachment.sent", "blob", blob.sha256, None, {"media": blob.media, "size": blob.size})
    return known or blob


def sent_lately(tx: Tx, person: str) -> int:
    """How many files the person has sent within the hour."""
    sql = "SELECT COUNT(*) FROM blob WHERE org=:org AND person=:person AND at > :since"
    return tx.value(int, sql, org=tx.org, person=person, since=tx.now - HOUR) or 0
