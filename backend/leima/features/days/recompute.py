"""Works out touched days, once each, before the commit: results, entries, postings and the team's state."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec

from leima.db.operations import epoch_minute
from leima.db.site import local_date, today
from leima.db.tables.days import DayResult as StoredDay
from leima.db.tx import Query, Tx
from leima.features.agreements.store import agreements_query
from leima.features.days import store
from leima.features.days.account_postings import postings_of, touch_chosen, update_account_postings
from leima.features.days.attention import attention
from leima.features.days.booking_findings import add_booking_findings
from leima.features.days.earning import earn_again, earn_back
from leima.features.days.entries import forget_moved, write_entries
from leima.features.days.gather import MINUTE, Facts, gather, gather_outside, stored_kiky
from leima.features.days.leave_earning import earn_leave_again, earn_leave_back
from leima.features.days.stored_facts import WINDOW, StoredFacts, asked_first
from leima.features.hours import store as hours
from leima.features.kiky.openings import open_kiky_years, terms_query
from leima.features.kiky.year_end import close_again
from leima.features.ledger.store import move
from leima.features.months.store import months_of
from leima.rules.day import kiky_of
from leima.rules.leave.counting import dates_between as dates_between
from leima.rules.locks import Months
from leima.rules.outside import outside
from leima.rules.propose import propose_out
from leima.rules.spans import Stretch
from leima.rules.terms import DayResult, Proposal
from leima.rules.zone import next_date

ATTENTION_DAYS = 35
SHIFT_DAYS = -(-WINDOW // (24 * 60))
"""Days on both sides that a shift can join to a date."""
GAP = 14
"""Days between two touched dates from which they are read apart."""


def recompute_days(tx: Tx) -> None:
    """Recomputes every touched (person, day) and updates balances by difference. Leaves nothing touched."""
    if not tx.touched and not tx.termed and not any(change.type == "terms" for change in tx.changes):
        return
    termed = {change.owner for change in tx.changes if change.type == "terms" and change.owner} | tx.termed
    forget_moved(tx)
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
                earn_leave_again(tx, person, seen[person], over=person in over)
        for person in sorted(settled):
            _touch_proposals(tx, person, settled[person], update_state(tx, person))
    back = sorted(tx.termed)
    tx.termed.clear()
    earn_back(tx, back)
    earn_leave_back(tx, back)
    if tx.touched:
        recompute_days(tx)


def recompute_asks(tx: Tx) -> list[Query[Any]]:
    """What recomputing one person's touched dates asks first, once their months are known: to be asked ahead."""
    if len(tx.touched) != 1 or tx.termed:
        return []
    ((person, dates),) = tx.touched.items()
    stand = tx.cache.months.get(person)
    if stand is None or any(stand.of(date) == "closed" for date in dates):
        return []
    run = runs(sorted(dates))[0]
    asked = [*asked_first(tx, person, run[0], run[-1]), store.results_query(tx, person, run[0], run[-1])]
    return [*asked, *store.state_queries(tx, person), *_past_asks(tx, person, dates)]


def _past_asks(tx: Tx, person: str, dates: set[str]) -> list[Query[Any]]:
    """What the years that have ended ask once their days are settled."""
    this_year = today(tx)[:4]
    ended = sorted({int(date[:4]) for date in dates if date[:4] < this_year})
    agreements = [agreements_query(tx)] if ended and tx.org not in tx.cache.agreements else []
    return [*(terms_query(tx, person, year) for year in ended), *agreements]


def _touch_proposals(tx: Tx, person: str, settled: set[str], asked: list[dict[str, Any]]) -> None:
    """Later days on which a clock-out is missing: the one that is proposed follows those of the days before."""
    for one in asked:
        if one["kind"] == "missing_out" and min(settled) < one["date"] and one["date"] not in settled:
            tx.touch(person, one["date"], one["date"])


