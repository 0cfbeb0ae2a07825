"""A person's days worked out for pay: day by day, then week by week or period by period, then supplements and rest."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from leima.rules.calendar import calendar_days
from leima.rules.day import day, kiky_of
from leima.rules.pay.classes import CLASSES, DayWork, by_class, day_work
from leima.rules.pay.midweek import HolidayPay, midweek_pay
from leima.rules.pay.periods import period_of, rule_date, weeks
from leima.rules.pay.rates import Rates, rates
from leima.rules.pay.rest import daily_rest, extra_break, monday_of, weekly_rest
from leima.rules.pay.supplements import Raise, raises
from leima.rules.pay.week import Tested, over_period, over_week
from leima.rules.plan import plan
from leima.rules.resolve import PERIOD_FORM, Contract, resolve, starts
from leima.rules.rows import Agreement, chain_of
from leima.rules.spans import Stretch, overlap, union
from leima.rules.terms import Absence, CalendarDay, DayPlan, DayResult, Entry, Finding, Line, Mark, Order, Punch, Terms
from leima.rules.zone import near_instant, next_date

AROUND = 36 * 60
"""Minutes of facts on both sides of a day that its result may depend on."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything known about one person between two dates. `period_start`: the first day of some work period;
    `service`: working days and whole months in employment before `first`."""

    person: str
    contracts: tuple[Contract, ...]
    agreements: Mapping[str, Agreement]
    first: str
    last: str
    as_of: int
    zone: str = "Europe/Helsinki"
    punches: tuple[Punch, ...] = ()
    entries: tuple[Entry, ...] = ()
    absences: tuple[Absence, ...] = ()
    marks: tuple[Mark, ...] = ()
    orders: tuple[Order, ...] = ()
    kiky_left: int | None = None
    period_start: str | None = None
    period_weeks: int = 0
    service: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Pay:
    """What the days come to: days with classes, week and period tests, supplements, holiday pay, findings by date."""

    days: tuple[DayWork, ...]
    tests: tuple[Tested, ...]
    raises: tuple[Raise, ...]
    holidays: tuple[HolidayPay, ...]
    findings: tuple[tuple[str, Finding], ...]
    kiky_left: int | None
    lines: tuple[Line, ...] = field(default=())


class Book:
    """Terms and rates by date, looked up once. Raises UnknownAgreement."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.all_terms = resolve(facts.person, facts.contracts, facts.agreements, facts.zone)
        self.starts: dict[int, list[str]] = {}
        self.known: dict[tuple[int, str], Rates] = {}

    def terms(self, date: str) -> Terms | None:
        return next((one for one in self.all_terms if _holds(one, date)), None)

    def rates(self, date: str) -> Rates | None:
        number = next((at for at, one in enumerate(self.facts.contracts) if _holds(one, date)), None)
        return None if number is None else self._of_stretch(number, date)

    def _of_stretch(self, number: int, date: str) -> Rates:
        """The rates of the contract's stretch that the date is in: they are the same on each of its dates."""
        contract, agreements = self.facts.contracts[number], self.facts.agreements
        if number not in self.starts:
            self.starts[number] = starts(contract, chain_of(contract.variant or contract.agreement, agreements))
        since = self.starts[number][bisect_right(self.starts[number], date) - 1]
        if (number, since) not in self.known:
            self.known[number, since] = rates(contract, agreements, since)
        return self.known[number, since]


def work_out(facts: Facts) -> Pay:
    """Everything from the facts; the same facts in any order give the same. Raises UnknownAgreement."""
    book = Book(facts)
    days, left = _days(facts, book, _calendar(facts))
    return pay_of(facts, book, days, left)


def pay_of(facts: Facts, book: Book, days: list[DayWork], left: int | None) -> Pay:
    """The pay of days that are worked out already, such as stored ones; of the facts only dates and contracts count."""
    calendar = _calendar(facts)
    tests, days = with_tests(facts, book, days)
    named = {one.date: one for one in calendar}
    paid = [one for work in days if (on := book.rates(work.plan.date)) for one in raises(work, on, named)]
    done = {one.plan.date: one.result.worked for one in days}
    holidays = midweek_pay(
        book.terms, book.rates, calendar, facts.first, facts.last, facts.service, lambda date: done.get(date, 0)
    )
    found = _findings(facts, book, days)
    return Pay(tuple(days), tuple(tests), tuple(paid), tuple(holidays), found, left, pay_lines(days, paid))


def with_tests(facts: Facts, book: Book, days: Sequence[DayWork]) -> tuple[list[Tested], list[DayWork]]:
    """The tests of the days' weeks and periods, and the days with the classes that these give them."""
    tests = _tests(facts, book, days)
    swapped = {one.plan.date: one for test in tests for one in test.days}
    return tests, [swapped.get(one.plan.date, one) for one in days]


def _calendar(facts: Facts) -> list[CalendarDay]:
    return list(calendar_days(int(facts.first[:4]) - 1, int(facts.last[:4]) + 1))


def pay_lines(days: Sequence[DayWork], paid: Sequence[Raise]) -> tuple[Line, ...]:
    """The classes of pay as lines that add up to all worked minutes, kiky included; supplements move no minute."""
    sums = by_class(days)
    lines = [Line(f"pay_{kind}", sums[kind], {}, _source(days, kind)) for kind in CLASSES if kind in sums]
    for name, percent in sorted({(one.name, one.percent) for one in paid}):
        same = [one for one in paid if (one.name, one.percent) == (name, percent)]
        length = sum(one.minutes for one in same)
        lines.append(Line(name, 0, {"length": length, "percent": percent}, same[0].source))
    return (*lines, Line("pay_worked", sum(sums.values()), {}, None, True))


