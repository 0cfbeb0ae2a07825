"""The ledger at a desk: "Uusi saldokirjaus", transfers, undoing, and the lines themselves."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from leima.access.money import may_pay
from leima.access.rights import may_keep, may_see
from leima.db.actor import Actor
from leima.db.site import reach
from leima.db.sync_sql import lock_people
from leima.db.tables.ledger import Act
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.agreements.terms import rates_on
from leima.features.ledger import acts, schemas, store, sums
from leima.features.ledger.acts import Leg, NewAct
from leima.features.ledger.floors import Floor, flex_watch, floor_of, refuse_if_below, refuse_if_full
from leima.features.ledger.kinds import in_unit, unit_of_account
from leima.features.ledger.reasons import BY_SCHEME, reason_of
from leima.features.ledger.rights import moves_money, refuse_if_not_payer
from leima.features.ledger.undoing import refuse_if_not_undoable
from leima.features.months.store import refuse_if_closed
from leima.rules.zone import calendar_date
from leima.web.errors import Conflict, Forbidden, Invalid, NotFound

PAIRS = frozenset(
    {
        *(("flex", "bank"), ("bank", "flex"), ("overtime_leave", "bank"), ("bank", "overtime_leave")),
        *(("overtime_leave", "flex"), ("reduction_leave", "bank"), ("annual_leave_day", "bank")),
    }
)
"""From which account to which time may be moved."""
SETTLES_KIKY = frozenset({"flex", "overtime_leave", "bank", "reduction_leave", "annual_leave_day"})
"""Accounts that a kiky deduction may be taken from: a plain deduction from them is asked about."""
PAGE = 500


def lock_for_posting(tx: Tx, actor: Actor, person: str) -> str:
    """The person, locked for writing. Raises NotFound for whom one may not see, Forbidden for oneself."""
    if not may_see(tx, actor, person):
        raise NotFound()
    if not may_keep(tx, actor, person):
        raise Forbidden()
    lock_people(tx, [person])
    return person


def add(tx: Tx, actor: Actor, form: schemas.NewPosting) -> schemas.Done:
    """One hand-made line: an adjustment, a payout with `pays`, an accrual, a lapse, or the year's kiky opening."""
    person = lock_for_posting(tx, actor, form.person)
    validate_date(tx, form.date)
    amount = stored_amount(form)
    year = _year(tx, form, amount)
    if form.pays:
        refuse_if_not_payer(actor, "payout")
        _refuse_odd_payout(amount)
    if (before := again(tx, form)) is not None:
        return before
    kind = _kind(form, amount)
    moved = amount - _opened(tx, person, year) if kind == "opening" else amount
    if kind != "opening":
        _ask_about_kiky(tx, person, form, amount)
        floor = floor_of(tx, person, form.account, form.date, rates_on(tx, person, form.date))
        refuse_if_below(tx, person, form.account, year, form.date, moved, floor)
    leg = Leg(form.account, year, moved, form.pays)
    source = "hand" if kind == "opening" else ""
    new = NewAct(form.id, kind, person, form.date, form.reason, (leg,), asked(form), source=source)
    return do_or_try(tx, new, dry_run=form.dry_run)


def transfer(tx: Tx, actor: Actor, form: schemas.NewTransfer) -> schemas.Done:
    """Minutes from one account to another, within the agreement's limits."""
    person = lock_for_posting(tx, actor, form.person)
    validate_date(tx, form.date)
    if (form.source, form.target) not in PAIRS:
        raise Invalid("no_such_transfer", fields=[{"field": "target", "message": form.target}])
    if (before := again(tx, form)) is not None:
        return before
    rates = rates_on(tx, person, form.date)
    refuse_if_below(tx, person, form.source, 0, form.date, -form.minutes, Floor(form.source, 0))
    if form.target == "bank":
        refuse_if_full(tx, person, form.minutes, form.date, rates, flex=form.source == "flex")
    legs = (Leg(form.source, 0, -form.minutes), Leg(form.target, 0, form.minutes))
    new = NewAct(form.id, "transfer", person, form.date, form.reason, legs, asked(form))
    return do_or_try(tx, new, dry_run=form.dry_run)


