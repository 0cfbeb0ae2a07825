"""Works out touched days, once each, before the commit: results, entries, postings and the team's state."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec

from leima.db.operations import epoch_minute
from leima.db.site import local_date, today
from leima.db.tx import Row, Tx
from leima.features.balances.months import Months, months_of
from leima.features.balances.store import move
from leima.features.days import store
from leima.features.days.attention import attention
from leima.features.days.booked import with_bookings
from leima.features.days.earning import earn_again
from leima.features.days.gather import MINUTE, Facts, gather, gather_outside, stored_kiky
from leima.features.days.openings import open_kiky_years
from leima.features.days.others import post_others, postings_of, touch_chosen
from leima.features.days.reading import WINDOW, Shelf
from leima.features.days.year_end import close_again
from leima.features.hours import store as hours
from leima.rules.day import kiky_of
from leima.rules.outside import outside
from leima.rules.pair import Pair
from leima.rules.propose import propose_out
from leima.rules.spans import Stretch
from leima.rules.terms import DayResult
from leima.rules.zone import next_date

ATTENTION_DAYS = 35
SHIFT_DAYS = -(-WINDOW // (24 * 60))
"""Days on both sides that a shift can join to a date."""
GAP = 14
"""Days between two touched dates from which they are read apart."""


def settle(tx: Tx) -> None:
    """Recomputes every touched (person, day) and updates balances by difference. Leaves nothing touched."""
    if not tx.touched and not any(change.type == "terms" for change in tx.changes):
        return
    termed = {change.owner for change in tx.changes if change.type == "terms" and change.owner}
    for person in sorted(termed):
        open_kiky_years(tx, person)
    while tx.touched:
        settled: dict[str, set[str]] = {}
        while tx.touched:
            seen, over = _settle_touched(tx)
            for person in sorted(seen):
                settled.setdefault(person, set()).update(seen[person])
                close_again(tx, person, seen[person], ended=person in termed)
                earn_again(tx, person, seen[person], over=person in over)
        for person in sorted(settled):
            _touch_proposals(tx, person, settled[person], update_state(tx, person))


def _touch_proposals(tx: Tx, person: str, settled: set[str], asked: list[dict[str, Any]]) -> None:
    """Later days on which a clock-out is missing: the one that is proposed follows those of the days before."""
    for one in asked:
        if one["kind"] == "missing_out" and min(settled) < one["date"] and one["date"] not in settled:
            tx.touch(person, one["date"], one["date"])


def _settle_touched(tx: Tx) -> tuple[dict[str, set[str]], set[str]]:
    """Settles what is touched, and what that touches in turn; answers the dates by person, and whose year or
    employment may have ended."""
    seen: dict[str, set[str]] = {}
    over: set[str] = set()
    while tx.touched:
        person, dates = tx.touched.popitem()
        seen.setdefault(person, set()).update(dates)
        stand = months_of(tx, person)
        open_dates = sorted(date for date in dates if stand.of(date) != "closed")
        if len(open_dates) < len(dates):
            over.add(person)
        for run in runs(open_dates):
            if _settle_run(tx, person, run, stand):
                over.add(person)
    return seen, over


def work_out(tx: Tx, facts: Facts, *, live: bool) -> DayResult:
    """The result of one date from its facts; with `live`, open spans run up to now."""
    result = with_bookings(tx, facts.plan, facts.day(epoch_minute(tx.now), live))
    if result.proposal is None:
        return result
    at = result.proposal.at
    opened = next((p.at for p in facts.punches if p.id == result.proposal.opening_punch), at)
    outs = [epoch_minute(out) for out in store.recent_outs(tx, facts.plan.person, opened * MINUTE)]
    return replace(result, proposal=replace(result.proposal, at=propose_out(opened, facts.plan, outs)))


def runs(dates: list[str]) -> list[list[str]]:
    """Dates in order, cut where days lie between them that are not worth reading."""
    found: list[list[str]] = []
    for date in dates:
        if found and date <= next_date(found[-1][-1], GAP):
            found[-1].append(date)
        else:
            found.append([date])
    return found


def _settle_run(tx: Tx, person: str, dates: list[str], stand: Months) -> bool:
    """Settles dates that are read together; answers whether their year or employment may have ended."""
    shelf = Shelf(tx, person, dates[0], dates[-1])
    if any(terms.boundary == "shift_start" for _, _, terms in shelf.terms):
        dates = _with_shifts(dates, stand)
        shelf = Shelf(tx, person, dates[0], dates[-1])
    stored = {row.date: row for row in store.results(tx, person, dates[0], dates[-1])}
    for date in dates:
        settle_day(tx, person, date, stand.counts_from, shelf, stored.get(date))
    return shelf.over(today(tx))


def _with_shifts(dates: list[str], stand: Months) -> list[str]:
    """These dates and those round them: where a shift counts whole to the date of its start, what changes on one date
    may join or part the shifts of others."""
    found = {next_date(date, by) for date in dates for by in range(-SHIFT_DAYS, SHIFT_DAYS + 1)}
    return sorted(date for date in found if stand.of(date) != "closed")


def settle_day(tx: Tx, person: str, date: str, counts_from: str, shelf: Shelf, before: Row | None) -> None:
    """Brings one stored day in line with its facts, which `shelf` holds; `before` is what stands."""
    facts = gather(tx, person, date, shelf)
    now = today(tx)
    if date >= now:
        tx.memo["facts", person, date] = facts
    if facts is None:
        _without_terms(tx, before, person, date, gather_outside(tx, person, date, shelf))
        return
    result = work_out(tx, facts, live=False)
    write_entries(tx, facts)
    counts = counts_from <= date < now
    ended = _only_ended(before, result)
    _post_others(tx, person, facts, result, counts=counts, ended=ended)
    if date < counts_from and not (result.spans or result.kiky):
        result = replace(result, status="none")
    if before is None and result.status == "none":
        return
    values = {
        **{"status": result.status, "flex": result.flex, "kiky": result.kiky},
        **{"posted": counts and result.status == "done", "attention": attention(result, facts)},
        "body": msgspec.json.encode(result).decode(),
    }
    _post_difference(tx, before, person, date, values)
    if result.kiky or (before is not None and before.kiky):
        _touch_beside(tx, person, date, kiky_of(result), stored_kiky(before.body) if before is not None else ())
    if store.write_result(tx, before, person, date, values, ended=ended) and facts.beside.choices:
        touch_chosen(tx, person, date, facts.beside.choices)


def _touch_beside(tx: Tx, person: str, date: str, now: Sequence[Stretch], stood: Sequence[Stretch]) -> None:
    """A mark's kiky may reach over midnight: the dates beside do not count it again."""
    if tuple(now) != tuple(stood):
        for days in (-1, 1):
            tx.touch(person, next_date(date, days), next_date(date, days))


