"""Days with what their weeks and periods make of them, to read."""

from dataclasses import dataclass
from datetime import date as Date
from typing import Annotated, Any

import msgspec
from litestar import Response, Router, get
from litestar.params import QueryParameter

from leima.access.rights import may_see_day
from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tx import Tx
from leima.features.days import live as days_live
from leima.features.days import store
from leima.features.days.asked import PersonQuery, a_date, whose
from leima.features.days.recompute import dates_between
from leima.features.days.views import head
from leima.features.pay import answers
from leima.features.pay.days import day_pay, ended_limits
from leima.web.answers import as_json, returns
from leima.web.dependencies import Claims, Store
from leima.web.errors import Invalid
from leima.web.guard import as_actor

LONGEST = 400


@get("/days", operation_id="listDays", responses=returns(answers.Days, 404))
async def read_days(
    claims: Claims,
    db: Store,
    person: PersonQuery = None,
    first: Annotated[str | None, QueryParameter(name="from", required=False, max_length=10)] = None,
    last: Annotated[str | None, QueryParameter(name="to", required=False, max_length=10)] = None,
) -> Response[bytes]:
    """Stored results from `from` to `to`, both included; today's with its open span. A row has `pay` where its week or
    work period made overtime of its minutes; `limits` are the findings of follow-up periods that end within."""

    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        end = a_date(last, "to") or today(tx)
        start = a_date(first, "from") or end
        if start > end or (Date.fromisoformat(end) - Date.fromisoformat(start)).days > LONGEST:
            raise Invalid("bad_interval", days=LONGEST)
        shown = _shown(tx, actor, person or actor.person, start, end)
        limits = [one for one in ended_limits(tx, shown.person, start, end) if one["date"] in shown]
        return {"days": _days(tx, shown, start, end), "limits": limits}

    return as_json(await db.read(as_actor(claims, work)), answers.Days)


@dataclass(frozen=True)
class _Shown:
    """Whose days the caller may see, and which of them; None is all."""

    person: str
    dates: frozenset[str] | None = None

    def __contains__(self, date: str) -> bool:
        return self.dates is None or date in self.dates


def _shown(tx: Tx, actor: Actor, person: str, start: str, end: str) -> _Shown:
    """A supervisor sees the days of a mover by their dates. Missing and foreign look the same."""
    if person == actor.person or actor.may_see_everyone:
        return _Shown(whose(tx, actor, person))
    dates = frozenset(date for date in dates_between(start, end) if may_see_day(tx, actor, person, date))
    return _Shown(person if dates else whose(tx, actor, person), dates)


def _days(tx: Tx, shown: _Shown, start: str, end: str) -> list[dict[str, Any]]:
    now, person = today(tx), shown.person
    pay = day_pay(tx, person, start, end)
    rows: list[dict[str, Any]] = []
    for row in store.results(tx, person, start, end):
        if row.date != now and row.date in shown:
            result: Any = msgspec.Raw(row.body.encode())
            rows.append(
                {
                    "date": row.date,
                    "status": row.status,
                    "facts_seq": head(tx),
                    "version": row.version,
                    "result": result,
                    **pay.get(row.date, {}),
                }
            )
    live = days_live.live_day(tx, person, now) if start <= now <= end and now in shown else None
    if live is not None:
        stored = store.result(tx, person, now)
        version = stored.version if stored else 0
        rows.append(
            {"date": now, "status": live.status, "facts_seq": head(tx), "version": version, "result": live}
            | pay.get(now, {})
        )
    return sorted(rows, key=lambda row: str(row["date"]))


router = Router("/api/v1", tags=["Days"], route_handlers=[read_days])
