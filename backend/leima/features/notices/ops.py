"""The operations that the inbox takes."""

import msgspec

from leima.db.operations import Applied, Operation, OperationType, Rejected, asking
from leima.db.tables.notices import Notice
from leima.db.tx import Tx
from leima.features.notices import store


class NoticeRead(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """It has been read."""


def read(tx: Tx, op: Operation) -> Applied:
    """One's own notice has been read."""
    row = tx.get(Notice, id=op.entity_id)
    if row is None or row.person != asking(tx).person or row.person != op.subject:
        raise Rejected("not_found")
    return Applied(store.mark_read(tx, row))


OPS = (OperationType("notice.read", 1, "notice", NoticeRead, read),)