def _settle_touched(tx: Tx) -> tuple[dict[str, set[str]], set[str]]:
    """Settles what is touched, and what that touches in turn; returns the dates by person, and whose year or
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
            open_dates = _with_morrow(open_dates, dates, stand)
        for run in runs(open_dates):
            if _settle_run(tx, person, run, stand):
                over.add(person)
    return seen, over


def _with_morrow(open_dates: list[str], dates: set[str], stand: Months) -> list[str]:
    """With the first open date where the closed one before it is touched: a mark of that may reach over midnight."""
    morrows = {next_date(date) for date in dates if stand.of(date) == "closed"}
    return sorted({*open_dates, *(date for date in morrows if stand.of(date) != "closed")})


def work_out(tx: Tx, facts: Facts, *, live: bool) -> DayResult:
    """The result of one date from its facts; with `live`, open spans run up to now."""
    result = add_booking_findings(tx, facts.plan, facts.day(epoch_minute(tx.now), live))
    if result.proposal is None:
        return result
    at = result.proposal.at
    opened = next((p.at for p in facts.punches if p.id == result.proposal.opening_punch), at)
    outs = [epoch_minute(out) for out in store.recent_outs(tx, facts.plan.person, opened * MINUTE)]
    return replace(result, proposal=Proposal(result.proposal.opening_punch, propose_out(opened, facts.plan, outs)))


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
    """Settles dates that are read together; returns whether their year or employment may have ended."""
    stored_facts = StoredFacts(tx, person, dates[0], dates[-1])
    wider = _with_marks(dates, stand, stored_facts)
    if any(terms.boundary == "shift_start" for _, _, terms in stored_facts.terms):
        wider = _with_shifts(wider, stand)
    if wider != dates:
        dates, stored_facts = wider, StoredFacts(tx, person, wider[0], wider[-1])
    stored = {row.date: row for row in store.results(tx, person, dates[0], dates[-1])}
    for date in dates:
        recompute_day(tx, person, date, stand.counts_from, stored_facts, stored.get(date))
    return stored_facts.over(today(tx))


def _with_shifts(dates: list[str], stand: Months) -> list[str]:
    """These dates and those round them: where a shift counts whole to the date of its start, what changes on one date
    may join or part the shifts of others."""
    found = {next_date(date, by) for date in dates for by in range(-SHIFT_DAYS, SHIFT_DAYS + 1)}
    return sorted(date for date in found if stand.of(date) != "closed")


def _with_marks(dates: list[str], stand: Months, stored_facts: StoredFacts) -> list[str]:
    """These dates, and each eve with a mark that has clock times: it may reach over midnight to hours of the date."""
    eves = {next_date(date, -1) for date in dates}
    marked = {eve for eve in eves if stored_facts.marked_by_the_clock(eve) and stand.of(eve) != "closed"}
    return sorted({*dates, *marked}) if marked else dates


def recompute_day(
    tx: Tx, person: str, date: str, counts_from: str, stored_facts: StoredFacts, before: StoredDay | None
) -> None:
    """Brings one stored day in line with its facts, which `stored_facts` holds; `before` is what stands."""
    facts = gather(tx, person, date, stored_facts)
    now = today(tx)
    if date >= now:
        tx.cache.recomputed_from[person, date] = facts
    if facts is None:
        _without_terms(tx, before, person, date, gather_outside(tx, person, date, stored_facts))
        return
    result = work_out(tx, facts, live=False)
    write_entries(tx, facts)
    counts = counts_from <= date < now
    ended = _only_ended(before, result)
    _update_account_postings(tx, person, facts, result, counts=counts, ended=ended)
    if date < counts_from and not (result.spans or result.kiky):
        result = replace(result, status="none")
    if before is None and result.status == "none":
        return
    values = {
        "status": result.status,
        "flex": result.flex,
        "kiky": result.kiky,
        "posted": counts and result.status == "done",
        "attention": attention(result, facts),
        "body": msgspec.json.encode(result).decode(),
    }
    _post_difference(tx, before, person, date, values)
    if result.kiky or (before is not None and before.kiky):
        _touch_beside(tx, person, date, kiky_of(result), stored_kiky(before.body) if before is not None else ())
    written = store.write_result(tx, before, person, date, values, result, ended=ended)
    if written and facts.other_facts.choices:
        touch_chosen(tx, person, date, facts.other_facts.choices)


def _touch_beside(tx: Tx, person: str, date: str, now: Sequence[Stretch], stood: Sequence[Stretch]) -> None:
    """A mark's kiky may reach over midnight: the dates beside do not count it again."""
    if tuple(now) != tuple(stood):
        for days in (-1, 1):
            tx.touch(person, next_date(date, days), next_date(date, days))


