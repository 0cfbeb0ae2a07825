"""The prepared SQL of the two hot paths, push and pull, and of numbering changes. Nowhere else."""

from leima.db.site import today
from leima.db.tx import Head, Tx

_BUMP = "UPDATE sync_head SET seq = seq + :n WHERE org = :org RETURNING seq"
_CHANGE = (
    "INSERT INTO change_log (org, seq, entity_type, entity_id, version, owner, unit, deleted, op_id, by)"
    " VALUES (:org, :seq, :type, :id, :version, :owner, :unit, :deleted, :op_id, :by)"
)


def number_changes(tx: Tx) -> None:
    """Takes the organisation's next numbers and writes the change rows.

    Numbers are taken last of all, so that they commit in their own order and a cursor never skips one.
    """
    if not tx.changes and not tx.after_numbering and not tx.audits:
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


def head(tx: Tx) -> Head | None:
    """The counter as it stood when this unit of work began; None for an organisation without one."""
    if "head" not in tx.memo:
        row = tx.one("SELECT seq, epoch FROM sync_head WHERE org=:org", org=tx.org)
        tx.memo["head"] = Head(int(row.seq), row.epoch) if row else None
    found: Head | None = tx.memo["head"]
    return found


RECEIPTS = "SELECT * FROM op_receipt WHERE org=:org AND op_id IN :ids"
KNOWN = (
    "SELECT op_id, author, body_hash, status, result, version, seq FROM op_receipt WHERE org=:org AND op_id IN :ids"
    " UNION ALL SELECT op_id, NULL, NULL, NULL, NULL, NULL, NULL FROM op_quarantine WHERE org=:org AND op_id IN :ids"
)
"""Receipts, and without an author what is put aside."""
RECEIPT = (
    "INSERT INTO op_receipt (org, op_id, device, dev_seq, author, type, v, body_hash, status, result, version, seq,"
    " claimed_at, received_at) VALUES (:org, :op_id, :device, :dev_seq, :author, :type, :v, :body_hash, :status,"
    " :result, :version, :seq, :claimed_at, :received_at)"
)
ARCHIVE = (
    "INSERT INTO op_archive (org, op_id, body_hash, author, received_at, raw)"
    " VALUES (:org, :op_id, :body_hash, :author, :received_at, :raw) ON CONFLICT (org, op_id, body_hash) DO NOTHING"
)
QUARANTINE = (
    "INSERT INTO op_quarantine (org, op_id, author, received_at, why, raw)"
    " VALUES (:org, :op_id, :author, :received_at, :why, :raw) ON CONFLICT (org, op_id) DO NOTHING"
)
RELEASE = "DELETE FROM op_quarantine WHERE org=:org AND op_id IN :ids"
_LOG = (
    "SELECT * FROM (SELECT seq, entity_type, entity_id, op_id, by, deleted FROM change_log"
    " WHERE org=:org AND {whose} AND seq > :after ORDER BY seq LIMIT :limit) AS {name}"
)
OWN_CHANGES = " UNION ALL ".join(
    (_LOG.format(whose="owner=:person", name="own"), _LOG.format(whose="owner='*'", name="everybodys"))
)
"""The actor's own rows and everybody's, each in order by its own index; the caller merges them."""
UNIT_CHANGES = _LOG.format(whose="unit IN :units", name="teams")
_MEMBERSHIPS = (
    "SELECT m.person, m.team, m.from_date, m.until_date FROM team_member m WHERE m.org=:org AND m.role='member'"
    " AND m.person IN (SELECT t.person FROM team_member t WHERE t.org=:org AND t.team IN :units AND t.role='member')"
    " ORDER BY m.person, m.from_date, m.team"
)


def team_memberships(tx: Tx, units: list[str]) -> list[str]:
    """Every membership of whoever is or was in these teams, with `now` where it is today's: one text for each."""
    now = today(tx)
    return [
        f"{row.person} {row.team} {row.from_date} {row.until_date or ''}"
        f"{' now' if row.from_date <= now <= (row.until_date or now) else ''}"
        for row in tx.rows(_MEMBERSHIPS, org=tx.org, units=units)
    ]


LOCK_PEOPLE = "SELECT id FROM person WHERE org=:org AND id IN :ids ORDER BY id FOR UPDATE"


def lock_people(tx: Tx, people: list[str]) -> None:
    """Keeps two writers from working on the same person at once. SQLite has one writer anyway."""
    if tx.dialect == "postgresql" and people:
        tx.rows(LOCK_PEOPLE, org=tx.org, ids=people)
