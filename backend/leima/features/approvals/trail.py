"""The audit trail as people read it: who, when, what in words, old and new, and whether the chain holds."""

import json
from typing import Any

from leima.access.rights import may_see, may_see_day
from leima.access.rows import visible
from leima.db.actor import Actor
from leima.db.audit import breaks, has_whole_end
from leima.db.site import instant, local_date, zone
from leima.db.tables.people import AuditEvent
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.absences.privacy import visible_values
from leima.features.ledger.kinds import unit_of_account
from leima.features.ledger.reasons import working_of
from leima.rules.zone import near_instant, next_date
from leima.web.errors import NotFound
from leima.web.words import say, words

PAGE = 100
MINUTE = 60_000
INSTANTS = frozenset({"start", "end", "start_at", "end_at", "at", "consented_at", "expires_at", "since_at"})
"""Fields that hold epoch milliseconds."""
MINUTES = frozenset({"minutes", "amount", "break_min", "day_minutes", "week_minutes"})
HUNDREDTHS = frozenset({"hourly_cents", "share"})
"""Fields in hundredths of what is read, or to be read in hundredths: cents, and a part of full time."""
_TERMS = {"form": "form.", "pay": "contracts.pay."}
"""Fields of a contract whose values have words elsewhere."""
NAMED = frozenset({"by", "decided_by", "asked_by", "link_by", "stood_in_for", "supervisor"})
"""Fields that hold a person's id."""
CHOSEN = frozenset({"work_type", "cost_centre"})
"""Fields that hold the id of a row of the table that they are named after."""
OF_TRAVEL = ("claim", "trip", "receipt")
"""What has sums that its person and payroll know, drafts among them; others read how far it has come."""
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
        AuditEvent,
        f"SELECT * FROM audit_event WHERE {' AND '.join([where, *wheres])} ORDER BY n DESC LIMIT :limit",
        **params,
        **more,
        limit=PAGE + 1,
    )
    shown = rows[:PAGE]
    broken = set(breaks(tx, shown[-1].n, shown[0].n)) if shown and _is_short(shown) else set()
    return {
        "as_of": instant(tx.now),
        "events": [_event(tx, actor, row) | {"sealed": row.n not in broken} for row in shown],
        "next": shown[-1].n if len(rows) > PAGE else None,
        "intact": not broken and (before is not None or has_whole_end(tx)),
    }


def _is_short(rows: list[AuditEvent]) -> bool:
    return rows[0].n - rows[-1].n <= 20_000


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
        params["things"] = tx.values(str, _OF_DAY, **_day_params(tx, who, day))
    return wheres, params


def _day_params(tx: Tx, who: str, day: str) -> dict[str, Any]:
    low, high = (near_instant(zone(tx), date) * MINUTE for date in (day, next_date(day)))
    return {"org": tx.org, "who": who, "day": day, "low": low, "high": high, "corrected": f"{who}:{day}"}


def _event(tx: Tx, actor: Actor, row: AuditEvent) -> dict[str, Any]:
    return {
        "n": row.n,
        "at": row.at,
        "who": row.who,
        "who_name": person_name(tx, row.who),
        "what": row.what,
        "title": say(actor.lang, f"audit.{row.what}"),
        "entity": row.entity,
        "entity_id": row.entity_id,
        "person": row.person,
        "person_name": person_name(tx, row.person),
        **{name: readable(tx, actor.lang, shown_values(actor, row, getattr(row, name))) for name in ("old", "new")},
    }


def shown_values(actor: Actor, row: AuditEvent, text: str | None) -> str | None:
    """Stored values as the actor may read them: why somebody is away is the person's and payroll's to know, and so is
    the wage."""
    if row.entity not in ("absence", "contract", *OF_TRAVEL) or not text:
        return text
    value = json.loads(text)
    if row.entity in OF_TRAVEL:
        knows = actor.person == row.person or "payroll" in actor.roles
        return text if knows else json.dumps({"status": value.get("status")})
    if not isinstance(value, dict):
        return text
    if row.entity == "absence":
        return json.dumps(visible_values(actor, row.person or "", value))
    told = {**value, **value.get("body", {})}
    if not (actor.person == row.person or actor.may_see_everyone):
        for name in ("hourly_cents", "travel_pay", "travel_prices"):
            told.pop(name, None)
    return json.dumps(told)


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
    if value in (None, "") or isinstance(value, dict) or (name == "year" and value == 0):
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
        return tx.value(str, f"SELECT name FROM {name} WHERE org=:org AND id=:id", org=tx.org, id=str(value)) or ""
    if name in HUNDREDTHS:
        return say(lang, f"value.{name}", {"n": value / 100 if name == "hourly_cents" else value * 100})
    if name.endswith("_cents") and isinstance(value, int):
        return say(lang, "value.cents", {"n": value / 100})
    if name in ("agreement", "variant"):
        return tx.value(str, "SELECT name FROM agreement WHERE org=:org AND id=:id", org=tx.org, id=value) or str(value)
    if name in ("date", "from_date", "until_date", "from", "until", "paid_on"):
        return say(lang, "value.date", {"date": value})
    if name == "month":
        return f"{int(str(value)[5:7])}/{str(value)[:4]}"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    keys = (f"value.{name}.{value}", f"absence.{value}" if name == "kind" else "", _TERMS.get(name, "") + str(value))
    return next((say(lang, key) for key in keys if key in words(lang)), str(value))
