"""The prepared SQL of the two hot paths, push and pull, and of numbering changes. Nowhere else."""

from leima.db.tx import Tx

_BUMP = "UPDATE sync_head SET seq = seq + :n WHERE org = :org RETURNING seq"
_CHANGE = (
    "INSERT INTO change_log (org, seq, entity_type, entity_id, version, owner, unit, deleted, op_id, by)"
    " VALUES (:org, :seq, :type, :id, :version, :owner, :unit, :deleted, :op_id, :by)"
)


def number_changes(tx: Tx) -> None:
    """Takes the organisation's next numbers and writes the change rows.

    Numbers are taken last of all, so that they commit in their own order and a cursor never skips one.
    """
    if not tx.changes and not tx.after_numbering:
        return
    head = tx.one(_BUMP, n=len(tx.changes), org=tx.org)
    if head is None:
        raise LookupError(f"organisation {tx.org!r} has no change counter")
    first = head.seq - len(tx.changes) + 1
    tx.many(
        _CHANGE,
        [{"org": tx.org, "seq": first + i, **vars(change)} for i, change in enumerate(tx.changes)],
    )
    for callback in tx.after_numbering:
        callback(first)
