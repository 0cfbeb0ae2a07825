"""What is read of one person for a report: the standings, the days as they stand with their pay, the ledger, words."""

from leima.db.site import today, zone
from leima.db.tx import Row, Tx
from leima.features.balances import store as ledger
from leima.features.days import store as days
from leima.features.days.balances import standing
from leima.features.days.gather import MINUTE
from leima.features.days.settle import dates_between
from leima.features.days.tested import whole_tests, works
from leima.features.reports import store
from leima.features.reports.away import knows_kinds
from leima.features.reports.interval import Interval
from leima.features.reports.pay import paid
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
        begins, ends = whole_tests(tx, person.id, over.first, over.until)
        self._stored = {row.date: row for row in days.results(tx, person.id, over.first, over.until)}
        self.pay = paid(tx, person.id, works(tx, person.id, begins, ends), begins, ends)

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
