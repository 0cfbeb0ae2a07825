"""The organisation's own codes: given from a date on, taken back, and told beside the ready ones."""

from leima.db.actor import Actor
from leima.db.tables.payroll import PayCode
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.agreements import store as agreements
from leima.features.days.asked import a_date
from leima.features.payroll import store
from leima.features.payroll.codes import ready_codes
from leima.features.payroll.kinds import KINDS, is_kind
from leima.features.payroll.runs import refuse_others
from leima.features.payroll.schemas import CodeAdded, CodeRow, Codes, NewCode
from leima.web.errors import Conflict, Invalid, NotFound

_SAID = ("kind", "agreement", "from_date", "until_date", "code", "source")


def listed(tx: Tx, actor: Actor) -> Codes:
    """Every code that stands. Raises Forbidden for all but payroll."""
    refuse_others(actor)
    own = [_told(tx, row) for row in store.codes(tx)]
    ready = [
        CodeRow(None, row.kind, None, row.from_date, row.until_date, row.code, row.source, True)
        for row in ready_codes()
    ]
    names = {row.id: row.name for row in agreements.agreements(tx)}
    undone = [_told(tx, row) for row in store.undone_codes(tx)]
    return Codes([*own, *ready], list(KINDS), sorted(names), undone, names)


def _told(tx: Tx, row: PayCode) -> CodeRow:
    return CodeRow(
        id=row.id,
        kind=row.kind,
        agreement=row.agreement,
        from_=row.from_date,
        until=row.until_date,
        code=row.code,
        source=row.source,
        ready=False,
        by_name=person_name(tx, row.who),
        at=row.at,
        undone_at=row.undone_at,
        undone_by_name=person_name(tx, row.undone_by),
    )


def add(tx: Tx, actor: Actor, form: NewCode) -> CodeAdded:
    """A code from a date on; the same form again changes nothing. Raises Forbidden, Invalid, Conflict."""
    refuse_others(actor)
    said = (form.kind, form.agreement, _date(form.from_, "from"), form.until, form.code, form.source)
    before = tx.get(PayCode, id=form.id)
    if before is not None:
        if tuple(getattr(before, name) for name in _SAID) != said:
            raise Conflict("act_reused")
        return CodeAdded(before.id)
    _validate(tx, form)
    row = PayCode(
        org=tx.org,
        id=form.id,
        kind=form.kind,
        agreement=form.agreement,
        from_date=form.from_,
        until_date=form.until,
        code=form.code,
        source=form.source,
        who=actor.person,
        at=tx.now,
    )
    store.add_code(tx, row)
    return CodeAdded(form.id)


def undo(tx: Tx, actor: Actor, id: str) -> CodeAdded:
    """Takes a code back; what was locked with it stays. Raises Forbidden, NotFound."""
    refuse_others(actor)
    row = tx.get(PayCode, id=id)
    if row is None:
        raise NotFound()
    if row.undone_at is None:
        store.undo_code(tx, row)
    return CodeAdded(id)


def _date(text: str, field: str) -> str:
    return a_date(text, field) or ""


def _validate(tx: Tx, form: NewCode) -> None:
    if form.until is not None and _date(form.until, "until") < form.from_:
        raise Invalid("bad_date", fields=[{"field": "until", "message": form.until}])
    if not is_kind(form.kind):
        raise Invalid("payroll_kind", fields=[{"field": "kind", "message": form.kind}])
    if form.agreement is not None and form.agreement not in {row.id for row in agreements.agreements(tx)}:
        raise Invalid("payroll_agreement", fields=[{"field": "agreement", "message": form.agreement}])
