"""Receipts, the archive and the quarantine: their only writer. The SQL itself is in db/sync_sql.py."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from leima.db import sync_sql
from leima.db.operations import Deferred
from leima.db.sync_sql import Receipt
from leima.db.tx import Tx


@dataclass
class Answer:
    """What the author of one operation is told, and what its receipt holds."""

    op_id: str | None
    status: str
    code: str | None = None
    version: int | None = None
    flags: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    dup: bool = False
    seq: int | None = None

    def wire(self) -> dict[str, Any]:
        """The answer as JSON values."""
        answer: dict[str, Any] = {"op_id": self.op_id, "status": self.status}
        if self.code is not None:
            answer["code"] = self.code
        if self.status == "applied":
            answer |= {"dup": self.dup, "seq": self.seq, "version": self.version, "flags": list(self.flags)}
        elif self.dup:
            answer["dup"] = True
        return answer | dict(self.more)


def receipts(tx: Tx, op_ids: Sequence[str]) -> dict[str, Receipt]:
    """Stored receipts by operation id."""
    return {row.op_id: row for row in tx.rows(Receipt, sync_sql.RECEIPTS, org=tx.org, ids=list(op_ids))}


def known(tx: Tx, op_ids: Sequence[str]) -> tuple[dict[str, Receipt], set[str]]:
    """Stored receipts by operation id, and the ids that are in quarantine."""
    rows = tx.all(sync_sql.known(tx, list(op_ids)))
    decided = {row.op_id: row for row in rows if not row.aside}
    return decided, {row.op_id for row in rows if row.aside}


def from_receipt(row: Receipt) -> Answer:
    """The stored answer again."""
    stored = json.loads(row.result)
    return Answer(
        op_id=row.op_id,
        status=row.status,
        code=stored.get("code"),
        version=row.version,
        flags=tuple(stored.get("flags", ())),
        more=stored.get("more", {}),
        dup=True,
        seq=row.seq,
    )


def keep(tx: Tx, decided: Sequence[tuple[Answer, dict[str, Any]]]) -> None:
    """Queues the receipts, and the operations as they came (`raw`) for the archive."""
    tx.all_later(sync_sql.RECEIPT, [receipt_values(answer, values) for answer, values in decided])
    tx.all_later(sync_sql.ARCHIVE, [values for _, values in decided])


def receipt_values(answer: Answer, values: Mapping[str, Any]) -> dict[str, Any]:
    """A receipt's row."""
    return {
        **values,
        "status": answer.status,
        "result": _result(answer),
        "version": answer.version,
        "seq": answer.seq,
    }


_PLAIN = '{"code": null, "flags": [], "more": {}}'


def _result(answer: Answer) -> str:
    """What a repeat is told, as JSON. Most operations just count."""
    if answer.code is None and not answer.flags and not answer.more:
        return _PLAIN
    result = {"code": answer.code, "flags": list(answer.flags), "more": dict(answer.more)}
    return json.dumps(result, ensure_ascii=False)


def quarantine(tx: Tx, op_id: str, why: str, raw: str) -> None:
    """Keeps an operation that cannot be applied now."""
    author = tx.actor.person if tx.actor else ""
    tx.run(sync_sql.QUARANTINE, org=tx.org, op_id=op_id, author=author, received_at=tx.now, why=why, raw=raw)


def version_after(tx: Tx, author: str, op_id: str, fresh: Mapping[str, Answer]) -> int | None:
    """The version that one's own earlier operation made. Raises Deferred while it has not come."""
    answer = fresh.get(op_id)
    if answer is not None:
        return answer.version
    row = receipts(tx, [op_id]).get(op_id)
    if row is None or row.author != author:
        raise Deferred("dep_missing", 0)
    return row.version


def archive_reused(tx: Tx, op_id: str, body_hash: str, raw: str) -> None:
    """Keeps the other body that came under a used id."""
    author = tx.actor.person if tx.actor else ""
    tx.run(sync_sql.ARCHIVE, org=tx.org, op_id=op_id, body_hash=body_hash, author=author, received_at=tx.now, raw=raw)
