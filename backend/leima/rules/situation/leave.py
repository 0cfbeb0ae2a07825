"""The question `leave`: a described leave, read strictly, counted and taken from its earning years."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from typing import Any

from leima.rules.absence import KINDS
from leima.rules.calendar import calendar_days
from leima.rules.leave.counting import DAY, LeaveDay
from leima.rules.leave.holdings import Holding, bonus_cents
from leima.rules.leave.illness import Sick
from leima.rules.leave.leave import ANNUAL, WEEK, Away, Leave, Worked, number, work_out
from leima.rules.leave.rules import LeaveRules, rules_between, rules_on
from leima.rules.resolve import Contract
from leima.rules.rows import Agreement, UnknownAgreement, chain_of
from leima.rules.situation.given import Given, Refused
from leima.rules.situation.people import agreements, contracts

Answer = dict[str, Any]
LEAVE = (
    *("from", "to", "kind", "balances", "agreement", "form", "part", "workdays", "sick", "others", "before"),
    *("loose_before", "earned", "told_on", "on", "day_cents"),
)
YEAR = re.compile(r"(\d{4})(?:[-/\u2013](\d{4})|-03-31)?", re.ASCII)
MOST_DAYS = 1_100
"""No leave is longer, and no range of dates that a leave asks about."""
MOST_HELD = 3_650
"""More days of leave than this are a slip of the hand."""
MOST_CENTS = 10_000_000
FIRST_YEAR, LAST_YEAR = 1951, 2200


@dataclass(frozen=True)
class Agreed:
    """What a situation says of agreements and contracts, for questions that need no days."""

    known: Mapping[str, Agreement]
    contracts: Sequence[Contract] = field(default=())

    def contract(self, date: str) -> Contract | None:
        """The contract in force on a date, else the first one."""
        there = [one for one in self.contracts if one.from_ <= date <= (one.until or date)]
        return next(iter((*there, *self.contracts)), None)


def agreed_of(given: Given, tables: Mapping[str, Agreement]) -> Agreed:
    """The agreements and contracts of a situation; it need not have a contract."""
    known = agreements(given, tables)
    has = given.has("contract") or given.has("contracts")
    return Agreed(known, contracts(given, known) if has else ())


def rules_for(one: Given, agreed: Agreed, first: str, last: str) -> list[LeaveRules]:
    """The rules of leave between two dates: by the question's agreement, else by the contract's, else by law."""
    held = agreed.contract(first)
    key = one.text("agreement", (held.variant or held.agreement) if held else "law")
    form = one.text("form", held.form if held else "general")
    try:
        chain = chain_of(key, agreed.known)
    except UnknownAgreement as error:
        allowed = ", ".join(sorted(agreed.known))
        raise Refused(one.at("agreement"), "unknown_agreement", value=str(error.args[0]), allowed=allowed) from None
    found = rules_between(chain, form, first, last)
    if not found:
        raise Refused(one.at("agreement"), "leave_unknown", value=key)
    return found


def leave(one: Given, agreed: Agreed) -> Answer:
    """The answer to a described leave. Raises Refused, naming the field, for what cannot be as it is told."""
    told = leave_of(one)
    first = min([told.first, *(part.first for part in told.before)])
    last = max(told.last, told.on or told.last)
    dated = rules_for(one, agreed, first, last)
    calendar = calendar_days(int(first[:4]), int(last[:4]))
    return _answer(one, told, work_out(told, dated, calendar), rules_on(dated, told.first))


def leave_of(one: Given) -> Leave:
    """The leave that a question describes."""
    first, last = stretch(one, "from", "to")
    kind = one.choice("kind", tuple(KINDS), ANNUAL)
    leave = Leave(
        first=first,
        last=last,
        kind=kind,
        holdings=tuple(_holdings(one)),
        held_known=one.has("balances"),
        part=_part(one, kind),
        workdays=tuple(_weekdays(one)) if one.has("workdays") else WEEK,
        sick=tuple(Sick(*dates, _share(part)) for part, dates in _stretches(one, "sick", ("part",))),
        others=tuple(Away(*dates) for _, dates in _stretches(one, "others", ("kind",))),
        before=tuple(Away(*dates) for _, dates in _stretches(one, "before", ())),
        loose_before=_within(one, "loose_before", 0, MOST_DAYS),
        earned=_within(one, "earned", 0, MOST_HELD) if one.has("earned") else None,
        told_on=one.maybe_date("told_on"),
        on=one.maybe_date("on"),
    )
    _check_order(one, leave)
    return leave


def stretch(one: Given, start: str, end: str) -> tuple[str, str]:
    """Two dates of which the second is not before the first, and not endlessly later."""
    first, last = one.date(start), one.date(end)
    if last < first:
        raise Refused(one.at(end), "end_before_start", start=first, end=last)
    length = (Date.fromisoformat(last) - Date.fromisoformat(first)).days + 1
    if length > MOST_DAYS:
        raise Refused(one.at(end), "leave_too_long", days=length, most=MOST_DAYS)
    return first, last


def _stretches(one: Given, key: str, more: tuple[str, ...]) -> Iterator[tuple[Given, tuple[str, str]]]:
    for value, place in one.parts(key):
        part = Given(value, place, ("from", "to", *more))
        yield part, stretch(part, "from", "to")


def _check_order(one: Given, leave: Leave) -> None:
    """Earlier leaves end before this one begins and follow each other; the asked date is near enough."""
    before = ""
    for place, part in enumerate(leave.before):
        if part.first <= before:
            raise Refused(one.at(f"before[{place}].from"), "leave_before_overlap", start=part.first, other=before)
        before = part.last
    if before >= leave.first:
        raise Refused(one.at(f"before[{len(leave.before) - 1}].to"), "leave_before_late", end=before, start=leave.first)
    earliest = leave.before[0].first if leave.before else leave.first
    for key, date in (("before[0].from", earliest), ("on", leave.on)):
        if date is not None and abs((Date.fromisoformat(date) - Date.fromisoformat(leave.first)).days) > MOST_DAYS * 3:
            raise Refused(one.at(key), "leave_too_far", value=date, most=MOST_DAYS * 3)


def as_year(value: Any, place: str) -> int:
    """An earning year by the year it ends in: `2027`, `2026-2027` or `2027-03-31`."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    found = YEAR.fullmatch(text) if isinstance(text, str) else None
    year = int(found[2] or found[1]) if found else 0
    if found is None or not FIRST_YEAR <= year <= LAST_YEAR or (found[2] and int(found[1]) + 1 != year):
        raise Refused(place, "leave_bad_year", value=str(value)[:40])
    return year


