"""What a person's earning year of annual holidays is judged by: employment, the rules in force, and what was done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from leima.db.site import zone
from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements.terms import agreements, parse_terms
from leima.features.days.gather import usual_plan
from leima.features.days.late_facts import by_facts, corrected
from leima.features.days.stored_facts import named_in_week
from leima.features.days.stored_hours import Body, BodySpan, StoredHours, bodies, hours_between
from leima.features.months.store import months_of
from leima.rules.leave.counting import uses_on
from leima.rules.leave.done import Absent, months_done
from leima.rules.leave.earning import Done, Employment, dates_at_work, year_of
from leima.rules.leave.leave import HOLIDAYS
from leima.rules.leave.rules import LeaveRules, rules_between, rules_on
from leima.rules.plan import scheduled_minutes
from leima.rules.rows import UnknownAgreement, chain_of
from leima.rules.terms import Terms
from leima.rules.zone import near_instant, next_date

ANNUAL = "annual_holiday"
_FOREVER = "9999-12-31"
Key = tuple[str, str, str, str]
Known = dict[Key, list[LeaveRules]]
"""Rules by agreement, form and dates: people of the same agreement share them."""


class _Away(NamedTuple):
    from_date: str
    until_date: str
    kind: str


@dataclass
class Worked:
    """Local dates at work, minutes worked by date, and the kind and length of each date of absence."""

    at_work: set[str] = field(default_factory=set)
    minutes: dict[str, int] = field(default_factory=dict)
    absent: dict[str, Absent] = field(default_factory=dict)

    def months(self) -> list[Done]:
        """Month by month."""
        return months_done(self.at_work, self.minutes, self.absent)


def _invoices(terms: Terms) -> bool:
    """Whether the contract is a contractor's, who is not employed and earns no leave."""
    return bool(terms.travel) and terms.travel[-1].payee == "contractor"


@lru_cache(maxsize=16384)
def _bounds(zone: str, date: str) -> tuple[int, int]:
    """The epoch minutes at which a date begins and ends."""
    return near_instant(zone, date), near_instant(zone, next_date(date))


