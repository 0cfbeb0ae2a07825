"""Days, balances, their explanations and the team's list, to read."""

from dataclasses import dataclass
from datetime import date as Date
from typing import Annotated, Any

import msgspec
from litestar import Response, Router, get
from litestar.params import QueryParameter

from leima.db.door import Actor, may_see, may_see_day
from leima.db.site import today
from leima.db.tx import Tx
from leima.features.days import balances, explain, kiky_year, store
from leima.features.days.pay import day_pay, ended_limits
from leima.features.days.settle import dates_between
from leima.features.days.team import team
from leima.features.days.views import head
from leima.rules.zone import calendar_date
from leima.web.errors import Invalid, NotFound
from leima.web.given import Claims, Store
from leima.web.guard import as_actor

LONGEST = 400
PersonQuery = Annotated[str | None, QueryParameter(name="person", required=False, max_length=64)]
DateQuery = Annotated[str | None, QueryParameter(required=False, max_length=10)]


def a_date(text: str | None, field: str) -> str | None:
    """A date as it was written; raises Invalid with the field's name when it is none."""
    if text is None:
        return None
    try:
        return calendar_date(text)
    except ValueError as error:
        raise Invalid("bad_date", fields=[{"field": field, "message": text}]) from error


def whose(tx: Tx, actor: Actor, person: str | None, *stretch: str) -> str:
    """The person asked about, as they may be seen today or over a stretch: first and last date.

    Missing and foreign look the same.
    """
    wanted = person or actor.person
    if not may_see(tx, actor, wanted, *stretch):
        raise NotFound()
    return wanted


def _json(value: Any) -> Response[bytes]:
    return Response(msgspec.json.encode(value), media_type="application/json")


@get("/days")
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

    return _json(await db.read(as_actor(claims, work)))


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
    live = balances.live_day(tx, person, now) if start <= now <= end and now in shown else None
    if live is not None:
        stored = store.result(tx, person, now)
        version = stored.version if stored else 0
        rows.append(
            {"date": now, "status": live.status, "facts_seq": head(tx), "version": version, "result": live}
            | pay.get(now, {})
        )
    return sorted(rows, key=lambda row: str(row["date"]))


@get("/balances")
async def read_balances(claims: Claims, db: Store, on: DateQuery = None, person: PersonQuery = None) -> Response[bytes]:
    """Every account of a person on a date."""

    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        return balances.balances(tx, whose(tx, actor, person), a_date(on, "on"))

    return _json(await db.read(as_actor(claims, work)))


@get("/balances/history")
async def read_history(
    claims: Claims,
    db: Store,
    account: Annotated[str, QueryParameter(max_length=40)] = "flex",
    days: Annotated[int, QueryParameter(ge=1, le=366)] = 30,
    person: PersonQuery = None,
) -> Response[bytes]:
    """The balance at the end of each of the last days."""

    def work(tx: Tx, actor: Actor) -> list[dict[str, Any]]:
        return balances.history(tx, whose(tx, actor, person), account, days)

    return _json({"points": await db.read(as_actor(claims, work))})


@get("/explain")
async def read_explanation(
    claims: Claims,
    db: Store,
    account: Annotated[str, QueryParameter(max_length=40)] = "flex",
    on: DateQuery = None,
    person: PersonQuery = None,
    first: Annotated[str | None, QueryParameter(name="from", required=False, max_length=10)] = None,
) -> Response[bytes]:
    """Why a balance is what it is: rows that add up to it."""

    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        who, when = whose(tx, actor, person), a_date(on, "on") or today(tx)
        return explain.explain(tx, who, account, when, actor.lang, a_date(first, "from"))

    return _json(await db.read(as_actor(claims, work)))


@get("/team")
async def read_team(claims: Claims, db: Store) -> Response[bytes]:
    """Who is in, on break and remote, for supervisors."""
    return _json(await db.read(as_actor(claims, team)))


@get("/kiky/year")
async def read_kiky_year(
    claims: Claims,
    db: Store,
    year: Annotated[int | None, QueryParameter(required=False, ge=2017, le=2100)] = None,
    person: PersonQuery = None,
) -> kiky_year.KikyYear:
    """How a year of kiky was settled, by line and by month."""

    def work(tx: Tx, actor: Actor) -> kiky_year.KikyYear:
        return kiky_year.kiky_year(tx, whose(tx, actor, person), year or int(today(tx)[:4]))

    return await db.read(as_actor(claims, work))


_READS = [read_days, read_balances, read_history, read_explanation, read_kiky_year, read_team]
router = Router("/api/v1", route_handlers=_READS)
