"""Looks every minute whether somebody misses something, and tells them: those alone, and of each thing once.

What is told stands in one row a person and thing, written in the notice's own transaction: two processes, or one that
is killed, tell nothing twice. What is missing is looked at again in that transaction, so nobody hears of what is done.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from leima.db.database import Database
from leima.db.jobs import Job
from leima.db.message import Message
from leima.db.site import today
from leima.db.tx import Tx
from leima.db.waiting import Waiting
from leima.features.notices.store import tell
from leima.features.reminders import clocking, deciders, expiring, monthly, pace, store
from leima.features.reminders.kinds import KINDS, LIVE, Kind
from leima.features.reminders.moment import Missing, Moment
from leima.features.reminders.notices import RemindWaits

EVERY = 60.0
"""Seconds between two looks."""
AT_ONCE = 50
"""People who are told in one transaction."""
Find = Callable[[Moment, list[str]], list[Missing]]
Looked = dict[tuple[str, Kind], tuple[str, set[str]]]
"""By organisation and kind: a date, and whom this process has looked at on it."""


def finders(kinds: Sequence[Waiting[Any]]) -> Mapping[Kind, Find]:
    """What finds those who miss something, by kind."""
    return {
        "clock": clocking.still_in,
        "clock_again": clocking.not_out,
        "break": clocking.on_break,
        "month": monthly.not_sent,
        "waits": partial(deciders.waits, kinds=kinds),
        "kiky": pace.behind,
        "leave": expiring.expiring,
    }


def _organisations(tx: Tx) -> list[str]:
    return tx.values(str, "SELECT id FROM organisation ORDER BY id")


def _begin(tx: Tx, org: str) -> None:
    tx.org = org
    store.start(tx, today(tx))


def _moment(tx: Tx, org: str) -> Moment | None:
    """The organisation now; None when its reminders have not begun."""
    tx.org = org
    since = store.started(tx)
    return None if since is None else Moment(tx, since)


def missing(at: Moment, kind: Kind, find: Find, people: list[str]) -> list[Missing]:
    """What these people miss and have not been told of."""
    found = [one for one in find(at, people) if one.due_on >= at.start] if people else []
    told = store.told(at.tx, kind, sorted({one.thing for one in found}))
    return [one for one in found if (one.person, one.thing) not in told]


class _Seen(NamedTuple):
    """What one look at an organisation has found, by kind: whom it looked at, and who of them misses something."""

    date: str
    begun: bool
    kinds: dict[Kind, tuple[list[str], list[str]]]


def _look(tx: Tx, org: str, find: Mapping[Kind, Find], looked: Looked) -> _Seen:
    """Looks at every kind in one reading, but for those whom this process has passed today."""
    at, kinds = _moment(tx, org), dict[Kind, tuple[list[str], list[str]]]()
    if at is None:
        return _Seen(today(tx), False, kinds)
    for kind in KINDS:
        if at.could_be(kind):
            on, passed = looked.get((org, kind), ("", set[str]()))
            people = at.people(kind, passed if on == at.date and kind not in LIVE else set())
            kinds[kind] = people, sorted({one.person for one in missing(at, kind, find[kind], people)})
    return _Seen(at.date, True, kinds)


def tell_some(tx: Tx, org: str, kind: Kind, find: Find, people: list[str]) -> int:
    """Tells those who still miss something. Returns how many notices it wrote."""
    at = _moment(tx, org)
    if at is None:
        return 0
    still = set(at.people(kind))
    found: dict[str, list[Message]] = {}
    for one in missing(at, kind, find, [person for person in people if person in still]):
        if store.remember(tx, one.person, kind, one.thing):
            found.setdefault(one.person, []).append(one.message)
    notices = [(person, message) for person, some in found.items() for message in _as_notices(some)]
    for person, message in notices:
        tell(tx, person, message)
    return len(notices)


def _as_notices(messages: list[Message]) -> list[Message]:
    """One notice for all that waits for somebody; of the rest one each."""
    waits = [one for one in messages if isinstance(one, RemindWaits)]
    return [deciders.in_one(waits)] if waits else messages


async def _remind(db: Database, org: str, find: Mapping[Kind, Find], looked: Looked) -> int:
    look = partial(_look, org=org, find=find, looked=looked)
    seen = await db.read(look)
    if not seen.begun:
        await db.write(partial(_begin, org=org))
        seen = await db.read(look)
    told = 0
    for kind, (people, concerned) in seen.kinds.items():
        for at in range(0, len(concerned), AT_ONCE):
            some = concerned[at : at + AT_ONCE]
            told += await db.write(partial(tell_some, org=org, kind=kind, find=find[kind], people=some))
        on, passed = looked.get((org, kind), ("", set[str]()))
        looked[org, kind] = (seen.date, set(people) | (passed if on == seen.date and kind not in LIVE else set()))
    return told


async def remind(db: Database, find: Mapping[Kind, Find], looked: Looked) -> int:
    """Tells everybody what they miss; returns how many notices it wrote."""
    told = 0
    async with db.alone("reminders") as mine:
        for org in await db.read(_organisations) if mine else []:
            told += await _remind(db, org, find, looked)
    return told


def reminding(kinds: Sequence[Waiting[Any]]) -> Job:
    """The work that reminds, of what waits by these kinds among others."""
    find, looked = finders(kinds), Looked()
    return Job("remind", lambda db: remind(db, find, looked), every=EVERY)
