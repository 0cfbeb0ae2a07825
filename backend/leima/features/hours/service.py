"""What happens to the facts when an operation on working hours comes. Facts are stored; no day is worked out here."""

from bisect import bisect_right
from operator import attrgetter
from uuid import NAMESPACE_URL, uuid5

from leima.access.rights import may_decide_today, may_see, require_right
from leima.db.operations import SUSPECT, Applied, Operation, Rejected, asking
from leima.db.site import local_date
from leima.db.tables.hours import Correction, Punch
from leima.db.tx import Tx
from leima.features.hours import store
from leima.features.hours.closed import closed_by_choice, closed_by_punch
from leima.features.hours.moved_on import moved_on
from leima.features.months import requests
from leima.features.months.store import refuse_if_locked
from leima.rules.pair import SAME_PRESS

AT_ONCE = 60_000
"""Milliseconds within which a punch comes when nothing held it up."""
ONE_PRESS = (SAME_PRESS + 1) * 60_000
"""Milliseconds within which two punches may be one press, or stand in another order by the minute."""


def touch_at(tx: Tx, person: str, *instants: int | None) -> None:
    """Touches the days of these instants (epoch ms)."""
    for date in {local_date(tx, at) for at in instants if at is not None}:
        tx.touch(person, date, date)


def touch_reach(tx: Tx, person: str, at: int, kind: str = "") -> store.PunchTime | None:
    """Touches every day that a punch at `at` (epoch ms), coming or going, may change: its own, and those of the punches
    that may pair otherwise. `kind` is told when it comes. Returns the punch before it."""
    rows = store.near(tx, person, at)
    here = bisect_right(rows, at, key=attrgetter("at"))
    before, after = rows[:here], rows[here:]
    first, last = here, here
    if before and not (kind == "in" and _apart(before[-1], at) and (not after or after[0].kind == "in")):
        first -= 1
        while first and not _begins_anew(rows[first - 1], rows[first]):
            first -= 1
    if after:
        last += 1
        while last < len(rows) and not _begins_anew(rows[last - 1], rows[last]):
            last += 1
    touch_at(tx, person, at, *(row.at for row in rows[first:last]))
    return before[-1] if before else None


def _begins_anew(before: store.PunchTime, row: store.PunchTime) -> bool:
    """Whether a clock-in follows a clock-out: what came before no longer matters to what comes."""
    return row.kind == "in" and _apart(before, row.at)


def _apart(before: store.PunchTime, at: int) -> bool:
    return before.kind == "out" and at - before.at > ONE_PRESS


def clock_flags(op: Operation) -> list[str]:
    """`clock_suspect` when the device's clock was off, or the punch claims to come from the future."""
    off = op.clock_offset is not None and abs(op.clock_offset) > SUSPECT
    return ["clock_suspect"] if off or op.ahead else []


def _edit_flags(tx: Tx, op: Operation) -> list[str]:
    """`after_edit` when a punch comes late, into an entry whose times somebody has set by hand meanwhile."""
    if op.received_at - op.counts_at <= AT_ONCE:
        return []
    return ["after_edit"] if store.inside_edited(tx, op.subject, op.counts_at) else []


def _order_flags(kind: str, before: store.PunchTime | None) -> list[str]:
    """What is odd about this punch after the one before it; for the reply alone, the day says it in full."""
    last = before.kind if before else "out"
    if kind == "in" and last != "out":
        return ["double_in"]
    if kind == "out" and last == "out":
        return ["two_outs" if before is not None else "missing_in"]
    return []


