"""What is known of attached files: their only writer. The bytes lie in `World.blobs`."""

import json
from typing import NamedTuple

from leima.db.site import date_at
from leima.db.sync_sql import lock_people
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


class Sender(NamedTuple):
    """Somebody who has sent files."""

    org: str
    person: str


def senders(tx: Tx) -> list[Sender]:
    """Those of every organisation."""
    return tx.rows(Sender, "SELECT DISTINCT org, person FROM blob ORDER BY org, person")


def differing(tx: Tx, sender: Sender) -> list[str]:
    """The files of a sender that are named again, and those older than a day that are named no more.

    `mark_unnamed` takes those alone: for each it reads all the sender's receipts and certificates.
    """
    of = "WHERE org=:org AND person=:person AND NOT deleted AND files <> '[]'"
    sql = f"SELECT files FROM receipt {of} UNION ALL SELECT files FROM certificate {of}"
    told = tx.values(str, sql, org=sender.org, person=sender.person)
    named = {one["sha256"] for text in told for one in json.loads(text)}
    sql = "SELECT * FROM blob WHERE org=:org AND person=:person AND at < :before ORDER BY sha256"
    rows = tx.rows(Blob, sql, org=sender.org, person=sender.person, before=tx.now - DAY)
    return [row.sha256 for row in rows if (row.sha256 in named) is (row.unnamed_at is not None)]


_BY = "WHERE r.org=:org AND r.person=:person AND NOT r.deleted AND r.files LIKE '%' || blob.sha256 || '%'"
_NAMED = f"(EXISTS (SELECT 1 FROM receipt r {_BY}) OR EXISTS (SELECT 1 FROM certificate r {_BY}))"
_THESE = "org=:org AND person=:person AND sha256 IN :files"


def mark_unnamed(tx: Tx, sender: Sender, files: list[str]) -> None:
    """Notes of some files of a sender since when nothing names them, or that something does."""
    which = {"org": sender.org, "person": sender.person, "files": files}
    tx.run(f"UPDATE blob SET unnamed_at=NULL WHERE {_THESE} AND unnamed_at IS NOT NULL AND {_NAMED}", **which)
    sql = f"UPDATE blob SET unnamed_at=:now WHERE {_THESE} AND unnamed_at IS NULL AND NOT {_NAMED}"
    tx.run(sql, now=tx.now, **which)


def unnamed_since(tx: Tx, before: int) -> list[Blob]:
    """The files of every organisation that nothing has named since before an instant, but for those on legal hold."""
    sql = (
        "SELECT * FROM blob b WHERE unnamed_at < :before AND NOT EXISTS (SELECT 1 FROM legal_hold h WHERE h.org=b.org"
        " AND (h.person IS NULL OR h.person=b.person) AND h.lifted_at IS NULL AND h.from_date <= :today"
        " AND (h.until_date IS NULL OR h.until_date >= :today)) ORDER BY org, person, sha256"
    )
    return tx.rows(Blob, sql, before=before, today=date_at(tx.now))


def drop_unnamed(tx: Tx, row: Blob, before: int) -> int:
    """Forgets a file, unless it has been named or sent again meanwhile. Returns how many."""
    lock_people(tx, [row.person])
    which = {"org": tx.org, "person": row.person, "sha256": row.sha256, "before": before}
    sql = "DELETE FROM blob WHERE org=:org AND person=:person AND sha256=:sha256 AND unnamed_at < :before"
    gone = tx.met(f"{sql} AND NOT {_NAMED}", **which)
    if gone:
        tx.audit("attachment.cleaned", "blob", row.sha256, {"media": row.media, "size": row.size}, None)
    return gone


class _Content(NamedTuple):
    org: str
    kept: str


def contents(tx: Tx) -> set[tuple[str, str]]:
    """The organisation and hash of all bytes that a file has."""
    return set(tx.rows(_Content, "SELECT DISTINCT org, kept FROM blob"))


def has_content(tx: Tx, org: str, kept: str) -> bool:
    """Whether a file of an organisation has these bytes."""
    return bool(tx.value(int, "SELECT COUNT(*) FROM blob WHERE org=:org AND kept=:kept", org=org, kept=kept))
