"""What is known of attached files: their only writer. The bytes lie in `World.blobs`."""

from leima.db.tables.attachments import Blob
from leima.db.tx import Tx

HOUR = 3_600_000
DAY = 24 * HOUR


def find(tx: Tx, person: str, sha256: str) -> Blob | None:
    """A file that the person has sent, by the hash of what was sent."""
    return tx.get(Blob, person=person, sha256=sha256)


def add(tx: Tx, blob: Blob) -> Blob:
    """Keeps what is known of a file; one that is there already stays as it is."""
    known = find(tx, blob.person, blob.sha256)
    if known is not None and known.unnamed_at is not None:
        tx.run(
            "UPDATE blob SET unnamed_at=NULL WHERE org=:org AND person=:person AND sha256=:sha256",
            org=tx.org,
            person=blob.person,
            sha256=blob.sha256,
        )
    if known is None:
        tx.insert(blob)
        tx.audit("attachment.sent", "blob", blob.sha256, None, {"media": blob.media, "size": blob.size})
    return known or blob


def sent_lately(tx: Tx, person: str) -> int:
    """How many files the person has sent within the hour."""
    sql = "SELECT COUNT(*) FROM blob WHERE org=:org AND person=:person AND at > :since"
    return tx.value(int, sql, org=tx.org, person=person, since=tx.now - HOUR) or 0


def mark_unnamed(tx: Tx) -> None:
    """Notes of the files of every organisation, from the second day on, since when nothing names them."""
    tx.run(
        "UPDATE blob SET unnamed_at=NULL WHERE unnamed_at IS NOT NULL AND EXISTS (SELECT 1 FROM receipt r"
        " WHERE r.org=blob.org AND r.person=blob.person AND NOT r.deleted AND r.files LIKE '%' || blob.sha256 || '%')"
    )
    tx.run(
        "UPDATE blob SET unnamed_at=:now WHERE unnamed_at IS NULL AND at < :before"
        " AND NOT EXISTS (SELECT 1 FROM receipt r"
        " WHERE r.org=blob.org AND r.person=blob.person AND NOT r.deleted AND r.files LIKE '%' || blob.sha256 || '%')",
        now=tx.now,
        before=tx.now - DAY,
    )


def unnamed_since(tx: Tx, before: int) -> list[Blob]:
    """The files of every organisation that nothing has named since before an instant."""
    return tx.rows(Blob, "SELECT * FROM blob WHERE unnamed_at < :before ORDER BY org, person, sha256", before=before)


def drop_unnamed(tx: Tx, row: Blob, before: int) -> int:
    """Forgets a file, unless it has been named or sent again meanwhile. Returns how many."""
    known = find(tx, row.person, row.sha256)
    if known is None or known.unnamed_at is None or known.unnamed_at >= before:
        return 0
    sql = "DELETE FROM blob WHERE org=:org AND person=:person AND sha256=:sha256"
    tx.run(sql, org=tx.org, person=row.person, sha256=row.sha256)
    tx.audit("attachment.cleaned", "blob", row.sha256, {"media": row.media, "size": row.size}, None)
    return 1


def has_content(tx: Tx, org: str, kept: str) -> bool:
    """Whether a file of an organisation has these bytes."""
    return bool(tx.value(int, "SELECT COUNT(*) FROM blob WHERE org=:org AND kept=:kept", org=org, kept=kept))
