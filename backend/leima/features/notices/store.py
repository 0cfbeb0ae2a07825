"""Notices: their only writer. Others call `tell`."""

import json
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid4, uuid5

import msgspec

from leima.db.message import Message
from leima.db.tables.notices import Notice
from leima.db.tx import Tx
from leima.features.mail import outbox as mail
from leima.features.push import outbox


class _Standing(NamedTuple):
    id: str
    person: str
    version: int


def tell(tx: Tx, person: str, message: Message) -> str:
    """Puts a notice into a person's inbox, and with it what goes to their phones and by e-mail. Returns its id."""
    kind = message.kind
    n = tx.next_number("notice")
    deed = tx.op_id or uuid4()  # what is no operation may happen twice in one millisecond
    id = str(uuid5(NAMESPACE_URL, f"leima:notice:{tx.org}:{person}:{kind}:{tx.now}:{deed}:{n}"))
    tx.insert(Notice(org=tx.org, id=id, person=person, at=tx.now, kind=kind, params=_params(message)))
    tx.changed("notice", id, owner=person, version=1)
    if message.push:
        outbox.add(tx, person, id, kind)
        mail.add(tx, person, id, kind)
    return id


def tell_once(tx: Tx, person: str, message: Message) -> None:
    """Tells it, unless the very same waits to be read; one that was taken back stands again, and phones are left
    alone."""
    stands = _unread(tx, person, message)
    if stands is None:
        tell(tx, person, message)
    elif stands.deleted:
        _set_deleted(tx, stands, False)


def take_back(tx: Tx, person: str, message: Message) -> bool:
    """What holds no more and was not read is not shown. Returns whether it was: who has read it is to hear more."""
    stands = _unread(tx, person, message)
    if stands is None or stands.deleted:
        return False
    _set_deleted(tx, stands, True)
    return True


def _unread(tx: Tx, person: str, message: Message) -> Notice | None:
    sql = (
        "SELECT * FROM notice WHERE org=:org AND person=:person AND kind=:kind AND params=:params AND read_at IS NULL"
        " ORDER BY at DESC, id LIMIT 1"
    )
    return tx.one(Notice, sql, org=tx.org, person=person, kind=message.kind, params=_params(message))


def _params(message: Message) -> str:
    return json.dumps(msgspec.to_builtins(message), ensure_ascii=False, sort_keys=True)


def _set_deleted(tx: Tx, row: Notice | _Standing, deleted: bool) -> None:
    sql = "UPDATE notice SET deleted=:deleted, version=version+1 WHERE org=:org AND id=:id"
    tx.run(sql, deleted=deleted, org=tx.org, id=row.id)
    tx.changed("notice", row.id, owner=row.person, version=row.version + 1, deleted=deleted)


def withdraw_after(tx: Tx, instant: int) -> None:
    """Withdraws the notices that carry a later instant than `instant` (epoch ms): a wrong clock had made them."""
    sql = "SELECT id, person, version FROM notice WHERE org=:org AND at > :instant AND NOT deleted"
    for row in tx.rows(_Standing, sql, org=tx.org, instant=instant):
        _set_deleted(tx, row, True)


def mark_read(tx: Tx, row: Notice) -> int:
    """Remembers when a notice was read, once. Returns its version."""
    if row.read_at is not None:
        return row.version
    tx.run(
        "UPDATE notice SET read_at=:at, version=version+1 WHERE org=:org AND id=:id", at=tx.now, org=tx.org, id=row.id
    )
    tx.changed("notice", row.id, owner=row.person, version=row.version + 1)
    return row.version + 1
