"""The audit chain: each event is sealed with the seal of the one before it, so that a cut shows."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple

from leima.db.tx import Event, Row, Tx

_LAST = "SELECT n, seal FROM audit_event WHERE org=:org ORDER BY n DESC LIMIT 1"
_ADD = (
    "INSERT INTO audit_event (org, n, at, who, what, entity, entity_id, old, new, person, seal)"
    " VALUES (:org, :n, :at, :who, :what, :entity, :entity_id, :old, :new, :person, :seal)"
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
    owners = {change.id: change.owner for change in tx.changes if change.owner and change.owner != "*"}
    rows = []
    for event in tx.audits:
        n, seal = n + 1, seal_of(seal, n + 1, event)
        rows.append({"org": tx.org, "n": n, **vars(event), "person": _whose(event, owners), "seal": seal})
    tx.many(_ADD, rows)


def _whose(event: Event, owners: Mapping[str, str]) -> str | None:
    """Whose thing an event is about: the row's owner, the person that it names, or the person that it is."""
    if event.entity == "person":
        return event.entity_id
    if event.entity_id in owners:
        return owners[event.entity_id]
    for text in (event.new, event.old):
        value = json.loads(text) if text else None
        if isinstance(value, dict) and isinstance(value.get("person"), str):
            return str(value["person"])
    return None


def breaks(tx: Tx, first: int, last: int) -> list[int]:
    """The numbers from `first` to `last` where the chain does not hold: a cut, or an event that was altered."""
    rows = tx.rows(
        "SELECT * FROM audit_event WHERE org=:org AND n BETWEEN :first AND :last ORDER BY n",
        **{"org": tx.org, "first": first - 1, "last": last},
    )
    seals = {int(row.n): row.seal for row in rows} | {0: ""}
    stored = {int(row.n): row for row in rows}
    found = []
    for n in range(first, last + 1):
        row, before = stored.get(n), seals.get(n - 1)
        if row is None or before is None or row.seal != seal_of(before, n, _event(row)):
            found.append(n)
    return found


def _event(row: Row) -> Event:
    return Event(row.at, row.who, row.what, row.entity, row.entity_id, row.old, row.new)
