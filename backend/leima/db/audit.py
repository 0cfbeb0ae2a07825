"""The audit chain: each event is sealed with the seal of the one before it, so that a cut shows."""

import hashlib
import json
from dataclasses import astuple

from leima.db.tx import Event, Tx

_LAST = "SELECT n, seal FROM audit_event WHERE org=:org ORDER BY n DESC LIMIT 1"
_ADD = (
    "INSERT INTO audit_event (org, n, at, who, what, entity, entity_id, old, new, seal)"
    " VALUES (:org, :n, :at, :who, :what, :entity, :entity_id, :old, :new, :seal)"
)


def seal_of(before: str, n: int, event: Event) -> str:
    """The seal of the n-th event after the one that `before` seals; SHA-256, hex."""
    return hashlib.sha256(json.dumps([before, n, *astuple(event)], ensure_ascii=False).encode()).hexdigest()


def write_events(tx: Tx) -> None:
    """Numbers, seals and writes the events of a unit of work. The caller holds the organisation's counter."""
    if not tx.audits:
        return
    last = tx.one(_LAST, org=tx.org)
    n, seal = (last.n, last.seal) if last else (0, "")
    rows = []
    for event in tx.audits:
        n, seal = n + 1, seal_of(seal, n + 1, event)
        rows.append({"org": tx.org, "n": n, **vars(event), "seal": seal})
    tx.many(_ADD, rows)
