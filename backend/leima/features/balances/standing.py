"""A person's balances at an instant: settled days, plus today with its open span."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

from leima.db import sync_sql
from leima.db.site import instant, today, turned_through
from leima.db.tx import Query, Tx
from leima.features.days import store
from leima.features.days.account_postings import by_year, postings_of
from leima.features.days.gather import terms_on
from leima.features.days.live import facts_now, is_worked_out, live_day
from leima.features.days.recompute import dates_between, work_out
from leima.features.days.stored_facts import asked_first
from leima.features.kiky import store as kiky
from leima.features.ledger import store as ledger
from leima.features.ledger.kinds import in_unit, place_of, unit_of_account
from leima.features.months.store import NEVER, is_closed, months_of, stand_of, with_months
from leima.rules.pay.postings import Posted
from leima.rules.terms import DayResult, Terms
from leima.rules.zone import next_date

Key = tuple[str, int]
KIKY_GIVEN = ("opening", "adjustment", "transfer")
"""The kinds of ledger lines that make up what the year holds; the others settle it."""
PENDING_DAYS = 60
"""How far back a day is counted that waits for a person's word."""


@dataclass(frozen=True)
class Standing:
    """What the accounts stand at before `on`, and what `on` itself adds so far."""

    on: str
    settled: dict[Key, int]
    day: DayResult | None
    terms: Terms | None
    late: tuple[str, ...] = ()
    """Ended dates that count although they have no stored result yet."""
    counts_from: str | None = None
    pending_days: int = 0
    others: dict[Key, int] = field(default_factory=dict)
    """What `on`, once ended, posts to further accounts."""

    @property
    def added(self) -> dict[Key, int]:
        if self.day is None:
            return {}
        return {("flex", 0): self.day.flex, ("kiky", int(self.on[:4])): -self.day.kiky, **self.others}


def standing(tx: Tx, person: str, on: str) -> Standing:
    """Returns a person's accounts on a date. A future date gives the same as today."""
    now = today(tx)
    on = min(on, now)
    (days,), lines = with_months(tx, person, *_sums(tx, person, on))
    counts_from = months_of(tx, person).counts_from
    settled = {(line.account, line.year): line.amount for line in lines}
    _add(settled, on, days.flex, days.kiky)
    late = _not_turned(tx, person, counts_from, on, now)
    for date in late:
        _add_late(tx, settled, person, date)
    if is_closed(tx, person, on):
        terms = terms_on(tx, person, on)
        return _closed(tx, person, Standing(on, settled, None, terms, (), _from(counts_from), days.pending))
    facts = facts_now(tx, person, on) if counts_from <= on else None
    day = work_out(tx, facts, live=True) if facts else None
    others = late_postings(tx, person, on) if facts and on < now else {}
    return Standing(
        on,
        settled,
        day,
        facts.terms if facts else terms_on(tx, person, on),
        tuple(late),
        _from(counts_from),
        days.pending,
        {key: one.amount for key, one in others.items()},
    )


def _sums(tx: Tx, person: str, on: str) -> tuple[Query[store.StandingDays], Query[ledger.AccountSum]]:
    days = store.standing_days(tx, person, f"{on[:7]}-01", on, next_date(on, -PENDING_DAYS))
    return days, ledger.sums_on(tx, person, on)


def asked_today(tx: Tx, person: str) -> list[Query[Any]]:
    """What `balances` asks of nearly everybody: to be asked ahead."""
    on = today(tx)
    months = () if person in tx.cache.months else (stand_of(tx, person),)
    facts = () if is_worked_out(tx, person, on) else asked_first(tx, person, on, on)
    kiky_year = _kiky_queries(tx, person, on) if tx.org in tx.known.with_kiky else ()
    return [*_sums(tx, person, on), *months, *facts, *kiky_year]