def _only_ended(before: StoredDay | None, result: DayResult) -> bool:
    """Whether nothing is new but that the day is over, or its clock-out overdue: its time stands as it did before."""
    if result.status not in ("done", "pending"):
        return False
    if before is None:
        return not result.spans and not result.kiky
    if before.status not in ("open", "none", "pending") or before.body == "{}":
        return False
    body = msgspec.json.decode(before.body)
    if _ends(body["spans"]) != [(span.start, span.end) for span in result.spans]:
        return False
    stood = DayResult.from_json(body)
    if before.status == "pending":
        return _but_overdue(stood) == _but_overdue(result)
    return (stood.spans, stood.kiky) == (result.spans, result.kiky)


def _ends(spans: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    """Where each of some spans begins and ends: what is told first of two results that differ."""
    return [(span["start"], span["end"]) for span in spans]


def _but_overdue(result: DayResult) -> DayResult:
    return replace(result, findings=tuple(one for one in result.findings if one.kind != "missing_out"))


def _update_account_postings(
    tx: Tx, person: str, facts: Facts, result: DayResult, *, counts: bool, ended: bool
) -> None:
    """A past day's other accounts; a day that waits for a word posts nothing. `ended`: nothing else is new."""
    posts = counts and result.status in ("done", "none")
    wanted = postings_of(tx, facts, result) if posts else {}
    if wanted or facts.other_facts.posted:
        update_account_postings(tx, person, result.date, facts.other_facts.posted, wanted, ended=ended)


def _without_terms(tx: Tx, before: StoredDay | None, person: str, date: str, done: Facts | None) -> None:
    """A date that no terms cover posts nothing; what was `done` on it is kept and shown."""
    posted = {(row.account, row.year): (row.amount, row.why) for row in store.postings(tx, person, date, date)}
    update_account_postings(tx, person, date, posted, {})
    if before is None and done is None:
        return
    values = {"status": "none", "flex": 0, "kiky": 0, "posted": False, "attention": "", "body": "{}"}
    result = None
    if done is not None:
        result = outside(work_out(tx, done, live=False))
        write_entries(tx, done)
        values |= {"status": result.status, "attention": attention(result, done)}
        values["body"] = msgspec.json.encode(result).decode()
    _post_difference(tx, before, person, date, values)
    store.write_result(tx, before, person, date, values, result)


def _post_difference(tx: Tx, before: StoredDay | None, person: str, date: str, values: dict[str, Any]) -> None:
    stood = before is not None and before.posted
    flex = (values["flex"] if values["posted"] else 0) - (before.flex if before and stood else 0)
    kiky = (values["kiky"] if values["posted"] else 0) - (before.kiky if before and stood else 0)
    move(tx, person, "flex", 0, date, flex)
    move(tx, person, "kiky", int(date[:4]), date, -kiky)
    if values["kiky"] != (before.kiky if before else 0):
        for later in store.days_with_kiky_after(tx, person, date):
            tx.touch(person, later, later)


def update_state(tx: Tx, person: str) -> list[dict[str, Any]]:
    """Brings the person's line in the team's list up to date. Returns what of their days asks for attention."""
    stands = store.state(tx, person)
    if stands is None:
        return []
    first = local_date(tx, tx.now - ATTENTION_DAYS * 24 * hours.HOUR)
    asked, gone = store.attention_since(tx, person, first, stands.opening)
    waiting = {one["opening_punch"] for one in asked if one["kind"] == "missing_out"}
    state = "out" if gone or stands.opening in waiting else stands.punched
    since = store.last_end(tx, person) if gone else stands.at
    values = {"state": state, "since": since, "remote": bool(stands.last_remote)}
    store.write_state(tx, stands, person, {**values, "attention": json.dumps(asked) if asked else "[]"})
    return asked