def hundredths(one: Given, key: str, most: int) -> int:
    """Days in hundredths: not below nought, with at most two decimals."""
    exact = one.number(key) * DAY
    if exact < 0:
        raise Refused(one.at(key), "leave_negative")
    if exact > most * DAY:
        raise Refused(one.at(key), "leave_too_many", most=most)
    if abs(exact - round(exact)) > 1e-6:
        raise Refused(one.at(key), "too_many_decimals", most=2)
    return round(exact)


def _holdings(one: Given) -> Iterator[Holding]:
    seen = set()
    for value, place in one.parts("balances"):
        part = Given(value, place, ("earning_year", "days", "saved"))
        if not part.has("earning_year"):
            raise Refused(part.at("earning_year"), "missing")
        year, saved = as_year(part.value["earning_year"], part.at("earning_year")), part.truth("saved")
        if (year, saved) in seen:
            raise Refused(part.at("earning_year"), "leave_year_twice", value=str(year))
        seen.add((year, saved))
        yield Holding(year, hundredths(part, "days", MOST_HELD), saved)


def _part(one: Given, kind: str) -> int:
    """The share of each day, in hundredths; annual holiday is taken by whole days."""
    if not one.has("part"):
        return DAY
    if kind == ANNUAL:
        raise Refused(one.at("part"), "leave_part_annual")
    return _share(one)


def _share(one: Given) -> int:
    if not one.has("part"):
        return DAY
    share = hundredths(one, "part", 1)
    if not share:
        raise Refused(one.at("part"), "leave_part")
    return share


def _weekdays(one: Given) -> Iterator[int]:
    for value, place in one.parts("workdays"):
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 6:
            raise Refused(place, "leave_weekday")
        yield value


def _within(one: Given, key: str, default: int, most: int) -> int:
    found = one.whole(key, default)
    if found < 0:
        raise Refused(one.at(key), "leave_negative")
    if found > most:
        raise Refused(one.at(key), "leave_too_many", most=most)
    return found


def _answer(one: Given, told: Leave, worked: Worked, rules: LeaveRules) -> Answer:
    """The answer as docs/interpret.md tells it; earning years are written as the question wrote them."""
    written = {as_year(part["earning_year"], ""): part["earning_year"] for part, _ in one.parts("balances")}
    kind = KINDS[told.kind]
    found: Answer = {
        "days": number(worked.used),
        "by_year": [{"earning_year": written[part.earning_year], "days": number(part.days)} for part in worked.by_year],
        "left": [_held(part, written) for part in worked.left],
        "free": [{"date": day.date, "why": day.why, **_ruled(day)} for day in worked.days if day.why],
        "notice": worked.notice,
        "notice_at_least": worked.notice_at_least,
        "findings": [finding.to_json() for finding in worked.findings],
        "lines": [{"date": day.date, "days": number(day.uses), **_ruled(day)} for day in worked.days],
        "moves": [
            {"date": move.date, "earning_year": written[move.earning_year], "days": number(move.days), "is": move.is_}
            for move in worked.moves
        ],
        "summer": number(worked.summer),
        "winter": number(worked.winter),
        "waiting_days": worked.waiting_days,
        "moved": number(worked.moved),
        "account": kind.account,
        "target": kind.effect,
    }
    return found | (_bonus(one, worked, rules) if told.kind == ANNUAL else {})


def _held(one: Holding, written: Mapping[int, Any]) -> Answer:
    found: Answer = {"earning_year": written[one.earning_year], "days": number(one.days)}
    return found | ({"saved": True} if one.saved else {})


def _ruled(day: LeaveDay) -> Answer:
    return {"rule": day.rule, "params": dict(day.params), "source": day.source}


def _bonus(one: Given, worked: Worked, rules: LeaveRules) -> Answer:
    """What the days give to the account of the holiday bonus, where a day's pay is told and a bonus is agreed."""
    if not one.has("day_cents"):
        return {}
    cents = bonus_cents(worked.used, _within(one, "day_cents", 0, MOST_CENTS), rules)
    source = rules.source("leave_bonus")
    return {"bonus": {"account": "holiday_bonus", "cents": cents, "percent": rules.bonus_percent, "source": source}}
