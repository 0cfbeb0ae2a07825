"""Taking an act or a decision back: a new operation, never an erasure, and only while nobody has acted on it."""

from leima.access.rights import may_decide_today, may_see, require_right, takes_back
from leima.db.operations import Applied, Operation, Rejected, asking
from leima.db.site import local_date
from leima.db.tables.hours import Correction, Entry, Punch, WorkOrder
from leima.db.tx import Tx
from leima.features.hours import orders_store, store
from leima.features.hours.moved_on import moved_on
from leima.features.hours.notices import OrderUndone
from leima.features.hours.service import touch_reach
from leima.features.months.store import refuse_if_locked
from leima.features.notices.store import tell
from leima.features.people.signing import signature
from leima.rules.pair import entry_id


def undo_punch(tx: Tx, op: Operation) -> Applied:
    """The author takes a punch back: it stays to be seen and counts no more. The same word twice is one word."""
    row = next(iter(store.punches(tx, [op.entity_id])), None)
    theirs = row is not None and row.person == op.subject
    actor = require_right(tx, op.subject, *([local_date(tx, row.at)] if row is not None and theirs else []))
    if row is None or not theirs:
        raise Rejected("not_found")
    if row.author != actor.person:
        raise Rejected("forbidden")
    if row.superseded_by == row.id:
        return Applied(row.version)
    refuse_if_locked(tx, op.subject, local_date(tx, row.at))
    if _acted_on(tx, row):
        raise Rejected("acted_on")
    store.supersede(tx, row, row.id)
    touch_reach(tx, op.subject, row.at)
    return Applied(row.version + 1)


def _acted_on(tx: Tx, row: Punch) -> bool:
    """Whether somebody has chosen between this punch and another, or has changed the entry that it opens."""
    if row.superseded_by is not None or store.chosen_over(tx, row.id) or store.corrections_of(tx, row.id):
        return True
    entry = tx.get(Entry, id=entry_id(row.id)) if row.kind == "in" else None
    return entry is not None and (entry.overrides != "{}" or entry.deleted)


def undo_correction(tx: Tx, op: Operation) -> Applied:
    """A request for correction that was decided waits again."""
    row = tx.get(Correction, id=op.entity_id)
    if row is None or not may_see(tx, asking(tx), row.person):
        raise Rejected("not_found")
    if _is_undone(tx, row, op, "waiting"):
        return Applied(row.version)
    refuse_if_locked(tx, row.person, row.date)
    keep, drop = (row.wanted, row.kept) if row.status == "approved" else (row.kept, row.wanted)
    for punch in store.punches(tx, [drop]):
        if punch.superseded_by == keep:
            store.supersede(tx, punch, None)
        touch_reach(tx, row.person, punch.at)
    return Applied(store.reopen_correction(tx, row))


def _is_undone(tx: Tx, row: Correction | WorkOrder, op: Operation, status: str) -> bool:
    """Whether the decision has been taken back already. Raises Rejected without the right, Conflicting when somebody
    else has decided and no reason is given, or the row has moved on since."""
    actor = asking(tx)
    if not may_decide_today(tx, actor, row.person):
        raise Rejected("forbidden")
    if row.decided_by == actor.person and row.status == status:
        return True
    if (
        not takes_back(actor, row.decided_by, op.body.reason)
        or row.version != op.body.seen_version
        or row.status not in ("approved", "rejected")
    ):
        raise moved_on(tx, row)
    return False


def undo_order(tx: Tx, op: Operation) -> Applied:
    """What somebody asked for waits again; unordered time that was left as it was asks for a word again."""
    row, actor = tx.get(WorkOrder, id=op.entity_id), asking(tx)
    if row is None or not may_see(tx, actor, row.person):
        raise Rejected("not_found")
    own = row.asked_by in (actor.person, row.decided_by)
    status = "cancelled" if own else "waiting"
    if _is_undone(tx, row, op, status):
        return Applied(row.version)
    refuse_if_locked(tx, row.person, row.date)
    version = orders_store.set_status(tx, row, status, "")
    if version is None:
        raise moved_on(tx, row)
    tx.touch(row.person, row.date, row.date)
    if not own:
        tell(tx, row.person, OrderUndone(row.date, signature(tx, actor, row.person), op.body.reason.strip()))
    return Applied(version)
