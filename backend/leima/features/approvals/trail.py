"""The audit trail as people read it: who, when, what in words, old and new, and whether the chain holds."""

import json
from typing import Any

from leima.db.audit import breaks, has_whole_end
from leima.db.door import Actor, may_see, may_see_day, visible
from leima.db.site import instant, local_date, zone
from leima.db.tx import Row, Tx
from leima.db.views import person_name
from leima.features.absences.telling import as_told
from leima.features.balances.kinds import unit_of_account
from leima.features.balances.reasons import working_of
from leima.rules.zone import near_instant, next_date
from leima.web.errors import NotFound
from leima.web.words import say, words

PAGE = 100
MINUTE = 60_000
INSTANTS = frozenset({"start", "end", "start_at", "end_at", "at", "consented_at", "expires_at"})
"""Fields that hold epoch milliseconds."""
MINUTES = frozenset({"minutes", "amount", "break_min"})
NAMED = frozenset({"by", "decided_by", "asked_by", "link_by"})
"""Fields that hold a person's id."""
CHOSEN = frozenset({"work_type", "cost_centre"})
"""Fields that hold the id of a row of the table that they are named after."""
_OF_DAY = (
    "SELECT id FROM punch WHERE org=:org AND person=:who AND at >= :low AND at < :high"
    " UNION SELECT id FROM entry WHERE org=:org AND person=:who AND start_at >= :low AND start_at < :high"
    " UNION SELECT id FROM kiky_mark WHERE org=:org AND person=:who AND date=:day"
    " UNION SELECT id FROM correction WHERE org=:org AND person=:who AND date=:day"
    " UNION SELECT id FROM work_order WHERE org=:org AND person=:who AND date=:day"
    " UNION SELECT id FROM overtime_choice WHERE org=:org AND person=:who AND date=:day"
    " UNION SELECT id FROM change_request WHERE org=:org AND person=:who AND date=:day"
    " UNION SELECT id FROM absence WHERE org=:org AND person=:who AND from_date <= :day AND until_date >= :day"
    " UNION SELECT id FROM posting WHERE org=:org AND person=:who AND (date=:day OR corrects=:corrected)"
)


def trail(tx: Tx, actor: Actor, asked: dict[str, str | None], before: int | None) -> dict[str, Any]:
    """A page of events, newest first: everybody's for payroll and admins, one's people's and one's own for others.

    `asked` may hold person, entity, from, to (dates of the deed) and day (events about a day's own things, which follow
    the team of that day).
    """
    person, day = asked.get("person"), asked.get("day")
    where, params = visible(tx)
    if person is not None and day is not None:
        if not may_see_day(tx, actor, person, day):
            raise NotFound()
        where, params = "org = :org", {"org": tx.org}
    elif person is not None and not may_see(tx, actor, person):
        raise NotFound()
    wheres, more = _filters(tx, asked, actor)
    if before is not None:
        wheres.append("n < :before")
        more["before"] = before
    rows = tx.rows(
        f"SELECT * FROM audit_event WHERE {' AND '.join([where, *wheres])} ORDER BY n DESC LIMIT :limit",
        **{**params, **more, "limit": PAGE + 1},
    )
    shown = rows[:PAGE]
    broken = set(breaks(tx, int(shown[-1].n), int(shown[0].n))) if shown and _may_verify(shown) else set()
    return {
        "as_of": instant(tx.now),
        "events": [_event(tx, actor, row) | {"sealed": int(row.n) not in broken} for row in shown],
        "next": int(shown[-1].n) if len(rows) > PAGE else None,
        "intact": not broken and (before is not None or has_whole_end(tx)),
    }


def _may_verify(rows: list[Row]) -> bool:
    return int(rows[0].n) - int(rows[-1].n) <= 20_000


def _filters(tx: Tx, asked: dict[str, str | None], actor: Actor) -> tuple[list[str], dict[str, Any]]:
    wheres: list[str] = []
    params: dict[str, Any] = {}
    if not actor.may_see_everyone:
        wheres.append("(person = :me OR entity <> 'person')")
        params["me"] = actor.person
    for name in ("person", "entity"):
        if asked.get(name) is not None:
            wheres.append(f"{name} = :asked_{name}")
            params[f"asked_{name}"] = asked[name]
    if (first := asked.get("from")) is not None:
        wheres.append("at >= :first")
        params["first"] = near_instant(zone(tx), first) * MINUTE
    if (last := asked.get("to")) is not None:
        wheres.append("at < :last")
        params["last"] = near_instant(zone(tx), next_date(last)) * MINUTE
    if (day := asked.get("day")) is not None:
        who = asked.get("person") or actor.person
        wheres.append("entity_id IN :things")
        params["things"] = [row.id for row in tx.rows(_OF_DAY, **_day_params(tx, who, day))]
    return wheres, params


