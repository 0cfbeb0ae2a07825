"""The audit log as a list: who did what to whose, old and new in words, and whether the chain holds."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from leima.db.actor import Actor
from leima.db.audit import breaks, every_break_of
from leima.db.site import zone
from leima.db.tables.people import AuditEvent
from leima.db.tx import Tx
from leima.features.approvals.trail import MINUTE, shown_values
from leima.features.approvals.trail import readable as told
from leima.features.desk.schemas import Chain
from leima.features.desk.table import Cell, Column, List
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
        *("two_step.on", "two_step.off", "two_step.spares", "two_step.rule"),
        *("api_key.made", "api_key.revoked", "webhook.made", "webhook.changed", "webhook.secret", "webhook.removed"),
        *("person.roles", "person.add", "person.activate", "person.deactivate", "feed.made", "feed.ended"),
        *("hold.set", "hold.lifted", "retention.years", "retention.run", "person.erased", "audit.redacted"),
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
SEALS = {"seal": ("holds", "broken")}
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
    by_nobody, known = say(actor.lang, "trail.system"), {e.what: say(actor.lang, f"audit.{e.what}") for e in events}
    cells: dict[str, Sequence[Cell]] = {
        "number": [event.n for event in events],
        "what": [known[event.what] for event in events],
        "at": [event.at for event in events],
        "time": [datetime.fromtimestamp(event.at / 1000, where).strftime("%H:%M:%S") for event in events],
        "who": [names.get(event.who or "", by_nobody) for event in events],
        "person": [names.get(event.person or "") for event in events],
        "thing": [_thing(event) for event in events],
    }
    ids = [f"{event.n}:{event.person or ''}" for event in events]
    return List("audit", _COLUMNS, ids, cells, lambda shown, keys: _fill(tx, actor, shown, keys, stored), SEALS)


def _thing(event: AuditEvent) -> str:
    return "security" if event.what in SECURITY else THINGS.get(event.entity, "other")


def _fill(
    tx: Tx, actor: Actor, ids: Sequence[str], keys: Sequence[str], stored: Mapping[int, AuditEvent]
) -> dict[str, dict[str, Cell]]:
    """Old and new in words, and the seal of some events."""
    numbers = {id: int(id.partition(":")[0]) for id in ids}
    filled: dict[str, dict[str, Cell]] = {}
    for name in {"old", "new"} & set(keys):
        filled[name] = {id: _in_words(tx, actor, stored[n], name) for id, n in numbers.items()}
    if "seal" in keys:
        broken = {n for first, last in _runs(sorted(numbers.values())) for n in breaks(tx, first, last)}
        filled["seal"] = {id: "broken" if n in broken else "holds" for id, n in numbers.items()}
    return filled


def _in_words(tx: Tx, actor: Actor, event: AuditEvent, name: str) -> str | None:
    values = told(tx, actor.lang, shown_values(actor, event, getattr(event, name)))
    return "; ".join(f"{one['label']}: {one['value']}" for one in values) or None


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers as runs without a hole."""
    runs: list[tuple[int, int]] = []
    for n in numbers:
        if runs and runs[-1][1] == n - 1:
            runs[-1] = (runs[-1][0], n)
        else:
            runs.append((n, n))
    return runs


def chain(tx: Tx, actor: Actor) -> Chain:
    """The whole chain of the organisation, event by event: where it does not hold, and what is missing."""
    if not actor.may_see_everyone:
        raise Forbidden()
    events, broken = every_break_of(tx)
    return Chain(events, broken[:_NAMED], max(0, len(broken) - _NAMED))
