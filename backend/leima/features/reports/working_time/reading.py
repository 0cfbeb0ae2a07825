"""What is read of one person for a report: the standings, the days as they stand with their pay, the ledger, words."""

import json
from typing import Any

from leima.db.site import today, zone
from leima.db.tables.ledger import Posting
from leima.db.tables.months import MonthCorrection
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.absences.privacy import knows_kinds
from leima.features.balances.standing import standing
from leima.features.days import store as days
from leima.features.days.gather import MINUTE
from leima.features.days.recompute import dates_between
from leima.features.ledger import store as ledger
from leima.features.months import corrections
from leima.features.pay.overtime import whole_tests, works
from leima.features.pay.weeks import paid
from leima.features.reports import store
from leima.features.reports.interval import Interval
from leima.features.reports.working_time.away import without_kinds
from leima.features.reports.working_time.cells import Cells, cells, outside_cells
from leima.rules.terms import DayResult
from leima.rules.zone import local_date, near_instant, next_date


class Reading:
    """One person between two dates. Stored results are taken as they are, so a closed month shows what it was closed
    at; the day that still runs is worked out to this minute."""

    def __init__(self, tx: Tx, person: store.Reported, over: Interval, *, frozen: bool = True) -> None:
        """`frozen` false reads closed months as their stored days would come out now."""
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
        self._notes = self.notes()
        self._frozen = store.frozen(tx, person.id, over.first, over.until) if frozen else {}
        self.frozen_standing = store.frozen_standings(tx, [person.id], over.until).get(person.id) if frozen else None
        self._corrected = corrections.correcting(tx, person.id, over.first, over.until)
        self._counted = corrections.counted(tx, person.id, over.first, over.until)

    def day(self, date: str) -> Cells:
        """The date's cells: those of a closed month as they were frozen."""
        kept = self._frozen.get(date)
        if kept is not None:
            return kept
        row = self._stored.get(date)
        if date not in self.pay.days and row is not None and row.body != "{}":
            result = DayResult.from_json(json.loads(row.body))
            return outside_cells(result, self.zone, self._notes.get(date, ()))
        return cells(self.pay, date, self.zone, self.absences, self._notes.get(date, ()))

    def corrected_on(self, date: str) -> list[MonthCorrection]:
        """The corrections of a closed date that count later."""
        return [row for row in self._corrected if row.corrects == date]

    def counted_on(self, date: str) -> list[MonthCorrection]:
        """The corrections of closed days that count on a date."""
        return [row for row in self._counted if row.date == date]

    def corrections(self) -> list[dict[str, Any]]:
        """Each correction of a closed day that the interval holds, by the day or by the date on which it counts."""
        rows = {row.id: row for row in (*self._corrected, *self._counted)}
        return [
            self._correction_row(row) for row in sorted(rows.values(), key=lambda row: (row.corrects, row.at, row.id))
        ]

    def shown(self, minutes: dict[str, int]) -> dict[str, int]:
        """Minutes by cells as the one who asks may know them."""
        return minutes if self.knows_kinds else without_kinds(minutes)

    def _correction_row(self, row: MonthCorrection) -> dict[str, Any]:
        return {
            "date": row.corrects,
            "posted": row.date,
            "minutes": self.shown(json.loads(row.minutes)),
            "why": row.why,
            "by": person_name(self.tx, row.who),
        }

    def posted(self, date: str) -> int:
        """The flex minutes of a date that are in the balance."""
        if date == self.now or date in self.closing.late:
            work = self.pay.days.get(date)
            counts = date >= self.person.counts_from and work is not None
            return work.result.flex if work and counts and work.result.status in ("done", "open") else 0
        row = self._stored.get(date)
        return row.flex if row is not None and row.posted else 0

    def changes(self) -> dict[str, dict[str, int]]:
        """What the ledger and the days post, by date and account; flex and kiky of the days themselves aside."""
        found: dict[str, dict[str, int]] = {}
        lines: list[Posting | store.DayPosted] = [*self.postings, *self.day_postings]
        for row in lines:
            on = found.setdefault(row.date, {})
            on[row.account] = on.get(row.account, 0) + row.amount
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
            found[int(date[:4])] = found.get(int(date[:4]), 0) + int(self.day(date).get("extension", 0))
        return found


def _months(over: Interval) -> tuple[str, str]:
    return over.first[:7], over.last[:7]
