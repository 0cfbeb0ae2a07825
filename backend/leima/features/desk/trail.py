"""The audit log as a list: who did what to whose, old and new in words, and whether the chain holds."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from leima.db.actor import Actor
from leima.db.audit import breaks, every_break_of
from leima.db.site import zone
from leima.db.tables.people import AuditEvent
from leima.db.tx import Tx
from leima.features.approvals.trail import MINUTE, shown_values
from leima.features.approvals.trail import readable as told
from leima.features.desk.table import Column, List, Row
from leima.rules.zone import near_instant, next_date
from leima.web.errors import Forbidden
from leima.web.words import say

MOST = 20_000
"""Events that a list holds, the newest; older ones are found by dates."""
LAST_INSTANT = 2**53
_NAMED = 20
"""Events that the check of the chain names."""
THINGS = {
    **dict.fromkeys(("punch", "entry", "correction"), "times"),
    **dict.fromkeys(("work_order", "overtime_choice"), "orders"),
    **dict.fromkeys(("absence", "certificate"), "absences"),
    **dict.fromkeys(("leave", "saving", "round", "round_wish"), "leave"),
    **dict.fromkeys(("kiky_mark", "kiky_switch"), "kiky"),
    **dict.fromkeys(("posting", "act"), "balances"),
    **dict.fromkeys(("month", "change_request"), "months"),
    **dict.fromkeys(("contract", "contract_change", "agreement"), "contracts"),
    **dict.fromkeys(("claim", "trip", "receipt", "travel_rate", "currency_day"), "travel"),
    **dict.fromkeys(("pay_code", "pay_run"), "payroll"),
    **dict.fromkeys(("person", "team", "substitute"), "people"),
    "blob": "files",
}
"""The kind of thing that an event is about, by its entity; settings and the like are `other`."""
SECURITY = frozenset(
    {
        *("session.reuse", "device.revoke", "password.set", "password.change", "link.invite", "link.reset"),
        *("person.roles", "person.add", "person.activate", "person.deactivate", "feed.made", "feed.ended"),
    }
)
"""Events of sign-in and of rights: what admins look through when something is odd."""
_COLUMNS = (
    Column("what", "choice", search=True),
    Column("at", "instant"),
    Column("time"),
    Column("who", "choice", search=True),
    Column("person", "choice", search=True),
    Column("thing", "choice", words="table.audit.thing.", chosen=False),
    Column("old", slow=True),
    Column("new", slow=True),
    Column("seal", "choice", words="table.audit.seal.", slow=True),
    Column("number", "count", chosen=False),
)


_EVENTS = "SELECT * FROM audit_event WHERE org=:org AND at >= :since AND at < :until ORDER BY n DESC LIMIT :most"


class _Named(NamedTuple):
    id: str
    name: str


def trail(tx: Tx, actor: Actor, dates: dict[str, str | None]) -> List:
    """Payroll and admins: every event of the dates, the newest first."""
    if not actor.may_see_everyone:
        raise Forbidden()
    first, last = (dates.get(name) for name in ("from", "to"))
    since = near_instant(zone(tx), first) * MINUTE if first else 0
    until = near_instant(zone(tx), next_date(last)) * MINUTE if last else LAST_INSTANT
    events = tx.rows(AuditEvent, _EVENTS, org=tx.org, most=MOST, since=since, until=until)
    names = dict(tx.rows(_Named, "SELECT id, name FROM person WHERE org=:org", org=tx.org))
    where, stored = ZoneInfo(zone(tx)), {event.n: event for event in events}
    rows = [_row(actor.lang, event, names, where) for event in events]
    seals = {"seal": ("holds", "broken")}
    return List("audit", _COLUMNS, rows, lambda shown: _fill(tx, actor, shown, stored), seals)


def _row(lang: str, event: AuditEvent, names: dict[str, str], where: ZoneInfo) -> Row:
    return {
        "id": f"{event.n}:{event.person or ''}",
        "number": event.n,
        "what": say(lang, f"audit.{event.what}"),
        "at": event.at,
        "time": datetime.fromtimestamp(event.at / 1000, where).strftime("%H:%M:%S"),
        "who": names.get(event.who or "", say(lang, "trail.system")),
        "person": names.get(event.person or ""),
        "thing": "security" if event.what in SECURITY else THINGS.get(event.entity, "other"),
    }


def _fill(tx: Tx, actor: Actor, rows: Sequence[Row], stored: dict[int, AuditEvent]) -> None:
    """Adds old and new in words, and the seal of the rows."""
    lacking = [row for row in rows if "seal" not in row]
    for row in lacking:
        event = stored[int(str(row["number"]))]
        for name in ("old", "new"):
            values = told(tx, actor.lang, shown_values(actor, event, getattr(event, name)))
            row[name] = "; ".join(f"{one['label']}: {one['value']}" for one in values) or None
    numbers = sorted(int(str(row["number"])) for row in lacking)
    broken = {n for first, last in _runs(numbers) for n in breaks(tx, first, last)}
    for row in lacking:
        row["seal"] = "broken" if row["number"] in broken else "holds"


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers as runs without a hole."""
    runs: list[tuple[int, int]] = []
    for n in numbers:
        if runs and runs[-1][1] == n - 1:
            runs[-1] = (runs[-1][0], n)
        else:
            runs.append((n, n))
    return runs


def chain(tx: Tx, actor: Actor) -> dict[str, Any]:
    """The whole chain of the organisation, event by event: where it does not hold, and what is missing."""
    if not actor.may_see_everyone:
        raise Forbidden()
    events, broken = every_break_of(tx)
    return {"events": events, "broken": broken[:_NAMED], "more": max(0, len(broken) - _NAMED)}