class LeaveFacts:
    """The terms of one person's employments, read once, and what they did in an earning year."""

    def __init__(self, tx: Tx, person: str, known: Known) -> None:
        """`known` is filled with the rules that are read."""
        self._tx, self.person, self._known, self._zone = tx, person, known, zone(tx)
        rows = [row for row in agreement_store.terms_of(tx, person) if not row.deleted]
        terms = sorted((parse_terms(row.body) for row in rows), key=lambda one: one.from_)
        self.terms = [one for one in terms if not _invoices(one)]
        self.counts_from = months_of(tx, person).counts_from

    @property
    def employments(self) -> list[Employment]:
        """Each stretch of terms: those that follow each other without a gap are one employment."""
        return [Employment(one.from_, one.until, one.weekdays) for one in self.terms]

    def terms_on(self, date: str) -> Terms | None:
        """The terms in force on a date."""
        for one in self.terms:
            if one.from_ <= date and (one.until is None or date <= one.until):
                return one
        return None

    def agreement(self, first: str, last: str) -> str:
        """The name of the last agreement that holds between two dates."""
        held = [one.agreement for one in self._within(first, last)]
        found = agreements(self._tx).get(held[-1]) if held else None
        return found.name if found is not None else "".join(held[-1:])

    def rules(self, first: str, last: str) -> list[LeaveRules]:
        """The rules of leave between two dates, of one agreement after another; empty where one has none."""
        found = list[LeaveRules]()
        for one in self._within(first, last):
            said = self._said(one, first, last)
            if not said:
                return []
            begins, ends = max(one.from_, first), min(one.until or last, last)
            later = [rules for rules in said if begins < rules.from_ <= ends]
            found += [replace(rules_on(said, begins), from_=begins), *later]
        return found

    def _within(self, first: str, last: str) -> list[Terms]:
        return [one for one in self.terms if one.from_ <= last and (one.until or _FOREVER) >= first]

    def _said(self, terms: Terms, first: str, last: str) -> list[LeaveRules]:
        key = (terms.agreement, terms.form, first, last)
        if key not in self._known:
            try:
                chain = chain_of(terms.agreement, agreements(self._tx))
            except UnknownAgreement:
                chain = []
            self._known[key] = rules_between(chain, terms.form, first, last) if chain else []
        return self._known[key]

    def worked(self, earning_year: int, through: str, rules: Sequence[LeaveRules]) -> Worked:
        """What was done in an earning year through a date, from the date on which balances begin to count.

        A closed day counts as it is frozen, but for what has been approved since: then it counts by its facts. In the
        month in which balances begin to count, the days before count as the contract has them.
        """
        first, last = year_of(earning_year)
        first, last = max(first, self.counts_from), min(last, through)
        found = Worked()
        if first > last:
            return found
        self._before(found, first)
        late = {date: self._by_facts(date) for date in self._corrected(first, last)}
        stored = hours_between(self._tx, self.person, next_date(first, -1), last)
        whole = self._of_one_date(found, [row for row in stored if row.date not in late], first, last)
        self._count(found, {**bodies(self._tx, self.person, whole), **late}, first, last)
        self._absences(found, first, last, rules)
        return found

    def _corrected(self, first: str, last: str) -> list[str]:
        """Closed dates that count by their facts."""
        closed = months_of(self._tx, self.person).closed_through
        return corrected(self._tx, self.person, first, last) if first[:7] <= closed else []

    def _by_facts(self, date: str) -> Body:
        result = by_facts(self._tx, self.person, date)
        spans = [BodySpan(one.start, one.end, one.kind) for one in result.spans] if result else []
        return Body(spans, result.worked, result.kiky) if result else Body()

    def _of_one_date(self, found: Worked, stored: Sequence[StoredHours], first: str, last: str) -> list[str]:
        """Counts the days whose hours lie on their own date; returns the others."""
        others, at_work, minutes = list[str](), found.at_work, found.minutes
        employed = any(one.from_ <= first and last <= (one.until or _FOREVER) for one in self.terms)
        zone = self._zone
        for date, worked, begins, ends in stored:
            if worked is None:
                others.append(date)
                continue
            if begins is not None and ends is not None:
                low, high = _bounds(zone, date)
                if begins < low or ends > high:
                    others.append(date)
                    continue
            if date >= first:
                if begins is not None and (employed or self.terms_on(date)):
                    at_work.add(date)
                if worked:
                    minutes[date] = worked
        return others

    def _count(self, found: Worked, days: Mapping[str, Body], first: str, last: str) -> None:
        for date, day in days.items():
            if (day.worked or day.kiky) and date >= first:
                found.minutes[date] = day.worked + day.kiky
            spans = [(one.start, one.end) for one in day.spans if one.kind != "break" and one.end > one.start]
            for one in dates_at_work(spans, self._zone):
                if first <= one <= last and self.terms_on(one):
                    found.at_work.add(one)

    def _before(self, found: Worked, first: str) -> None:
        """The days of the month before balances begin to count, as the contract has them."""
        date = f"{first[:7]}-01" if first == self.counts_from else first
        while date < first:
            if (length := self._length(date)) > 0:
                found.at_work.add(date)
                found.minutes[date] = length
            date = next_date(date)

    def _length(self, date: str) -> int:
        terms = self.terms_on(date)
        if terms is None:
            return 0
        if not named_in_week(date):
            return scheduled_minutes(terms, date)
        plan = usual_plan(terms, date)
        return plan.scheduled - plan.holiday_cut

    def _absences(self, found: Worked, first: str, last: str, rules: Sequence[LeaveRules]) -> None:
        rows = self._tx.rows(
            _Away,
            "SELECT from_date, until_date, kind FROM absence WHERE org=:org AND person=:person AND from_date <= :last"
            " AND until_date >= :first AND NOT deleted ORDER BY from_date, id",
            org=self._tx.org,
            person=self.person,
            first=first,
            last=last,
        )
        for row in rows:
            date, kind = max(row.from_date, first), ANNUAL if row.kind in HOLIDAYS else row.kind
            while date <= min(row.until_date, last):
                if date not in found.at_work and self.terms_on(date):
                    length = self._length(date)
                    if length > 0 or (kind == ANNUAL and uses_on(date, rules_on(rules, date), named_in_week(date))):
                        found.absent.setdefault(date, (kind, max(0, length)))
                date = next_date(date)