def _kiky_queries(tx: Tx, person: str, on: str) -> tuple[Query[Any], ...]:
    last = f"{on[:4]}-12-31"
    return ledger.year_query(tx, person, "kiky", int(on[:4])), kiky.planned_query(tx, person, on, last)


def _from(counts_from: str) -> str | None:
    return counts_from if counts_from < NEVER else None


def _closed(tx: Tx, person: str, at: Standing) -> Standing:
    """A date of a closed month adds what it was closed with, not what its facts give now."""
    row = store.result(tx, person, at.on)
    others = {(one.account, one.year): one.amount for one in store.postings(tx, person, at.on, at.on)}
    if row is not None and row.posted:
        return replace(at, day=DayResult.from_json(json.loads(row.body)), others=others)
    settled = {key: at.settled.get(key, 0) + others.get(key, 0) for key in {*at.settled, *others}}
    return replace(at, settled=settled)


def _add_late(tx: Tx, settled: dict[Key, int], person: str, date: str) -> None:
    """Adds an ended day that has no stored result yet."""
    result = live_day(tx, person, date)
    if result is not None and result.status == "done":
        _add(settled, date, result.flex, result.kiky)
    for key, one in late_postings(tx, person, date).items():
        settled[key] = settled.get(key, 0) + one.amount


def late_postings(tx: Tx, person: str, date: str) -> dict[Key, Posted]:
    """What an ended date posts to accounts other than flex and kiky, worked out now."""
    facts = facts_now(tx, person, date)
    if facts is None or not (facts.other_facts.absences or facts.other_facts.choices):
        return {}
    result = work_out(tx, facts, live=True)
    posted = postings_of(tx, facts, result) if result.status in ("done", "none") else {}
    return by_year(tx, person, date, posted)


def _add(settled: dict[Key, int], date: str, flex: int, kiky_minutes: int) -> None:
    year = int(date[:4])
    settled["flex", 0] = settled.get(("flex", 0), 0) + flex
    settled["kiky", year] = settled.get(("kiky", year), 0) - kiky_minutes


def _not_turned(tx: Tx, person: str, counts_from: str, on: str, now: str) -> list[str]:
    """Ended dates before `on` that `end_of_day` has not reached yet and that nobody has touched since."""
    last_turned = turned_through(tx) or next_date(now, -2)
    first = max(next_date(last_turned), counts_from, next_date(now, -31))
    if first >= on:
        return []
    posted = {r.date for r in store.results(tx, person, first, on) if r.posted}
    posted |= {r.date for r in store.postings(tx, person, first, on)}
    return [date for date in dates_between(first, next_date(on, -1)) if date not in posted]


def account_rows(tx: Tx, person: str, at: Standing) -> list[dict[str, Any]]:
    """Each account that the person has, as the wire shows it."""
    known = {*at.settled, *(key for key, amount in at.others.items() if amount)}
    keys = {key for key in known if key[0] != "flex" and (key[0] != "kiky" or key[1] == int(at.on[:4]))}
    if (at.terms is not None and at.terms.flex) or at.settled.get(("flex", 0)):
        keys.add(("flex", 0))
    scheme = at.terms.kiky if at.terms else None
    if not (scheme and scheme.accounted in ("obligation", "contract")):
        keys = {key for key in keys if key[0] != "kiky" or at.settled.get(key)}
    return [_account_row(tx, person, at, key) for key in sorted(keys, key=_order)]


def held_by_year(tx: Tx, person: str, account: str) -> dict[int, int]:
    """What an account holds of each year as of today, as the account is kept."""
    at = standing(tx, person, today(tx))
    keys = {key for key in (*at.settled, *at.added) if key[0] == account}
    return {year: at.settled.get((name, year), 0) + at.added.get((name, year), 0) for name, year in sorted(keys)}


def _order(key: Key) -> tuple[int, str, int]:
    return (place_of(key[0]), *key)