def _only_ended(before: Row | None, result: DayResult) -> bool:
    """Whether nothing is new but that the day is over: its time stands as it did while it ran."""
    if result.status not in ("done", "pending"):
        return False
    if before is None:
        return not result.spans and not result.kiky
    if before.status not in ("open", "none"):
        return False
    stood = DayResult.from_json(msgspec.json.decode(before.body)) if before.body != "{}" else None
    return stood is not None and (stood.spans, stood.kiky) == (result.spans, result.kiky)


def _post_others(tx: Tx, person: str, facts: Facts, result: DayResult, *, counts: bool, ended: bool) -> None:
    """A past day's other accounts; a day that waits for a word posts nothing. `ended`: nothing else is new."""
    posts = counts and result.status in ("done", "none")
    wanted = postings_of(tx, facts, result) if posts else {}
    if wanted or facts.beside.posted:
        post_others(tx, person, result.date, facts.beside.posted, wanted, ended=ended)


def _without_terms(tx: Tx, before: Row | None, person: str, date: str, done: Facts | None) -> None:
    """A date that no terms cover posts nothing; what was `done` on it is kept and shown."""
    posted = {(row.account, int(row.year)): (row.amount, row.why) for row in store.postings(tx, person, date, date)}
    post_others(tx, person, date, posted, {})
    if before is None and done is None:
        return
    values = {"status": "none", "flex": 0, "kiky": 0, "posted": False, "attention": "", "body": "{}"}
    if done is not None:
        result = outside(work_out(tx, done, live=False))
        write_entries(tx, done)
        values |= {"status": result.status, "attention": attention(result, done)}
        values["body"] = msgspec.json.encode(result).decode()
    _post_difference(tx, before, person, date, values)
    store.write_result(tx, before, person, date, values)


