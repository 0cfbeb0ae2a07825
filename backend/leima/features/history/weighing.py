"""What a file's lines are beside what is stored: new, there already, overlapping, or in a month that is closed."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, uuid5

from leima.db.site import local_date
from leima.db.tables.hours import Entry
from leima.db.tables.people import Person
from leima.db.tx import Tx
from leima.features.agreements.parsing.shapes import Problem
from leima.features.agreements.terms import terms_on
from leima.features.history import store
from leima.features.history.lines import Balance, Span
from leima.features.history.matching import By
from leima.features.history.schemas import HistoryBalance
from leima.features.hours.closed import closed_by_entry
from leima.features.importing.openings import opening
from leima.features.months.store import months_of
from leima.rules.locks import LOCKED

MINUTE = 60_000
DAY = 86_400_000


@dataclass
class Weighed:
    """One person's lines beside what is stored."""

    person: Person
    said: str
    by: By
    new: list[tuple[str, Span]] = field(default_factory=list)
    """With the id that the entry gets."""
    same: int = 0
    overlapping: list[int] = field(default_factory=list)
    balances: list[Balance] = field(default_factory=list)
    openings: list[HistoryBalance] = field(default_factory=list)


def entry_id(org: str, person: str, span: Span) -> str:
    """The id of the entry that a line makes: the same line makes no second one."""
    return str(uuid5(NAMESPACE_URL, f"leima:history:{org}:{person}:{span.start}:{span.end}"))


def weigh(
    tx: Tx, people: Mapping[str, tuple[Person, By]], spans: Sequence[Span], balances: Sequence[Balance]
) -> tuple[list[Weighed], list[Problem]]:
    """Each person's lines, and what is wrong with some: a line twice, one over another, a closed month, the future."""
    problems: list[Problem] = []
    by_person: dict[str, list[Span]] = defaultdict(list)
    for span in spans:
        by_person[span.said].append(span)
    found = []
    for said, (person, by) in people.items():
        one = Weighed(person, said, by)
        good = list(_apart(sorted(by_person[said], key=lambda span: (span.start, span.row)), problems))
        _beside(tx, one, list(_open(tx, person.id, good, problems)))
        _openings(tx, one, [line for line in balances if line.said == said], problems)
        found.append(one)
    return sorted(found, key=lambda one: (one.person.name, one.person.id)), problems


def _apart(spans: Iterable[Span], problems: list[Problem]) -> Iterator[Span]:
    """The spans without those that begin before another has ended. An empty one is no work."""
    before: Span | None = None
    for span in spans:
        if before is not None and span.start < before.end:
            same = (span.start, span.end) == (before.start, before.end)
            code = "line_twice" if same else "overlaps_line"
            problems.append(Problem(f"row {span.row}", _field(span), code, {"first": f"row {before.row}"}))
        elif span.end > span.start:
            before = span
            yield span


def _field(span: Span) -> str:
    return "date" if span.total else "start"


def _open(tx: Tx, person: str, spans: Iterable[Span], problems: list[Problem]) -> Iterator[Span]:
    """The spans of open months. A closed month is named once, by its first row."""
    months, told = months_of(tx, person), set()
    for span in spans:
        first, last = (local_date(tx, at * MINUTE) for at in (span.start, span.end))
        locked = next((date for date in (first, last) if months.of(date) in LOCKED), None)
        fields = {"start": span.start * MINUTE, "end": span.end * MINUTE}
        locked = locked or closed_by_entry(tx, person, None, fields)
        if span.end * MINUTE > tx.now:
            problems.append(Problem(f"row {span.row}", _field(span), "line_in_future"))
        elif locked is None:
            yield span
        elif locked[:7] not in told:
            told.add(locked[:7])
            month = {"month": f"{int(locked[5:7])}/{locked[:4]}"}
            problems.append(Problem(f"row {span.row}", _field(span), "month_closed", month))


def _beside(tx: Tx, one: Weighed, spans: Sequence[Span]) -> None:
    if not spans:
        return
    low, high = spans[0].start * MINUTE - DAY, spans[-1].end * MINUTE + DAY
    stored = store.entries(tx, one.person.id, low, high)
    ids = {entry.id for entry in stored}
    standing = _Standing(tx, [entry for entry in stored if not entry.deleted])
    for span in spans:
        id = entry_id(tx.org, one.person.id, span)
        if id in ids:
            one.same += 1
        elif standing.meets(span):
            one.overlapping.append(span.row)
        else:
            one.new.append((id, span))


class _Standing:
    """The work that is stored, in order of its beginning."""

    def __init__(self, tx: Tx, entries: Sequence[Entry]) -> None:
        self.tx = tx
        self.spans = [(one.start_at, one.start_at + DAY if one.end_at is None else one.end_at) for one in entries]
        self.dates = {local_date(tx, at) for span in self.spans for at in span}

    def meets(self, span: Span) -> bool:
        """Whether stored work overlaps with a span; with a day's total any work of its date does."""
        if span.total:
            return local_date(self.tx, span.start * MINUTE) in self.dates
        first = bisect_left(self.spans, (span.start * MINUTE - DAY, 0))
        last = bisect_left(self.spans, (span.end * MINUTE, 0))
        return any(end > span.start * MINUTE for _, end in self.spans[first:last])


def _openings(tx: Tx, one: Weighed, balances: Sequence[Balance], problems: list[Problem]) -> None:
    """Openings that differ from what stands; they are as of the day that balances count from."""
    told: set[str] = set()
    for line in balances:
        code = _why_not(tx, one.person, line, told)
        told.add(line.account)
        if code:
            field, params = line.account, {"date": one.person.counts_from, "value": line.account}
            field = "holiday" if field == "annual_holiday" else field
            problems.append(Problem(f"row {line.row}", field, code, params))
            continue
        before = opening(tx, one.person.id, line.account, year_of(line))
        if before != line.amount:
            one.balances.append(line)
            one.openings.append(HistoryBalance(line.account, line.date, before, line.amount))


def year_of(line: Balance) -> int:
    """The year of the account that a balance is of; 0 for one that is not kept by the year."""
    return int(line.date[:4]) if line.account == "kiky" else 0


def _why_not(tx: Tx, person: Person, line: Balance, told: set[str]) -> str:
    if line.account in told:
        return "opening_twice"
    if line.date != person.counts_from:
        return "opening_date"
    if months_of(tx, person.id).of(line.date) in LOCKED:
        return "opening_closed"
    terms = terms_on(tx, person.id, line.date) if line.account == "flex" else None
    return "flex_without_flexitime" if terms is not None and terms.flex is None else ""
