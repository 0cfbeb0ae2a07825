"""Kiky from the holiday bonus: planned, and done when the bonus is marked for payment."""

import json

from leima.db.door import Actor
from leima.db.tx import Tx
from leima.features.balances import acts
from leima.features.kiky import standing as stands
from leima.features.kiky.deductions import BONUS, KIND, NotDone
from leima.features.kiky.standing import PLANNED, is_date
from leima.features.kiky.wire import BonusPaid, BonusTaken
from leima.rules.pay.settle import bonus_after, value
from leima.web.errors import Conflict, Invalid, NotFound

CHECK = "CHECK: kiky-tunnin hinta lomarahasta, oletuksena tuntipalkka"
"""The hourly rate of the scheme could not be read at its first source; the caller gives it."""


def paid(tx: Tx, actor: Actor, id: str, form: BonusPaid) -> BonusTaken:
    """The bonus is marked for payment: the planned minutes are settled at the given hourly rate, once.

    Raises NotFound for no such plan, Conflict when the plan was undone or paid with other figures.
    """
    plan = acts.act(tx, id)
    if plan is None or plan.kind != PLANNED:
        raise NotFound()
    stands.may_decide(tx, actor, plan.person, writes=True)
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
    legs = [acts.Leg(BONUS, 0, -taken), acts.Leg("kiky", int(asked["year"]), -minutes)]
    acts.do(tx, acts.NewAct(f"{id}:paid", KIND, plan.person, form.date, plan.why, legs, more, bulk=id))
    return BonusTaken(f"{id}:paid", minutes, taken, left, CHECK)