def _source(days: Sequence[DayWork], kind: str) -> str | None:
    key = {"overtime50": "overtime", "overtime100": "overtime", "flex": "flex", "kiky": "kiky"}.get(kind, "weekdays")
    return next((day.plan.sources[key] for day in days if key in day.plan.sources), None)


def _holds(one: Terms | Contract, date: str) -> bool:
    return one.from_ <= date and (one.until is None or date <= one.until)


def dates(first: str, last: str) -> list[str]:
    """Every date from first to last."""
    found = []
    while first <= last:
        found.append(first)
        first = next_date(first)
    return found


def _days(facts: Facts, book: Book, calendar: Sequence[CalendarDay]) -> tuple[list[DayWork], int | None]:
    """Each day that has terms, with what is left of kiky carried from day to day. A mark's kiky is its own date's: the
    dates beside do not count it again."""
    left = facts.kiky_left
    worked: dict[str, tuple[DayPlan, DayResult]] = {}
    marked = {one.date for one in facts.marks if one.start is not None}
    for date in dates(next_date(facts.first, -1), next_date(facts.last)):
        before = kiky_of(worked[eve][1]) if (eve := next_date(date, -1)) in marked and eve in worked else ()
        one = _day(facts, book, calendar, date, left, before)
        if one is None or (not facts.first <= date <= facts.last and date not in marked):
            continue
        worked[date] = one
        if facts.first <= date <= facts.last and left is not None and _owes(one[0]):
            left -= one[1].kiky
    found = []
    for date, (made, result) in worked.items():
        after = worked.get(next_date(date)) if next_date(date) in marked else None
        if after is not None and overlap(union(_presence(result)), union(kiky_of(after[1]))):
            before = kiky_of(worked[eve][1]) if (eve := next_date(date, -1)) in marked and eve in worked else ()
            owed = made.kiky.left if made.kiky is not None else None
            again = _day(facts, book, calendar, date, owed, before, kiky_of(after[1]))
            made, result = again or (made, result)
        if facts.first <= date <= facts.last:
            found.append(day_work(made, result))
    return found, left


def _owes(made: DayPlan) -> bool:
    return made.kiky is not None and made.kiky.accounted == "obligation"


def _presence(result: DayResult) -> list[Stretch]:
    return [(span.start, span.end) for span in result.spans if span.entry]


def _day(
    facts: Facts,
    book: Book,
    calendar: Sequence[CalendarDay],
    date: str,
    left: int | None,
    before: Sequence[Stretch],
    after: Sequence[Stretch] = (),
) -> tuple[DayPlan, DayResult] | None:
    """A date's plan and result; `left` is what is owed before it, `before` and `after` the kiky of the dates beside."""
    terms = book.terms(date)
    if terms is None:
        return None
    made = plan(terms, calendar, facts.absences, facts.marks, date, left, facts.orders)
    low, high = made.start - AROUND, made.end + AROUND
    punches = [one for one in facts.punches if low <= one.at <= high]
    entries = [one for one in facts.entries if one.start <= high and (one.end or one.start) >= low]
    return made, day(made, punches, entries, facts.as_of, True, None, before, after)


def _tests(facts: Facts, book: Book, days: Sequence[DayWork]) -> list[Tested]:
    """Each ISO week, or each period of period work, against its line; one rule for the whole of it."""
    groups: dict[tuple[str, str], list[DayWork]] = {}
    for one in days:
        groups.setdefault(_group(facts, book, one), []).append(one)
    found = []
    for (first, last), members in sorted(groups.items()):
        changes = [terms.from_ for terms in book.all_terms]
        on = rule_date(first, last, changes)
        at = book.rates(on) or book.rates(members[0].plan.date)
        if at is None:
            continue
        tested = over_test(members, at, facts.period_weeks or weeks(first, last))
        if tested is not None:
            found.append(tested)
    return found


def over_test(days: Sequence[DayWork], at: Rates, length: int) -> Tested | None:
    """The overtime of one week, or of one work period of `length` weeks; None where no line is known for it."""
    if at.form != PERIOD_FORM:
        return over_week(days, at)
    rule = next((one for one in at.period_work if one.weeks == length), None)
    return None if rule is None else over_period(days, rule, at)


def _group(facts: Facts, book: Book, one: DayWork) -> tuple[str, str]:
    date = one.plan.date
    if one.plan.form == PERIOD_FORM and facts.period_start is not None and facts.period_weeks:
        return period_of(date, facts.period_start, facts.period_weeks)
    return tested_with(book.terms(date), date)


def tested_with(terms: Terms | None, date: str) -> tuple[str, str]:
    """The first and last date of what a date's overtime is tested with: its work period, or else its ISO week."""
    if terms is not None and terms.period is not None:
        return period_of(date, terms.period.start, terms.period.weeks)
    monday = monday_of(date)
    return monday, next_date(monday, 6)


def _findings(facts: Facts, book: Book, days: Sequence[DayWork]) -> tuple[tuple[str, Finding], ...]:
    """The days' own findings, then rest and breaks."""
    found = [(day.plan.date, one) for day in days for one in day.result.findings]
    for work in days:
        at = book.rates(work.plan.date)
        if at is not None and at.break_extra is not None and work.result.status == "done":
            found += [(work.plan.date, one) for one in extra_break(work, at.break_extra)]
    at = book.rates(facts.first)
    if at is not None and at.rest is not None and at.form != "exempt":
        found += daily_rest(days, at.rest)
        mondays = [date for date in dates(facts.first, next_date(facts.last, -6)) if monday_of(date) == date]
        ended = [date for date in mondays if near_instant(facts.zone, next_date(date, 7)) <= facts.as_of]
        found += weekly_rest(days, ended, at.rest)
    return tuple(found)
