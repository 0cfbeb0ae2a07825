"""What is read of one person for a report: the standings, the days as they stand with their pay, the ledger, words."""

import json

from leima.db.site import today, zone
from leima.db.tx import Row, Tx
from leima.features.absences.telling import knows_kinds
from leima.features.balances import store as ledger
from leima.features.days import store as days
from leima.features.days.balances import standing
from leima.features.days.gather import MINUTE, gather
from leima.features.days.settle import dates_between, work_out
from leima.features.reports import store
from leima.features.reports.interval import Interval
from leima.features.reports.pay import Paid, paid
from leima.rules.pay.classes import DayWork, day_work
from leima.rules.pay.rest import monday_of
from leima.rules.terms import DayResult
from leima.rules.zone import local_date, near_instant, next_date


class Reading:
    """One person between two dates. Stored results are taken as they are, so a closed month shows what it was closed
    at; the day that still runs is worked out to this minute."""

    def __init__(self, tx: Tx, person: Row, over: Interval) -> None:
        self.tx, self.person, self.over = tx, person, over
        self.zone, self.now = zone(tx), today(tx)
        self.opening = standing(tx, person.id, over.eve)
        self.closing = standing(tx, person.id, over.until)
        self.postings = ledger.postings_between(tx, person.id, over.first, self.closing.on)
        self.day_postings = store.day_postings(tx, person.id, over.first, self.closing.on)
        self.months = {row.month: row.status for row in store.month_states(tx, [person.id], *_months(over))}
        self.absences = store.absences(tx, person.id, over.first, over.until)
        self.knows_kinds = knows_kinds(tx.actor, person.id)
        self._monday, self._sunday = monday_of(over.first), next_date(monday_of(over.until), 6)
        self._stored = {row.date: row for row in days.results(tx, person.id, self._monday, self._sunday)}
        self.pay = self._paid()

    def _paid(self) -> Paid:
        works = [one for date in dates_between(self._monday, self._sunday) if (one := self._work(date)) is not None]
        return paid(self.tx, self.person.id, works, self._monday, self._sunday)

    def _work(self, date: str) -> DayWork | None:
        facts = gather(self.tx, self.person.id, date)
        if facts is None:
            return None
        row = self._stored.get(date)
        if row is not None and row.body != "{}" and date != self.now:
            return day_work(facts.plan, DayResult.from_json(json.loads(row.body)))
        return day_work(facts.plan, work_out(self.tx, facts, live=date == self.now))

    def posted(self, date: str, result: DayResult) -> int:
        """The flex minutes of a date that are in the balance."""
        if date < self.person.counts_from:
            return 0
        if date == self.now or date in self.closing.late:
            return result.flex if result.status in ("done", "open") else 0
        row = self._stored.get(date)
        return int(row.flex) if row is not None and row.posted else 0

    def changes(self) -> dict[str, dict[str, int]]:
        """What the ledger and the days post, by date and account; flex and kiky of the days themselves aside."""
        found: dict[str, dict[str, int]] = {}
        for row in [*self.postings, *self.day_postings]:
            on = found.setdefault(row.date, {})
            on[row.account] = on.get(row.account, 0) + int(row.amount)
        return found

    def notes(self) -> dict[str, list[str]]:
        """The notes of punches and entries by date, each once."""
        low, high = near_instant(self.zone, self.over.first), near_instant(self.zone, next_date(self.over.until))
        found: dict[str, list[str]] = {}
        for row in store.notes(self.tx, self.person.id, low * MINUTE, high * MINUTE):
            on = found.setdefault(local_date(self.zone, row.at // MINUTE), [])
            if row.note not in on:
                on.append(row.note)
        return found

    def longer(self) -> dict[int, int]:
        """Kiky minutes that longer contract hours fulfilled, by year."""
        found: dict[int, int] = {}
        for date in dates_between(self.over.first, self.over.until):
            work = self.pay.days.get(date)
            if work is not None and work.plan.kiky is not None and work.plan.kiky.accounted == "contract":
                found[int(date[:4])] = found.get(int(date[:4]), 0) + work.result.kiky
        return found


def _months(over: Interval) -> tuple[str, str]:
    return over.first[:7], over.last[:7]
