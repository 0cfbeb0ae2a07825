"""The audit log as a list: who did what to whose, old and new in words, and whether the chain holds."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from leima.db.actor import Actor
from leima.db.audit import breaks, every_break_of
from leima.db.site import zone
from leima.db.tables.people import AuditEvent
from leima.db.tx import Tx
from leima.features.approvals.trail import MINUTE, shown_values
from leima.features.approvals.trail import readable as told
from leima.features.desk import log
from leima.features.desk.schemas import Chain
from leima.features.desk.table import Asked, Cell, Column, List, Whole
from leima.rules.zone import near_instant, next_date
from leima.web.errors import Forbidden
from leima.web.formats import clock
from leima.web.words import say

MOST = 20_000
"""Events of a file."""
LAST_INSTANT = 2**53
_NAMED = 20
"""Events that the check of the chain names."""
COLUMNS = (
    Column("what", "choice", search=True),
    Column("at", "instant"),
    Column("time", sorts=False),
    Column("who", "choice", search=True),
    Column("person", "choice", search=True),
    Column("thing", "choice", words="table.audit.thing.", chosen=False, sorts=False),
    Column("old", slow=True, sorts=False),
    Column("new", slow=True, sorts=False),
    Column("seal", "choice", words="table.audit.seal.", slow=True, sorts=False),
    Column("number", "count", chosen=False),
)
SEALS = {"seal": ("holds", "broken")}


def trail(tx: Tx, actor: Actor, dates: dict[str, str | None], want: Asked) -> List:
    """Payroll and admins: what is asked of all events of the dates, the newest first until somebody sorts."""
    if not actor.may_see_everyone:
        raise Forbidden()
    span = _between(tx, dates)
    page = log.found(tx, actor, span, want)
    events = page.events
    names = log.names_of(tx, {one for event in events for one in (event.who, event.person) if one})
    stored = {event.n: event for event in events}
    by_nobody = say(actor.lang, "trail.system")
    cells: dict[str, Sequence[Cell]] = {
        "number": [event.n for event in events],
        "what": [say(actor.lang, f"audit.{event.what}") for event in events],
        "at": [event.at for event in events],
        "time": _times([event.at for event in events], actor.lang, zone(tx)),
        "who": [names.get(event.who or "", by_nobody) for event in events],
        "person": [names.get(event.person or "") for event in events],
        "thing": [log.thing_of(event) for event in events],
    }
    ids = [f"{event.n}:{event.person or ''}" for event in events]
    whole = Whole(page.count, log.counted(tx, log.between(span)))
    fill = partial(_fill, tx, actor, stored=stored)
    return List("audit", COLUMNS, ids, cells, fill, {**log.choices(tx, actor), **SEALS}, whole)


def _times(instants: Sequence[int], lang: str, where: str) -> list[str]:
    """`10.30` of instants in epoch ms; `10.30.07` where another event has the same minute."""
    minutes = Counter(at // 60_000 for at in instants)
    told = []
    for at in instants:
        short = clock(at, lang, where)
        alone = minutes[at // 60_000] == 1
        told.append(short if alone else f"{short}{':' if ':' in short else '.'}{at // 1000 % 60:02d}")
    return told


def of_file(want: Asked) -> Asked:
    """The same for a file: the first that fit."""
    return replace(want, page=0, size=MOST)


def _between(tx: Tx, dates: dict[str, str | None]) -> tuple[int, int]:
    """The instants (epoch ms) from which and before which events are asked for."""
    first, last = (dates.get(name) for name in ("from", "to"))
    since = near_instant(zone(tx), first) * MINUTE if first else 0
    return since, near_instant(zone(tx), next_date(last)) * MINUTE if last else LAST_INSTANT


def _fill(
    tx: Tx, actor: Actor, ids: Sequence[str], keys: Sequence[str], *, stored: Mapping[int, AuditEvent]
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