def _account_row(tx: Tx, person: str, at: Standing, key: Key) -> dict[str, Any]:
    account, year = key
    settled, added = at.settled.get(key, 0), at.added.get(key, 0)
    row: dict[str, Any] = {
        "account": account,
        "year": year or None,
        "unit": unit_of_account(account),
        "amount": in_unit(settled + added, account),
        "settled": in_unit(settled, account),
        "today": in_unit(added, account),
        "owed": account == "kiky",
    }
    if account == "kiky":
        tx.known.with_kiky.add(tx.org)
        lines = ledger.year_postings(tx, person, "kiky", year)
        given = [line for line in lines if line.kind in KIKY_GIVEN and line.date <= at.on]
        opening = sum(line.amount for line in given)
        row |= {"opening": opening, "done": opening - settled - added, "planned": _planned(tx, person, at)}
    return row


def _planned(tx: Tx, person: str, at: Standing) -> int:
    """Minutes of extension days that are marked and not yet done."""
    terms = at.terms
    if terms is None:
        return 0
    marks = kiky.planned_after(tx, person, at.on, f"{at.on[:4]}-12-31")
    away = store.away(tx, person, at.on, f"{at.on[:4]}-12-31") if marks else []
    minutes = 0
    for mark in marks:
        if any(first <= mark.date <= last for first, last in away):
            continue
        length = kiky.length(mark, terms.contract_day)
        minutes += max(length - (at.day.kiky if at.day and mark.date == at.on else 0), 0)
    return minutes


def running_since(result: DayResult | None) -> int | None:
    """Epoch ms since which the open span runs."""
    spans = [span for span in result.spans if span.open] if result else []
    return spans[-1].start * 60_000 if spans else None


def balances(tx: Tx, person: str, on: str | None = None) -> dict[str, Any]:
    """The answer of GET /balances: minutes, days or cents, as each account is kept."""
    now = today(tx)
    at = standing(tx, person, on or now)
    day = at.day
    head = sync_sql.head(tx)
    return {
        "as_of": instant(tx.now),
        "person": person,
        "today_date": at.on,
        "counts_from": at.counts_from,
        "seq": head.seq if head else 0,
        "accounts": account_rows(tx, person, at),
        "pending_days": at.pending_days,
        "today": {
            "date": at.on,
            "status": day.status if day else "none",
            "target": day.target if day else 0,
            "worked": day.worked if day else 0,
            "break": day.breaks if day else 0,
            "kiky": day.kiky if day else 0,
            "flex": day.flex if day else 0,
            "running_since": running_since(day),
        },
    }


def _posted_by_date(tx: Tx, person: str, account: str, first: str, last: str) -> dict[str, int]:
    """What the days themselves posted to an account."""
    if account not in ("flex", "kiky"):
        rows = [row for row in store.postings(tx, person, first, last) if row.account == account]
        return {row.date: row.amount for row in rows}
    results = [row for row in store.results(tx, person, first, last) if row.posted]
    return {row.date: row.flex if account == "flex" else -row.kiky for row in results}


def history(tx: Tx, person: str, account: str, days: int) -> list[dict[str, Any]]:
    """The balance at the end of each of the last `days` dates, today's as it stands now."""
    now = today(tx)
    first = next_date(now, 1 - days)
    at = standing(tx, person, now)
    key = (account, int(now[:4]) if account in ledger.YEARLY else 0)
    amounts = _posted_by_date(tx, person, account, first, now)
    for row in ledger.postings_between(tx, person, first, now):
        if (row.account, row.year) == key:
            amounts[row.date] = amounts.get(row.date, 0) + row.amount
    amount = at.settled.get(key, 0)
    points = [{"date": now, "amount": amount + at.added.get(key, 0)}]
    amount -= sum(p.amount for p in ledger.postings_between(tx, person, now, now) if (p.account, p.year) == key)
    for date in reversed(dates_between(first, next_date(now, -1))):
        points.append({"date": date, "amount": amount})
        amount -= amounts.get(date, 0)
    return points[::-1]