def _post_difference(tx: Tx, before: Row | None, person: str, date: str, values: dict[str, Any]) -> None:
    stood = before is not None and bool(before.posted)
    flex = (values["flex"] if values["posted"] else 0) - (before.flex if before and stood else 0)
    kiky = (values["kiky"] if values["posted"] else 0) - (before.kiky if before and stood else 0)
    move(tx, person, "flex", 0, date, flex)
    move(tx, person, "kiky", int(date[:4]), date, -kiky)
    if values["kiky"] != (before.kiky if before else 0):
        for later in store.days_with_kiky_after(tx, person, date):
            tx.touch(person, later, later)


def write_entries(tx: Tx, facts: Facts) -> None:
    """Keeps the stored entries equal to what the date's punches pair into."""
    plan = facts.plan
    pairs = [p for p in facts.pairing.pairs if p.opening is not None]
    opened = [p for p in pairs if p.opening and plan.start <= p.opening.at < plan.end]
    for one in opened:
        _write_entry(tx, facts, one)
    _touch_moved(tx, facts, {one.id for one in facts.punches if plan.start <= one.at < plan.end})
    standing = {one.entry for one in pairs}
    for row in facts.stored.values():
        in_day = plan.start <= epoch_minute(row.start_at) < plan.end
        if in_day and row.source == "punch" and not row.deleted and row.id not in standing and row.overrides == "{}":
            hours.update_entry(tx, row, {"deleted": True, "unpaired": True})


def _touch_moved(tx: Tx, facts: Facts, punched: set[str]) -> None:
    """Entries punched on this date and moved by hand to another: what changes here changes there."""
    person, own = facts.plan.person, facts.plan.date
    for row in facts.stored.values():
        if row.opening_punch in punched and row.overrides != "{}":
            for at in (row.start_at, row.end_at):
                if at is not None and (date := local_date(tx, at)) != own:
                    tx.touch(person, date, date)


def _write_entry(tx: Tx, facts: Facts, one: Pair) -> None:
    values: dict[str, Any] = {
        **{"start_at": one.start * MINUTE, "end_at": None if one.end is None else one.end * MINUTE},
        **{"work_type": one.work_type, "cost_centre": one.cost_centre, "remote": one.remote, "kiky": one.kiky},
    }
    row = facts.stored.get(one.entry)
    if row is None:
        opening = one.opening.id if one.opening else None
        key = {"id": one.entry, "person": facts.plan.person, "source": "punch", "opening_punch": opening, "note": ""}
        hours.add_entry(tx, {**values, **key})
        return
    if row.unpaired:
        values |= {"deleted": False, "unpaired": False}
    given = {"start_at": "start", "end_at": "end"}
    overrides = json.loads(row.overrides)
    fresh = {
        name: value
        for name, value in values.items()
        if given.get(name, name) not in overrides and not store.same(getattr(row, name), value)
    }
    if fresh:
        hours.update_entry(tx, row, fresh)


def update_state(tx: Tx, person: str) -> list[dict[str, Any]]:
    """Brings the person's line in the team's list up to date. Answers what of their days asks for attention."""
    stands = store.state(tx, person)
    if stands is None:
        return []
    state = {"in": "in", "break_end": "in", "break_start": "break"}.get(stands.kind, "out")
    first = local_date(tx, tx.now - ATTENTION_DAYS * 24 * hours.HOUR)
    asked = [one for text in store.attention(tx, person, first) for one in json.loads(text)]
    waiting = {one["opening_punch"] for one in asked if one["kind"] == "missing_out"}
    opening = store.last_opening(tx, person)
    gone = opening is not None and store.is_deleted(tx, opening)
    if gone or (state != "out" and opening in waiting):
        state = "out"
    since = store.last_end(tx, person) if gone else stands.at
    values = {"state": state, "since": since, "remote": bool(stands.last_remote)}
    store.write_state(tx, stands, person, {**values, "attention": json.dumps(asked)})
    return asked


def dates_between(first: str, last: str) -> list[str]:
    """Every date from `first` to `last`, both included."""
    found = []
    while first <= last:
        found.append(first)
        first = next_date(first)
    return found
