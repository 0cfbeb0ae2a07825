"""The summary that goes to the doer, to everyone whose contract changed, and to payroll."""

from collections.abc import Iterable
from typing import TypedDict

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.contracts import notices
from leima.features.contracts.schemas import Outcome, PersonChange
from leima.features.notices.store import tell
from leima.features.people.roles import active_with_role

MOST_NAMES = 25
"""Names that a notice spells out; the rest are counted."""


def contracts_changed(tx: Tx, actor: Actor, outcome: Outcome) -> None:
    """Contracts have changed."""
    for one in outcome.changed:
        tell(tx, one.person, _own(one))
    _office(tx, actor, notices.ContractsChanged(**_summary(actor, outcome)))


def contracts_undone(tx: Tx, actor: Actor, outcome: Outcome) -> None:
    """A change has been taken back."""
    for one in outcome.changed:
        tell(tx, one.person, notices.ContractChangeUndone(by=actor.name, from_=one.from_))
    _office(tx, actor, notices.ContractsChangeUndone(**_summary(actor, outcome)))


def rules_changed(tx: Tx, actor: Actor, name: str, outcome: Outcome) -> None:
    """The rules of an agreement have changed: those whose days or hours differ hear of it, and payroll."""
    for one in outcome.changed:
        tell(tx, one.person, notices.AgreementChanged(agreement=name, from_=one.from_))
    _office(tx, actor, notices.AgreementChangedAll(**_summary(actor, outcome), agreement=name))


def rules_undone(tx: Tx, actor: Actor, name: str, outcome: Outcome) -> None:
    """A change of rules has been taken back: those whose days or hours differ again hear of it, and payroll."""
    for one in outcome.changed:
        tell(tx, one.person, notices.AgreementUndone(agreement=name, by=actor.name, from_=one.from_))
    _office(tx, actor, notices.AgreementUndoneAll(**_summary(actor, outcome), agreement=name))


def _own(one: PersonChange) -> notices.ContractChanged:
    after = one.after
    return notices.ContractChanged(
        agreement=after.agreement_name if after else "",
        day=after.day_minutes if after else 0,
        week=after.week_minutes if after else 0,
        from_=one.from_,
    )


class _Summary(TypedDict):
    from_: str
    changed: int
    left: int
    names: str
    left_names: str
    pay_day: str
    by: str


def _summary(actor: Actor, outcome: Outcome) -> _Summary:
    return {
        "from_": outcome.from_,
        "changed": len(outcome.changed),
        "left": len(outcome.left),
        "names": _names(one.name for one in outcome.changed),
        "left_names": _names(one.name for one in outcome.left) or "–",
        "pay_day": outcome.first_pay_day,
        "by": actor.name,
    }


def _office(tx: Tx, actor: Actor, message: notices.OfficeMessage) -> None:
    for person in sorted({actor.person, *active_with_role(tx, "payroll")}):
        tell(tx, person, message)


def _names(names: Iterable[str]) -> str:
    every = list(names)
    rest = len(every) - MOST_NAMES
    return ", ".join(every[:MOST_NAMES]) + (f" (+{rest})" if rest > 0 else "")
