"""Kiky from the holiday bonus: planned, and done when the bonus is marked for payment."""

import json

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.kiky import standing as stands
from leima.features.kiky.deduct import BONUS, KIND, NotDone
from leima.features.kiky.schemas import BonusPaid, BonusTaken
from leima.features.kiky.standing import PLANNED
from leima.features.ledger import acts, sums
from leima.features.ledger.rights import refuse_if_not_payer
from leima.rules.leave.bonus import TIME as BONUS_TIME
from leima.rules.pay.discharge import bonus_after, value
from leima.rules.zone import is_date
from leima.web.errors import Conflict, Invalid, NotFound

CHECK = "CHECK: kiky-tunnin hinta lomarahasta, oletuksena tuntipalkka"
"""The hourly rate of the scheme could not be read at its first source; the caller gives it."""


def pay(tx: Tx, actor: Actor, id: str, form: BonusPaid) -> BonusTaken:
    """The bonus is marked for payment: the planned minutes are settled at the given hourly rate, once.

    Raises NotFound for no such plan, Conflict when the plan was undone or paid with other figures.
    """
    plan = acts.act(tx, id)
    if plan is None or plan.kind != PLANNED or plan.person is None:
        raise NotFound()
    stands.person_to_keep(tx, actor, plan.person, writes=True)
    refuse_if_not_payer(actor, "bonus_paid")
    if not is_date(form.date):
        raise Invalid("bad_date", fields=[{"field": "date", "message": form.date}])
    if plan.undone_at is not None:
        raise Conflict("kiky_plan_undone")
    asked = json.loads(plan.more)
    minutes = int(asked["minutes"])
    if value(minutes, form.hourly_cents) > form.bonus_cents:
        raise NotDone("kiky_bonus_short", "bonus_cents", minutes=minutes)
    taken, left = bonus_after(minutes, form.hourly_cents, form.bonus_cents)
    more = {"year": asked["year"], "minutes": minutes, "bonus_cents": form.bonus_cents, "taken_cents": taken}
    more |= {"hourly_cents": form.hourly_cents, "source": CHECK}
    done = _part(tx, id)
    legs = acts.legs_of(tx, done) or _legs(tx, plan.person, int(asked["year"]), minutes, taken)
    acts.do(tx, acts.NewAct(done, KIND, plan.person, form.date, plan.why, legs, more, bulk=id))
    return BonusTaken(done, minutes, taken, left, CHECK)


def _part(tx: Tx, plan: str) -> str:
    """The id of the act that carries the plan out; another one after each that has been undone."""
    undone = sum(part.undone_at is not None for part in stands.parts(tx, plan))
    return f"{plan}:paid:{undone}" if undone else f"{plan}:paid"


def _legs(tx: Tx, person: str, year: int, minutes: int, taken: int) -> tuple[acts.Leg, ...]:
    """The kiky, and what the account of the bonus holds of what is taken: in cents, or in minutes where it is time.

    A bonus that pay keeps elsewhere holds nothing here. Below zero its account would be deducted from once more.
    """
    held = min(taken, max(0, sums.total(tx, person, BONUS)))
    time = 0 if held else min(minutes, max(0, sums.total(tx, person, BONUS_TIME)))
    from_bonus = tuple(acts.Leg(name, 0, -part) for name, part in ((BONUS, held), (BONUS_TIME, time)) if part)
    return (*from_bonus, acts.Leg("kiky", year, -minutes))