def record_punch(tx: Tx, op: Operation) -> Applied:
    """Stores a punch. It is never refused for what it says, only when somebody has no right to say it."""
    actor = require_right(tx, op.subject, local_date(tx, op.counts_at))
    before = touch_reach(tx, op.subject, op.counts_at, op.body.kind)
    closed = closed_by_punch(tx, op)
    if closed is not None:
        return _late_punch(tx, op, closed)
    flags = clock_flags(op) + _edit_flags(tx, op)
    store.add_punch(tx, op, actor.person, flags)
    if actor.person != op.subject:
        tx.audit("punch.recorded_for", "punch", op.entity_id, None, {"person": op.subject, "kind": op.body.kind})
    elif op.body.estimated_confirmed:
        told = {"person": op.subject, "kind": op.body.kind, "at": op.claimed_at}
        tx.audit("punch.confirmed", "punch", op.entity_id, None, told)
    odd = store.unknown_bookings(tx, op.body.work_type, op.body.cost_centre)
    return Applied(1, tuple(flags + _order_flags(op.body.kind, before) + odd))


def _late_punch(tx: Tx, op: Operation, date: str) -> Applied:
    """The month is closed: the punch is kept, and counts once somebody has said so."""
    flags = [*clock_flags(op), *requests.HELD]
    store.add_punch(tx, op, asking(tx).person, flags[:-1], requests.ask(tx, op, "late_punch", date))
    return Applied(1, tuple(flags))


def choose_punch(tx: Tx, op: Operation) -> Applied:
    """Chooses which of two recorded times of a punch counts. Against a supervisor's time the person asks for it."""
    ids = [op.entity_id, *op.body.instead_of]
    rows = {row.id: row for row in store.punches(tx, ids)}
    theirs = {local_date(tx, row.at) for row in rows.values() if row.person == op.subject}
    actor = asking(tx)
    if not theirs:
        require_right(tx, op.subject)
    for date in sorted(theirs):
        require_right(tx, op.subject, date)
    kept = rows.get(op.entity_id)
    others = [rows[id] for id in op.body.instead_of if id in rows]
    if kept is None or len(others) != len(op.body.instead_of) or kept.id in op.body.instead_of:
        raise Rejected("not_found")
    if {row.person for row in rows.values()} != {op.subject}:
        raise Rejected("not_found")
    dates = [local_date(tx, row.at) for row in rows.values()]
    if closed := closed_by_choice(tx, op.subject, kept.at, op.body.instead_of):
        dates.append(closed)
    if held := requests.hold(tx, op, "punch", *dates, old={"kept": [row.at for row in others]}):
        return held
    foreign = [row for row in others if row.author not in (actor.person, kept.author)]
    if actor.person == op.subject and foreign:
        return _request(tx, kept, foreign[0])
    for row in others:
        store.supersede(tx, row, kept.id)
        touch_reach(tx, op.subject, row.at)
    for request in store.waiting_corrections(tx, ids):
        store.decide_correction(tx, request, "approved" if request.wanted == kept.id else "rejected", "")
    return Applied(kept.version)


def _request(tx: Tx, wanted: Punch, kept: Punch) -> Applied:
    id = str(uuid5(NAMESPACE_URL, f"leima:correction:{kept.id}:{wanted.id}"))
    if tx.get(Correction, id=id) is None:
        store.add_correction(tx, kept, wanted, local_date(tx, kept.at), id)
    tx.touch(wanted.person, local_date(tx, kept.at), local_date(tx, kept.at))
    return Applied(wanted.version, ("correction_requested",))


def decide_correction(tx: Tx, op: Operation) -> Applied:
    """A supervisor's word on a request. The first one wins; the same one twice is no more than once."""
    row = tx.get(Correction, id=op.entity_id)
    actor = asking(tx)
    if row is None or not may_see(tx, actor, row.person):
        raise Rejected("not_found")
    if not may_decide_today(tx, actor, row.person):
        raise Rejected("forbidden")
    status = "approved" if op.body.decision == "approve" else "rejected"
    if row.status == status:
        return Applied(row.version)
    if row.status != "waiting" or row.version != op.body.seen_version:
        raise moved_on(tx, row)
    refuse_if_locked(tx, row.person, row.date)
    keep, drop = (row.wanted, row.kept) if status == "approved" else (row.kept, row.wanted)
    version = store.decide_correction(tx, row, status, op.body.reason)
    for punch in store.punches(tx, [drop]):
        store.supersede(tx, punch, keep)
        touch_reach(tx, row.person, punch.at)
    return Applied(version)
