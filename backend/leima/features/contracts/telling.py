"""The summary that goes to the doer, to everyone whose contract changed, and to payroll."""

from collections.abc import Iterable

from leima.db.door import Actor
from leima.db.tx import Tx
from leima.features.contracts.schemas import Outcome, PersonChange
from leima.features.notices.store import tell
from leima.features.people.roles import active_with_role

MOST_NAMES = 25
"""Names that a notice spells out; the rest are counted."""


def done(tx: Tx, actor: Actor, outcome: Outcome) -> None:
    """Contracts have changed."""
    for one in outcome.changed:
        tell(tx, one.person, "contract_changed", **_own(one))
    _office(tx, actor, "contracts_changed", outcome)


def undone(tx: Tx, actor: Actor, outcome: Outcome) -> None:
    """A change has been taken back."""
    for one in outcome.changed:
        tell(tx, one.person, "contract_change_undone", **{"from": one.from_, "by": actor.name})
    _office(tx, actor, "contracts_change_undone", outcome)


def rules_changed(tx: Tx, actor: Actor, name: str, outcome: Outcome) -> None:
    """The rules of an agreement have changed: those whose days or hours differ hear of it, and payroll."""
    for one in outcome.changed:
        tell(tx, one.person, "agreement_changed", **{"from": one.from_, "agreement": name})
    _office(tx, actor, "agreement_changed_all", outcome, agreement=name)


def rules_undone(tx: Tx, actor: Actor, name: str, outcome: Outcome) -> None:
    """A change of rules has been taken back: those whose days or hours differ again hear of it, and payroll."""
    for one in outcome.changed:
        tell(tx, one.person, "agreement_undone", **{"from": one.from_, "agreement": name, "by": actor.name})
    _office(tx, actor, "agreement_undone_all", outcome, agreement=name)


def _own(one: PersonChange) -> dict[str, object]:
    after = one.after
    return {
        "from": one.from_,
        "agreement": after.agreement_name if after else "",
        "day": after.day_minutes if after else 0,
        "week": after.week_minutes if after else 0,
    }


def _office(tx: Tx, actor: Actor, kind: str, outcome: Outcome, **more: str) -> None:
    params = {
        "from": outcome.from_,
        "changed": len(outcome.changed),
        "left": len(outcome.left),
        "names": _names(one.name for one in outcome.changed),
        "left_names": _names(one.name for one in outcome.left) or "–",
        "pay_day": outcome.first_pay_day,
        "by": actor.name,
        **more,
    }
    for person in sorted({actor.person, *active_with_role(tx, "payroll")}):
        tell(tx, person, kind, **params)


def _names(names: Iterable[str]) -> str:
    every = list(names)
    rest = len(every) - MOST_NAMES
    return ", ".join(every[:MOST_NAMES]) + (f" (+{rest})" if rest > 0 else "")
