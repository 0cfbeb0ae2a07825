"""Requests for leave counted by the rules of their person's terms: nothing that a phone has counted is trusted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypedDict

from leima.db.operations import epoch_minute
from leima.db.site import today, zone
from leima.db.tables.leave import LeaveRequest
from leima.db.tx import Tx
from leima.features.agreements import store as agreements
from leima.features.agreements.terms import parse_terms
from leima.features.balances.standing import held_by_year
from leima.features.leave import store
from leima.features.ledger.sums import EARNING_ENDS
from leima.rules.calendar import calendar_days
from leima.rules.leave.asked import Counted, Ground, Wish, ask, kept_free, rules_over
from leima.rules.leave.counting import Calendar, by_date, used
from leima.rules.leave.counting import counted as dates_counted
from leima.rules.leave.holdings import Holding
from leima.rules.leave.leave import ANNUAL, HOLIDAYS, SAVED, Away
from leima.rules.leave.rules import LeaveRules
from leima.rules.terms import Terms
from leima.rules.zone import local_date

OVERLAPS = "overlaps"


@dataclass
class _Known:
    """A person's terms, and what each account of theirs holds of each earning year once that was asked."""

    terms: list[Terms]
    held: dict[str, tuple[Holding, ...]] = field(default_factory=dict)


class ToldDays(TypedDict):
    """What devices are told of a request's days; see `LeaveData`."""

    days: int | None
    by_year: list[dict[str, int]]
    short: int
    flags: list[str]


def counted(tx: Tx, row: LeaveRequest) -> ToldDays:
    """The days of a request as devices are told of them."""
    if row.status != "requested":
        return ToldDays(days=days_used(tx, row), by_year=[], short=0, flags=[])
    found = _asked(tx, row)
    by_year = [{"earning_year": one.earning_year, "days": one.days} for one in found.by_year] if found else []
    return ToldDays(
        days=found.used if found else None,
        by_year=by_year,
        short=found.short if found else 0,
        flags=_flags(tx, row, found),
    )


def flags(tx: Tx, row: LeaveRequest) -> list[str]:
    """What whoever decides should look at."""
    return _flags(tx, row, _asked(tx, row))


def days_used(tx: Tx, row: LeaveRequest) -> int | None:
    """Hundredths of days that the dates use; None where the agreement does not say how they are counted."""
    terms = _known(tx, row.person).terms
    if row.kind in HOLIDAYS:
        dated = rules_over(terms, row.from_date, row.until_date)
        named = _named(int(row.from_date[:4]), int(row.until_date[:4]))
        return used(dates_counted(row.from_date, row.until_date, dated, named)) if dated else None
    told_on = _date(tx, row)
    found = _by_rules(tx, row, Ground(told_on, told_on))
    return found.used if found else None


@lru_cache(maxsize=100)
def _named(first_year: int, last_year: int) -> Calendar:
    return by_date(calendar_days(first_year, last_year))


def _flags(tx: Tx, row: LeaveRequest, found: Counted | None) -> list[str]:
    kinds = [finding.kind for finding in found.findings] if found else []
    return [*([OVERLAPS] if store.overlaps(tx, row) else []), *dict.fromkeys(kinds)]


def _asked(tx: Tx, row: LeaveRequest) -> Counted | None:
    """The request against what is left: what was granted goes before it, and so does what was asked earlier."""
    if row.kind not in HOLIDAYS:
        return _by_rules(tx, row, Ground(today(tx), _date(tx, row)))
    since = today(tx)
    ground = Ground(
        since=since,
        told_on=_date(tx, row),
        holdings=_held(tx, row.person, row.kind, since),
        granted=tuple(Away(*one) for one in store.granted(tx, row.person, row.kind, row.id, since)),
        waiting=tuple(Away(*one) for one in store.asked_before(tx, row)),
    )
    return _by_rules(tx, row, ground)


def shorts(tx: Tx, person: str, spans: Sequence[tuple[str, str]]) -> list[int]:
    """Hundredths of days by which each stretch of annual holiday is more than somebody has today: what is granted and
    asked for goes before, and so do the earlier ones of the stretches."""
    since, told = today(tx), []
    granted = tuple(Away(*one) for one in store.granted(tx, person, ANNUAL, "", since))
    wishes = [_wish(tx, person, *span) for span in spans]
    waiting = [Away(*one) for row in wishes[:1] for one in store.asked_before(tx, row)]
    for row in wishes:
        ground = Ground(since, since, _held(tx, person, ANNUAL, since), granted, tuple(waiting))
        found = _by_rules(tx, row, ground)
        told.append(found.short if found else 0)
        waiting.append(Away(row.from_date, row.until_date))
    return told


def _wish(tx: Tx, person: str, first: str, last: str) -> LeaveRequest:
    """A request that would be made now, after every other one."""
    row = LeaveRequest(org=tx.org, id="", person=person, from_date=first, until_date=last, kind=ANNUAL)
    row.asked_at = tx.now + 1
    return row


def free_by_year(tx: Tx, person: str) -> tuple[dict[int, int], list[LeaveRules]]:
    """Hundredths of annual holiday of each earning year that is not taken or granted, and the rules in force."""
    since, terms = today(tx), _known(tx, person).terms
    dated = rules_over(terms, since, since)
    if not dated or not any(one.from_ <= since <= (one.until or since) for one in terms):
        return {}, []
    granted = tuple(Away(*one) for one in store.granted(tx, person, ANNUAL, "", since))
    last = max([since, *(one.last for one in granted)])
    first = min([since, *(one.first for one in granted)])
    ground = Ground(since, since, _held(tx, person, ANNUAL, since), granted)
    free = kept_free(ground, None, dated, calendar_days(int(first[:4]), int(last[:4])))
    return {one.earning_year: one.days for one in free}, dated


def _held(tx: Tx, person: str, account: str, since: str) -> tuple[Holding, ...]:
    known = _known(tx, person)
    if account not in known.held:
        known.held[account] = _holdings(held_by_year(tx, person, account), since, saved=account == SAVED)
    return known.held[account]


def _holdings(held: Mapping[int, int], since: str, *, saved: bool) -> tuple[Holding, ...]:
    """What is held by earning year; days of no year count as those of the one that ended last."""
    found = dict[int, int]()
    for year, days in held.items():
        named = year or int(since[:4]) - (since[5:] < EARNING_ENDS)
        found[named] = found.get(named, 0) + days
    return tuple(Holding(year, days, saved) for year, days in sorted(found.items()))


def _by_rules(tx: Tx, row: LeaveRequest, ground: Ground) -> Counted | None:
    dates = [row.from_date, *(one.first for one in (*ground.granted, *ground.waiting))]
    last = max([row.until_date, *(one.last for one in (*ground.granted, *ground.waiting))])
    calendar = calendar_days(int(min(dates)[:4]), int(last[:4]))
    wish = Wish(row.from_date, row.until_date, row.kind)
    return ask(wish, ground, _known(tx, row.person).terms, calendar)


def _known(tx: Tx, person: str) -> _Known:
    known = tx.cache.leave.get(person)
    if not isinstance(known, _Known):
        rows = [parse_terms(row.body) for row in agreements.terms_of(tx, person) if not row.deleted]
        known = tx.cache.leave[person] = _Known(sorted(rows, key=lambda one: one.from_))
    return known


def _date(tx: Tx, row: LeaveRequest) -> str:
    """The local date on which it was asked."""
    return local_date(zone(tx), epoch_minute(row.asked_at))
