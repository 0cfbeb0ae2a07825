"""The same week under two agreements, by the rules that all days go by."""

from collections.abc import Mapping
from typing import Any

import msgspec

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.agreements import service as agreements
from leima.features.agreements.schemas import Week
from leima.features.agreements.week_answers import TwoWeeks, WeekSide
from leima.rules.rows import Agreement
from leima.rules.situation.answer import interpret
from leima.rules.situation.given import Refused
from leima.web.errors import Invalid, NotFound
from leima.web.words import say


def two_weeks(tx: Tx, actor: Actor, week: Week) -> TwoWeeks:
    """Both results. Raises Invalid with the field that cannot be worked out, NotFound for an agreement that is not."""
    agreements.refuse_if_not_office(actor)
    every = agreements.known(tx)
    if week.a not in every or week.b not in every:
        raise NotFound()
    return TwoWeeks(_side(every, week.a, week, actor.lang), _side(every, week.b, week, actor.lang))


def _side(every: Mapping[str, Agreement], key: str, week: Week, lang: str) -> WeekSide:
    try:
        answer = interpret(_situation(key, week), every)
    except Refused as refusal:
        message = say(lang, f"interpret.{refusal.code}", refusal.params)
        raise Invalid(fields=[{"field": refusal.place, "message": message}]) from refusal
    return msgspec.convert({"key": key, "name": every[key].name, **answer}, WeekSide)


def _situation(key: str, week: Week) -> dict[str, Any]:
    days = [
        {
            "date": day.date,
            "work": [
                {"start": one.start, "end": one.end, "break": one.break_, "ordered": one.ordered} for one in day.work
            ],
        }
        for day in week.days
    ]
    return {"contract": {"agreement": key, "form": week.form, "pay": week.pay}, "days": days}
