"""Posts a line by hand; one that the caller marks as kiky is posted as a kiky deduction."""

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.agreements.terms import rates_on
from leima.features.kiky import deduct as deductions
from leima.features.kiky.schemas import Deducted, Deduction
from leima.features.ledger import service
from leima.features.ledger.floors import flex_watch
from leima.features.ledger.kinds import unit_of_account
from leima.features.ledger.schemas import BalanceFinding, Done, Moved, NewPosting


def add(tx: Tx, actor: Actor, form: NewPosting) -> Done:
    """Returns what a line did: a plain deduction with `is_kiky` settles as much kiky of its date's year beside it.

    Raises what a kiky deduction would where it is one, else what the ledger does.
    """
    amount = service.stored_amount(form)
    if not form.is_kiky or not service.is_plain_deduction(form, amount):
        return service.add(tx, actor, form)
    service.validate_date(tx, form.date)
    asked = Deduction(
        id=form.id,
        person=form.person,
        year=int(form.date[:4]),
        minutes=-amount,
        sources=(form.account,),  # type: ignore[arg-type]
        date=form.date,
        reason=form.reason,
    )
    found = deductions.preview(tx, actor, asked) if form.dry_run else deductions.make(tx, actor, asked)
    return Done(form.id, deductions.KIND, form.date, _moved(found), _findings(tx, found), form.dry_run)


def _moved(found: Deducted) -> list[Moved]:
    return [
        Moved(
            account=leg.account,
            year=found.year if leg.account == "kiky" else None,
            unit=unit_of_account(leg.account),
            before=leg.before,
            amount=leg.minutes,
            after=leg.after,
        )
        for leg in found.legs
    ]


def _findings(tx: Tx, found: Deducted) -> list[BalanceFinding]:
    after = [leg.after for leg in found.legs if leg.account == "flex"]
    told = flex_watch(after[0], found.date, rates_on(tx, found.person, found.date)) if after else None
    return [BalanceFinding(told.kind, dict(told.params))] if told else []
