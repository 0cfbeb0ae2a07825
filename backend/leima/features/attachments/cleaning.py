"""Files that nothing has named for a month are cleaned up, and contents that no row has.

A phone keeps a file for as long as an operation that names it is unsent, and sends it again when the server says that
it has none: so no receipt that is still to come can lose its file here.
"""

import asyncio
from functools import partial

from leima.db.database import Database
from leima.db.jobs import Job
from leima.db.tables.attachments import Blob
from leima.db.tx import Tx
from leima.features.attachments import store
from leima.world.blobs import Blobs, Content

KEPT_FOR = 30 * 24 * 3_600_000
"""Milliseconds for which a file stays that nothing names, and a content without a row."""
LEFT_AFTER = 3_600_000
"""Milliseconds after which whoever set a content aside has ended in the midst of it."""
DAY = 86_400.0


async def clean(db: Database, blobs: Blobs) -> int:
    """Drops what may go. Returns how many files and contents."""
    dropped = sum([await _settle(db, blobs, one) for one in await asyncio.to_thread(lambda: list(blobs.aside()))])
    for sender in await db.read(store.senders):
        await _mark(db, sender)
    gone = await db.read(lambda tx: store.unnamed_since(tx, tx.now - KEPT_FOR))
    dropped += sum([await db.write(partial(_drop, row=row)) for row in gone])
    now = await db.read(lambda tx: tx.now)
    known = await db.read(store.contents)
    old = await asyncio.to_thread(
        lambda: [one for one in blobs.contents() if one.at < now - KEPT_FOR and (one.org, one.sha256) not in known]
    )
    return dropped + sum([await drop_content(db, blobs, one) for one in old])


async def _mark(db: Database, sender: store.Sender) -> None:
    """Notes what nothing of a sender names any more. Only what has changed is written."""
    files = await db.read(partial(store.differing, sender=sender))
    if files:
        await db.write(partial(_mark_these, sender=sender, files=files))


def _mark_these(tx: Tx, sender: store.Sender, files: list[str]) -> None:
    tx.org = sender.org
    store.mark_unnamed(tx, sender, files)


def _drop(tx: Tx, row: Blob) -> int:
    tx.org = row.org
    return store.drop_unnamed(tx, row, tx.now - KEPT_FOR)


async def drop_content(db: Database, blobs: Blobs, content: Content) -> int:
    """Sets a content aside, then asks once more: a sending of the same content may have come between."""
    if await db.read(lambda tx: store.has_content(tx, content.org, content.sha256)):
        return 0
    await asyncio.to_thread(blobs.set_aside, content)
    if await db.read(lambda tx: store.has_content(tx, content.org, content.sha256)):
        await asyncio.to_thread(blobs.bring_back, content)
        return 0
    await asyncio.to_thread(blobs.drop_aside, content)
    return 1


async def _settle(db: Database, blobs: Blobs, content: Content) -> int:
    """Ends what a cleaning that was killed has begun: a content with a row comes back, another goes."""
    if await db.read(lambda tx: store.has_content(tx, content.org, content.sha256)):
        await asyncio.to_thread(blobs.bring_back, content)
        return 0
    if content.at >= await db.read(lambda tx: tx.now) - LEFT_AFTER:
        return 0
    await asyncio.to_thread(blobs.drop_aside, content)
    return 1


def cleaning(blobs: Blobs) -> Job:
    """The work that does it once a day."""
    return Job("clean_files", lambda db: clean(db, blobs), every=DAY)