def undo(tx: Tx, actor: Actor, id: str) -> schemas.Undone:
    """Undoes an act whole. Raises NotFound for what one may not see, Forbidden for what one may not keep, and what a
    fresh act would: a floor or a limit."""
    row = tx.get(Act, id=id)
    if row is None:
        raise NotFound()
    acts_ = [row] if row.person else store.acts_of_bulk(tx, id)
    people = [one.person for one in acts_ if one.person]
    if not people or not all(may_see(tx, actor, person) for person in people):
        raise NotFound()
    if not all(may_keep(tx, actor, person) for person in people):
        raise Forbidden()
    if moves_money(tx, row):
        refuse_if_not_payer(actor, "undo")
    lock_people(tx, sorted(people))
    refuse_if_not_undoable(tx, row)
    acts.undo(tx, id)
    return schemas.Undone(id)


def ledger(tx: Tx, actor: Actor, person: str, account: str | None, first: str, last: str) -> schemas.Ledger:
    """A person's lines between two dates, newest first."""
    if not may_see(tx, actor, person):
        raise NotFound()
    rows = sums.lines(tx, person, account, first, last, PAGE + 1)
    keeps = may_keep(tx, actor, person)
    return schemas.Ledger([_line(tx, actor, row, keeps) for row in rows[:PAGE]], len(rows) > PAGE)


def _line(tx: Tx, actor: Actor, row: sums.Line, keeps: bool) -> schemas.LedgerLine:
    undoes = store.undoes(row)
    undone = undoes or row.undone_at is not None
    may_undo = keeps and row.act is not None and not undone
    return schemas.LedgerLine(
        id=row.id,
        person=row.person,
        date=row.date,
        account=row.account,
        year=row.year or None,
        unit=unit_of_account(row.account),
        kind="undo" if undoes else row.kind,
        amount=in_unit(row.amount, row.account),
        pays=row.pays,
        why=reason_of(row),
        who=row.who,
        who_name=person_name(tx, row.who),
        at=row.at,
        act=row.act,
        undone=undone,
        corrects=row.corrects,
        may_undo=may_undo and (may_pay(actor, "undo") or not _moves_money(tx, row)),
    )


def _moves_money(tx: Tx, line: sums.Line) -> bool:
    act = tx.get(Act, id=line.act)
    return act is not None and moves_money(tx, act)


def do_or_try(tx: Tx, new: NewAct, *, dry_run: bool) -> schemas.Done:
    """Does an act, or only says what it would do."""
    person = str(new.person)
    refuse_if_closed(tx, person, new.date)
    before = [sums.total(tx, person, leg.account, leg.year) for leg in new.legs]
    if not dry_run:
        acts.do(tx, new)
    return _done(tx, new, before, dry_run)


def _done(tx: Tx, act: NewAct | Act, before: Sequence[int], dry_run: bool) -> schemas.Done:
    """What an act moved, and what deserves a word about it."""
    legs = act.legs if isinstance(act, NewAct) else acts.legs_of(tx, act.id)
    after = [stood + leg.amount for leg, stood in zip(legs, before, strict=True)]
    moved = [
        schemas.Moved(
            account=leg.account,
            year=leg.year or None,
            unit=unit_of_account(leg.account),
            before=in_unit(stands - leg.amount, leg.account),
            amount=in_unit(leg.amount, leg.account),
            after=in_unit(stands, leg.account),
        )
        for leg, stands in zip(legs, after, strict=True)
    ]
    flex = [stands for leg, stands in zip(legs, after, strict=True) if leg.account == "flex" and leg.amount < 0]
    found = flex_watch(flex[0], act.date, rates_on(tx, str(act.person), act.date)) if flex else None
    told = [schemas.BalanceFinding(found.kind, dict(found.params))] if found else []
    return schemas.Done(act.id, act.kind, act.date, moved, told, dry_run)


