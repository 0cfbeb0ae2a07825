"""A person asks to save leave over years, and a supervisor agrees to it or does not.

What may be saved is asked of the rules when it is asked for, and again when it is agreed: it is agreed as of today.
"""

from leima.access.rights import may_approve, require_right
from leima.db.operations import Applied, Conflicting, Operation, Rejected, asking
from leima.db.site import today
from leima.db.tables.saving import Saving
from leima.db.tx import Tx
from leima.features.leave.counting import free_by_year
from leima.features.leave.store import supervisors
from leima.features.ledger import acts
from leima.features.ledger.acts import Leg, NewAct
from leima.features.notices.store import tell
from leima.features.people.signing import signature
from leima.features.saving import store
from leima.features.saving.notices import SavingApproved, SavingAsked, SavingRejected
from leima.features.saving.views import saving_data
from leima.rules.leave.counting import DAY
from leima.rules.leave.leave import ANNUAL, SAVED
from leima.rules.leave.saving import Savable, refusal

KIND = "saving"
"""The kind of the act, and of its lines."""


def ask(tx: Tx, op: Operation) -> Applied:
    """Stores a wish that the rules allow, and tells those who decide. Nobody asks in somebody else's name."""
    if asking(tx).person != op.subject:
        raise Rejected("forbidden")
    require_right(tx, op.subject, today(tx))
    if store.wish(tx, op.entity_id) is not None or acts.act(tx, op.entity_id) is not None:
        raise Rejected("entity_exists")
    year, days = op.body.earning_year, op.body.days
    _refuse(tx, op.subject, year, days, but=op.entity_id, waiting=True)
    store.add(tx, op.entity_id, op.subject, year, days, op.body.note)
    for one in supervisors(tx, op.subject):
        tell(tx, one, SavingAsked(asking(tx).name, year, days))
    return Applied(1)


def withdraw(tx: Tx, op: Operation) -> Applied:
    """Takes a wish back as long as nobody has decided on it."""
    row = store.wish(tx, op.entity_id)
    if asking(tx).person != op.subject:
        raise Rejected("forbidden")
    if row is None or row.person != op.subject:
        raise Rejected("not_found")
    if row.status == "withdrawn":
        return Applied(row.version)
    if row.status != "requested":
        raise Conflicting(saving_data(tx, row), ["status"], "saving_decided")
    return _write(tx, row, "withdrawn", {"status": "withdrawn"})


def decide(tx: Tx, op: Operation) -> Applied:
    """Agrees to a wish as it was seen, or does not. The first word wins."""
    actor, row = asking(tx), store.wish(tx, op.entity_id)
    if row is None or row.person != op.subject or not may_approve(tx, actor, row.person):
        raise Rejected("forbidden" if row is not None and row.person == actor.person else "not_found")
    reason = op.body.reason.strip()
    if op.body.decision == "reject" and not reason:
        raise Rejected("reason_needed")
    if row.status != "requested":
        raise Conflicting(saving_data(tx, row), ["status"], "already_decided")
    if row.version != op.body.seen_version:
        raise Conflicting(saving_data(tx, row), ["version"], "changed_since")
    approved = op.body.decision == "approve"
    if approved:
        _save(tx, row)
    status = "approved" if approved else "rejected"
    decided = {"status": status, "answer": reason, "decided_at": tx.now, "decided_by": actor.person}
    done = _write(tx, row, "decided", decided)
    message = SavingApproved if approved else SavingRejected
    tell(tx, row.person, message(row.earning_year, row.days, signature(tx, actor, row.person), reason))
    return done


def _save(tx: Tx, row: Saving) -> None:
    """Moves the days to the account of saved leave, to their own earning year."""
    _refuse(tx, row.person, row.earning_year, row.days, but=row.id, waiting=False)
    amount, date = row.days * DAY, acts.open_date(tx, row.person, today(tx))
    legs = (Leg(ANNUAL, row.earning_year, -amount), Leg(SAVED, row.earning_year, amount))
    acts.do(tx, NewAct(row.id, KIND, row.person, date, row.note, legs))


def _refuse(tx: Tx, person: str, year: int, days: int, *, but: str, waiting: bool) -> None:
    """Raises Rejected where the rules do not let so many days be saved today; `waiting`: after what waits besides."""
    free, dated = free_by_year(tx, person)
    ledger, asked = store.posted(tx, person, year), store.asked(tx, person, year, but) * DAY if waiting else 0
    stands = Savable(year, ledger.earned, free.get(year, 0) - asked, ledger.saved + asked)
    found = refusal(days, stands, dated, today(tx))
    if found is not None:
        raise Rejected(found.kind, **found.params)


def _write(tx: Tx, row: Saving, what: str, values: dict[str, object]) -> Applied:
    try:
        return Applied(store.change(tx, row, what, values))
    except LookupError as error:
        raise Conflicting(saving_data(tx, store.wish(tx, row.id) or row), ["version"], "changed_since") from error
