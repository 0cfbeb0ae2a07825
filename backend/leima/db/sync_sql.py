"""The prepared SQL of the two hot paths, push and pull, and of numbering changes. Nowhere else."""

from typing import NamedTuple

from leima.db.cache import Head
from leima.db.site import today
from leima.db.tx import Query, Tx

_BUMP = "UPDATE sync_head SET seq = seq + :n WHERE org = :org RETURNING seq"
_CHANGE = (
    "INSERT INTO change_log (org, seq, entity_type, entity_id, version, owner, unit, deleted, op_id, by)"
    " VALUES (:org, :seq, :type, :id, :version, :owner, :unit, :deleted, :op_id, :by)"
)


def number_changes(*group: Tx) -> None:
    """Takes the organisation's next numbers for units of work that commit together, and queues the change rows.

    Numbers are taken last of all, so that they commit in their own order and a cursor never skips one.
    """
    numbered = [tx for tx in group if tx.changes or tx.after_numbering or tx.audits]
    if not numbered:
        return
    tx, changes = numbered[0], [change for tx in numbered for change in tx.changes]
    last = tx.value(int, _BUMP, n=len(changes), org=tx.org)
    if last is None:
        raise LookupError(f"organisation {tx.org!r} has no change counter")
    first = last - len(changes) + 1
    tx.all_later(_CHANGE, [{"org": tx.org, "seq": first + i, **vars(change)} for i, change in enumerate(changes)])
    for tx in numbered:
        for callback in tx.after_numbering:
            callback(first)
        first += len(tx.changes)


def head(tx: Tx) -> Head | None:
    """The counter as it stood when this unit of work began; None for an organisation without one."""
    heads = tx.cache.head
    if tx.org not in heads:
        heads[tx.org] = tx.one(Head, "SELECT seq, epoch FROM sync_head WHERE org=:org", org=tx.org)
    return heads[tx.org]


class Receipt(NamedTuple):
    """A stored receipt. Of an operation that is put aside only the id is known."""

    op_id: str
    author: str
    body_hash: str
    status: str
    result: str
    version: int | None
    seq: int | None
    aside: bool


class Logged(NamedTuple):
    """A row of the change log as a pull reads it."""

    seq: int
    entity_type: str
    entity_id: str
    op_id: str | None
    by: str | None


class _Membership(NamedTuple):
    person: str
    team: str
    from_date: str
    until_date: str | None


RECEIPTS = (
    "SELECT op_id, author, body_hash, status, result, version, seq, FALSE AS aside FROM op_receipt"
    " WHERE org=:org AND op_id IN :ids"
)
KNOWN = (
    f"{RECEIPTS} UNION ALL"
    " SELECT op_id, '', '', '', '', NULL, NULL, TRUE FROM op_quarantine WHERE org=:org AND op_id IN :ids"
)
"""Receipts, and what is put aside."""
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
    "SELECT * FROM (SELECT seq, entity_type, entity_id, op_id, by FROM change_log"
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
        for row in tx.rows(_Membership, _MEMBERSHIPS, org=tx.org, units=units)
    ]


class Locked(NamedTuple):
    """A person whom no other writer changes until the commit."""

    id: str


LOCK_PEOPLE = "SELECT id FROM person WHERE org=:org AND id IN :ids ORDER BY id FOR UPDATE"


def lock(tx: Tx, people: list[str]) -> Query[Locked]:
    """The query of `lock_people`."""
    return tx.query(Locked, LOCK_PEOPLE, org=tx.org, ids=people)


def lock_people(tx: Tx, people: list[str]) -> None:
    """Keeps two writers from working on the same person at once. SQLite has one writer anyway."""
    if tx.dialect == "postgresql" and people:
        tx.rows(Locked, LOCK_PEOPLE, org=tx.org, ids=people)
        tx.look_at_clock()


def lock_organisation(tx: Tx) -> None:
    """Keeps two writers from deciding at once on what is the whole organisation's, after the people of each. SQLite has
    one writer anyway."""
    if tx.dialect == "postgresql":
        tx.run("SELECT id FROM organisation WHERE id=:org FOR UPDATE", org=tx.org)


def known(tx: Tx, op_ids: list[str]) -> Query[Receipt]:
    """Asks for receipts, and for what is put aside."""
    return tx.query(Receipt, KNOWN, org=tx.org, ids=op_ids)
