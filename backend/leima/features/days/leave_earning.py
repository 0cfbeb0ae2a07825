"""Annual holidays earned: each full month's days to their earning year, posted when the month has ended.

Everything is posted by difference, so that a change dated back earns what ended months lack, and one taken back takes
it back; what a closed month lacks stands in the open one and names what it corrects. What somebody else has told is
never earned twice: an opening says what was earned until its date, an accrual by hand stands in for the last months
up to its own. A part of a day is given as a whole one when the year, or the employment, has ended.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.agreements.terms import agreements
from leima.features.days.leave_facts import ANNUAL, Known, LeaveFacts, Worked
from leima.features.days.leave_lapsing import lapse_again
from leima.features.kiky.year_end import stopping_on
from leima.features.ledger import store as ledger
from leima.features.ledger.acts import open_date
from leima.features.ledger.reasons import BY_AGREEMENT, working_of
from leima.features.months.store import NEVER, months_of
from leima.rules.leave.counting import DAY
from leima.rules.leave.earning import Earned, Month, earn, extra_days, last_of, months_in, year_of
from leima.rules.leave.rules import LeaveRules, rules_on
from leima.rules.zone import next_date

ROUNDED, EXTRA = "leave_rounded", "leave_extra"
OPENED, BEFORE, BY_HAND = "leave_month_opened", "leave_month_before", "leave_month_by_hand"
UNKNOWN = "leave_length_unknown"


@dataclass(frozen=True)
class Judged:
    """A month of an earning year, or what its end adds: hundredths of days, and how they were worked out."""

    month: str
    date: str
    """The date on which it earns."""
    amount: int
    rule: str
    params: Mapping[str, Any]
    source: str | None
    days_at_work: int = 0
    minutes: int = 0
    as_work: int = 0
    rate: float = 0
    ended: bool = True

    @property
    def part(self) -> str:
        """What tells its lines from others of the same month."""
        return self.rule if self.rule in (ROUNDED, EXTRA) else "month"


class _Told(NamedTuple):
    date: str
    amount: int
    kind: str
    source: str
    why: str


@dataclass(frozen=True)
class Year:
    """An earning year judged month by month, with what is posted of it already."""

    earning_year: int
    months: tuple[Judged, ...]
    ends: tuple[Judged, ...]
    told: tuple[_Told, ...]
    worked: Worked
    agreement: str
    rules: tuple[LeaveRules, ...] = ()
    over: str = ""
    """The date on which the year, or the employment, has ended; empty while it goes on."""


def year_on(date: str) -> int:
    """The earning year that a date belongs to."""
    return int(date[:4]) + (date[5:] > "03-31")


def earn_leave(tx: Tx, people: list[str], date: str) -> None:
    """At the end of a date: a month that has ended for everyone, and employment that has for those who leave."""
    if not agreements(tx):
        return
    known: Known = {}
    month_ended = next_date(date).endswith("-01")
    for person in people if month_ended else stopping_on(tx, people, date):
        _post(tx, LeaveFacts(tx, person, known), year_on(date), date)


def earn_leave_again(tx: Tx, person: str, dates: set[str], *, over: bool) -> None:
    """After days of months that have ended were worked out again. `over`: an employment may have ended."""
    if tx.cache.told_leave.pop(person, False):
        earn_leave_back(tx, [person])
        return
    now, late = today(tx), dates - tx.cache.ending.keys()
    years = sorted({year_on(date) for date in late if over or date[:7] < now[:7]})
    if years and agreements(tx):
        facts = LeaveFacts(tx, person, {})
        for year in years:
            _post(tx, facts, year, next_date(now, -1))
    if tx.cache.took_leave.pop(person, False) or years:
        lapse_again(tx, [person])


def earn_leave_back(tx: Tx, people: list[str]) -> None:
    """After a change of agreements, contracts, openings or the date from which balances count: every ended month."""
    known: Known = {}
    for person in people if people and agreements(tx) else ():
        facts = LeaveFacts(tx, person, known)
        now = today(tx)
        earned = set(range(year_on(facts.counts_from), year_on(now) + 1)) if facts.counts_from < now else set()
        for year in sorted(earned | _years_posted(tx, person)):
            _post(tx, facts, year, next_date(now, -1))
    lapse_again(tx, people)


def judge(tx: Tx, facts: LeaveFacts, earning_year: int, through: str) -> Year:
    """An earning year of a person by what is known through a date."""
    first, last = year_of(earning_year)
    told = tuple(_told(tx, facts.person, earning_year))
    rules = facts.rules(first, last)
    name = facts.agreement(first, min(last, through)) or facts.agreement(first, last)
    if not rules or facts.counts_from >= NEVER:
        return Year(earning_year, (), (), told, Worked(), name)
    worked = facts.worked(earning_year, through, rules)
    if rules_on(rules, last).later is None or rules_on(rules, last).first_year is None:
        source = rules_on(rules, last).source("leave_length")
        unknown = [_unknown(month, through, name, source) for month in months_in(earning_year)]
        return Year(earning_year, tuple(unknown), (), told, worked, name, tuple(rules))
    over = _over(facts, first, last, through)
    as_of = max(through, last_of(over[:7])) if over else through
    earned = earn(facts.employments, worked.months(), earning_year, rules, as_of=as_of)
    months = _months(facts, earned, told, through, over)
    over = over or (last if last <= through else "")
    ends = _ends(months, earned, told, rules_on(rules, last), over) if over else ()
    return Year(earning_year, tuple(months), tuple(ends), told, worked, name, tuple(rules), over)


def _over(facts: LeaveFacts, first: str, last: str, through: str) -> str:
    """The last date of employment, when it has ended within the earning year and by a date; else empty."""
    held = [one for one in facts.terms if one.from_ <= last and (one.until or last) >= first]
    ends = max((one.until or "9999-12-31" for one in held), default="")
    return ends if ends <= min(last, through) and facts.terms_on(next_date(ends or last)) is None else ""


def _unknown(month: str, through: str, agreement: str, source: str | None) -> Judged:
    params = {"value": agreement}
    return Judged(month, last_of(month), 0, UNKNOWN, params, source, ended=last_of(month) <= through)


def _months(facts: LeaveFacts, earned: Earned, told: Sequence[_Told], through: str, over: str) -> list[Judged]:
    opened = max((one.date for one in told if one.kind == "opening"), default="")
    months = []
    for one in earned.by_month:
        last = last_of(one.month)
        on = min(last, over) if over and one.month == over[:7] else last
        made = _judged(one, on, earned.rate, ended=on <= through)
        if last < facts.counts_from:
            made = _without(made, BEFORE, {"date": facts.counts_from})
        elif opened >= last:
            made = _without(made, OPENED, {"date": opened})
        months.append(made)
    return _less_by_hand(months, told)


def _judged(one: Month, on: str, rate: float, *, ended: bool) -> Judged:
    return Judged(
        month=one.month,
        date=on,
        amount=round(one.days * DAY),
        rule=one.why,
        params=one.params,
        source=one.source,
        days_at_work=one.days_at_work - one.counted_as_work,
        minutes=one.minutes,
        as_work=one.counted_as_work,
        rate=rate,
        ended=ended,
    )


def _without(one: Judged, rule: str, params: Mapping[str, Any], amount: int = 0) -> Judged:
    return replace(one, amount=amount, rule=rule, params=params, source=None)


def _less_by_hand(months: list[Judged], told: Sequence[_Told]) -> list[Judged]:
    """The months without what accruals by hand have given: those take the place of the latest months up to theirs."""
    given = [one for one in told if one.kind == "accrual" and one.source != BY_AGREEMENT]
    left, latest = sum(one.amount for one in given), max((one.date for one in given), default="")
    found = []
    for one in reversed(months):
        taken = min(left, one.amount) if one.month <= latest[:7] else 0
        if taken > 0:
            left -= taken
            one = _without(one, BY_HAND, {"date": latest, "days": taken / DAY}, one.amount - taken)
        found.append(one)
    return found[::-1]


def _ends(
    months: Sequence[Judged], earned: Earned, told: Sequence[_Told], rules: LeaveRules, date: str
) -> list[Judged]:
    """What the end of the year, or of employment, adds: the part of a day that is missing from a whole one, and the
    days that fill up what sickness has lost."""
    others = sum(one.amount for one in told if one.source != BY_AGREEMENT)
    total = sum(one.amount for one in months) + others
    if not any(one.amount for one in months) and not earned.extra:
        return []
    rounded = -total % DAY
    extra = min(earned.extra, extra_days((total + rounded) // DAY, earned.extra, rules))
    ends = [
        (ROUNDED, rounded, {"days": (total + rounded) // DAY}, "leave_length"),
        (EXTRA, extra * DAY, {"days": extra, "least": rules.fill_up}, "leave_extra"),
    ]
    return [Judged(date[:7], date, amount, rule, p, rules.source(key)) for rule, amount, p, key in ends if amount]


def _post(tx: Tx, facts: LeaveFacts, earning_year: int, through: str) -> None:
    """Posts what a year lacks of what it has earned by the end of a date; nothing once days of it were removed."""
    if year_of(earning_year)[0] < months_of(tx, facts.person).facts_from:
        return
    year = judge(tx, facts, earning_year, through)
    wanted = {(one.month, one.part): one for one in (*year.months, *year.ends) if one.amount and one.ended}
    posted: dict[tuple[str, str], list[_Told]] = {}
    for line in year.told:
        if line.source == BY_AGREEMENT:
            why = working_of(line.source, line.why)
            posted.setdefault((str(why["month"]), str(why.get("part", "month"))), []).append(line)
    keys = [key for key in sorted({*wanted, *posted}) if key in wanted or key[0] <= through[:7]]
    lines = [_missing(tx, facts.person, year, key, wanted.get(key), posted.get(key, [])) for key in keys]
    ledger.post_worked_out(tx, [line for line in lines if line is not None])


def _missing(
    tx: Tx, person: str, year: Year, key: tuple[str, str], wanted: Judged | None, lines: Sequence[_Told]
) -> tuple[str, ledger.NewPosting, Mapping[str, Any]] | None:
    """What a part of a year lacks, as an id, a line and its working; None when it lacks nothing."""
    amount = (wanted.amount if wanted else 0) - sum(line.amount for line in lines)
    if not amount:
        return None
    month, part = key
    judged = wanted or next((one for one in year.months if one.month == month), None)
    date = judged.date if judged is not None else last_of(month)
    on = open_date(tx, person, date)
    own = f"leima:{tx.org}:{person}:{ANNUAL}:{year.earning_year}:{month}:{part}"
    id = str(uuid5(NAMESPACE_URL, own + (f":{len(lines)}" if lines else "")))
    why: dict[str, Any] = {"month": month, "part": part, "agreement": year.agreement, "changed": bool(lines)}
    why |= working(judged) if judged is not None else {}
    corrects = f"{person}:{date}" if on != date else None
    given = (person, ANNUAL, year.earning_year, on, "accrual", amount, "", BY_AGREEMENT)
    return id, ledger.NewPosting(*given, corrects=corrects), why


def working(one: Judged) -> dict[str, object]:
    """How a month was judged, as its line keeps it."""
    return {
        "rule": one.rule,
        "params": dict(one.params),
        "source": one.source,
        "days_at_work": one.days_at_work,
        "as_work": one.as_work,
        "minutes": one.minutes,
        "rate": one.rate,
    }


def _told(tx: Tx, person: str, earning_year: int) -> list[_Told]:
    """What the ledger says of an earning year's days that were earned, in order."""
    return tx.rows(
        _Told,
        "SELECT date, amount, kind, source, why FROM posting WHERE org=:org AND person=:person AND account=:account"
        " AND year=:year AND kind IN ('opening', 'accrual') ORDER BY date, at, id",
        org=tx.org,
        person=person,
        account=ANNUAL,
        year=earning_year,
    )


def _years_posted(tx: Tx, person: str) -> set[int]:
    """The earning years to which an agreement has given days."""
    years = tx.values(
        int,
        "SELECT DISTINCT year FROM posting WHERE org=:org AND person=:person AND account=:account AND source=:source",
        org=tx.org,
        person=person,
        account=ANNUAL,
        source=BY_AGREEMENT,
    )
    return set(years)