def again(tx: Tx, form: Any) -> schemas.Done | None:
    """The answer to an id that stands: what it did. Raises Conflict when something else was asked under it."""
    row = tx.get(Act, id=form.id)
    if row is None:
        return None
    stood = msgspec.json.decode(row.more.encode()).get("asked")
    if stood != asked(form)["asked"]:
        raise Conflict("act_reused")
    legs, person = acts.legs_of(tx, row.id), str(row.person)
    return _done(tx, row, [sums.total(tx, person, leg.account, leg.year) - leg.amount for leg in legs], False)


def asked(form: Any) -> Mapping[str, Any]:
    """What was asked for, to compare a repeat with; the id and the answers to questions are no part of it."""
    told = msgspec.to_builtins(form)
    return {"asked": {name: value for name, value in told.items() if name not in ("id", "dry_run", "is_kiky")}}


def stored_amount(form: schemas.NewPosting) -> int:
    """The amount as the account keeps it. Raises Invalid for nought, and for parts of minutes, cents or hundredths."""
    raw = form.amount * 100 if unit_of_account(form.account) == "day" else form.amount
    amount = round(raw)
    if not amount or abs(raw - amount) > 1e-6:
        code = "amount_not_whole" if amount or form.amount else "amount_nought"
        raise Invalid(code, fields=[{"field": "amount", "message": str(form.amount)}])
    return amount


def _kind(form: schemas.NewPosting, amount: int) -> str:
    if form.pays:
        return "payout"
    if form.kind == "adjustment" and form.account == "kiky" and form.opening and amount > 0:
        return "opening"
    return form.kind


def _year(tx: Tx, form: schemas.NewPosting, amount: int) -> int:
    if form.account in store.YEARLY:
        return form.year or int(form.date[:4])
    if form.account in store.DAY_ACCOUNTS:
        return form.year or sums.holiday_year(tx, form.person, form.date, amount, form.account)
    if form.year is not None:
        raise Invalid("year_not_kept", fields=[{"field": "year", "message": str(form.year)}])
    return 0


def _opened(tx: Tx, person: str, year: int) -> int:
    """What the year's opening is so far, with what the scheme itself has added to it since."""
    rows = store.year_postings(tx, person, "kiky", year)
    return sum(row.amount for row in rows if row.kind == "opening" or row.source == BY_SCHEME)


def _refuse_odd_payout(amount: int) -> None:
    if amount > 0:
        raise Invalid("payout_is_minus", fields=[{"field": "amount", "message": str(amount)}])


def _ask_about_kiky(tx: Tx, person: str, form: schemas.NewPosting, amount: int) -> None:
    """A plain deduction while kiky is owed is asked about: a kiky deduction is another act."""
    if not is_plain_deduction(form, amount) or form.is_kiky is False:
        return
    if sums.total(tx, person, "kiky", int(form.date[:4])) > 0:
        raise Invalid("is_it_kiky", fields=[{"field": "is_kiky", "message": "is_it_kiky"}])


def is_plain_deduction(form: schemas.NewPosting, amount: int) -> bool:
    """Returns whether a line takes time from an account that kiky may be settled from, without paying it."""
    return amount < 0 and not form.pays and form.kind == "adjustment" and form.account in SETTLES_KIKY


def validate_date(tx: Tx, date: str) -> None:
    """Raises Invalid for a date that does not exist, or lies too far ahead or behind."""
    try:
        calendar_date(date)
    except ValueError as error:
        raise Invalid("bad_date", fields=[{"field": "date", "message": date}]) from error
    first, last = "1970-01-01", reach(tx)[1]
    if not first <= date <= last:
        raise Invalid("date_too_far", fields=[{"field": "date", "message": date}], first=first, last=last)
