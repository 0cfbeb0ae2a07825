"""Notices: their only writer. Others call `tell`."""

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from leima.db.tx import Row, Tx


def tell(tx: Tx, person: str, kind: str, **params: Any) -> str:
    """Puts a notice into a person's inbox: the words `notice.<kind>` with raw params. Answers its id."""
    n = tx.memo["notices"] = tx.memo.get("notices", 0) + 1
    deed = tx.op_id or uuid4()  # what is no operation may happen twice in one millisecond
    id = str(uuid5(NAMESPACE_URL, f"leima:notice:{tx.org}:{person}:{kind}:{tx.now}:{deed}:{n}"))
    tx.run(
        "INSERT INTO notice (org, id, person, at, kind, params, deleted, version)"
        " VALUES (:org, :id, :person, :at, :kind, :params, :deleted, 1)",
        **{"org": tx.org, "id": id, "person": person, "at": tx.now, "kind": kind, "deleted": False},
        params=json.dumps(params, ensure_ascii=False, sort_keys=True),
    )
    tx.changed("notice", id, owner=person, version=1)
    return id


def notice(tx: Tx, id: str) -> Row | None:
    return tx.one("SELECT * FROM notice WHERE org=:org AND id=:id", org=tx.org, id=id)


def withdraw_after(tx: Tx, instant: int) -> None:
    """Withdraws the notices that carry a later instant than `instant` (epoch ms): a wrong clock had made them."""
    rows = tx.rows(
        "SELECT id, person, version FROM notice WHERE org=:org AND at > :instant AND NOT deleted",
        **{"org": tx.org, "instant": instant},
    )
    for row in rows:
        sql = "UPDATE notice SET deleted=:yes, version=version+1 WHERE org=:org AND id=:id"
        tx.run(sql, yes=True, org=tx.org, id=row.id)
        tx.changed("notice", row.id, owner=row.person, version=row.version + 1, deleted=True)


def mark_read(tx: Tx, row: Row) -> int:
    """Remembers when a notice was read, once. Answers its version."""
    if row.read_at is not None:
        return int(row.version)
    tx.run(
        "UPDATE notice SET read_at=:at, version=version+1 WHERE org=:org AND id=:id", at=tx.now, org=tx.org, id=row.id
    )
    tx.changed("notice", row.id, owner=row.person, version=row.version + 1)
    return int(row.version) + 1