def _day_params(tx: Tx, who: str, day: str) -> dict[str, Any]:
    low, high = (near_instant(zone(tx), date) * MINUTE for date in (day, next_date(day)))
    return {"org": tx.org, "who": who, "day": day, "low": low, "high": high, "corrected": f"{who}:{day}"}


def _event(tx: Tx, actor: Actor, row: Row) -> dict[str, Any]:
    return {
        **{"n": int(row.n), "at": row.at, "who": row.who, "who_name": person_name(tx, row.who)},
        **{"what": row.what, "title": say(actor.lang, f"audit.{row.what}"), "entity": row.entity},
        **{"entity_id": row.entity_id, "person": row.person, "person_name": person_name(tx, row.person)},
        **{name: readable(tx, actor.lang, _as_told(actor, row, getattr(row, name))) for name in ("old", "new")},
    }


def _as_told(actor: Actor, row: Row, text: str | None) -> str | None:
    """Stored values as the actor may read them: why somebody is away is the person's and payroll's to know."""
    if row.entity != "absence" or not text:
        return text
    value = json.loads(text)
    return json.dumps(as_told(actor, row.person or "", value)) if isinstance(value, dict) else text


def readable(tx: Tx, lang: str, text: str | None) -> list[dict[str, str]]:
    """Stored values as label and value in words; what has no words stays in the table and is not shown."""
    value = json.loads(text) if text else None
    if not isinstance(value, dict):
        return []
    if isinstance(value.get("why"), str):
        value["why"] = working_of(str(value.get("source")), value["why"]) or value["why"]
    known = words(lang)
    told = [(f"field.{name.removesuffix('_at')}", name, one) for name, one in value.items()]
    return [
        {"label": known[key], "value": text}
        for key, name, one in told
        if key in known and (text := _value(tx, lang, name, one, str(value.get("account", ""))))
    ]


def _breaks(tx: Tx, lang: str, spans: list[list[int]]) -> str:
    """Breaks set by hand as clock times; a word where all were taken away."""
    told = [
        say(lang, "value.clocks", {"start": start // MINUTE, "end": end // MINUTE}, zone(tx)) for start, end in spans
    ]
    return ", ".join(told) or say(lang, "value.no_breaks")


def _value(tx: Tx, lang: str, name: str, value: Any, account: str) -> str:
    """The value in words; empty where there is nothing that a person reads."""
    if name == "why" and isinstance(value, dict):
        return str(value.get("source", ""))
    if name == "breaks" and isinstance(value, dict):
        return _breaks(tx, lang, value["spans"])
    if value in (None, "") or isinstance(value, dict):
        return ""
    if name == "amount" and (unit := unit_of_account(account)) != "min":
        return say(lang, f"amount.{unit}", {"n": value / 100})
    if isinstance(value, bool):
        return say(lang, "value.yes" if value else "value.no")
    if name in INSTANTS and isinstance(value, int):
        return say(lang, "value.instant", {"minute": value // MINUTE, "date": local_date(tx, value)}, zone(tx))
    if name in MINUTES and isinstance(value, int):
        return say(lang, "value.minutes", {"minutes": value})
    if name == "account":
        return say(lang, f"account.{value}")
    if name in NAMED:
        return person_name(tx, str(value)) or str(value)
    if name in CHOSEN:
        row = tx.one(f"SELECT name FROM {name} WHERE org=:org AND id=:id", org=tx.org, id=str(value))
        return str(row.name) if row else ""
    if name in ("date", "from_date", "until_date", "from"):
        return say(lang, "value.date", {"date": value})
    if name == "month":
        return f"{int(str(value)[5:7])}/{str(value)[:4]}"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    keys = (f"value.{name}.{value}", f"absence.{value}" if name == "kind" else "")
    return next((say(lang, key) for key in keys if key in words(lang)), str(value))
