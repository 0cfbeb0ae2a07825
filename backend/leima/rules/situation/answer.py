"""`interpret`: a described situation in, results and explanation out; both plain JSON."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from leima.rules.pay.classes import DayWork, by_class
from leima.rules.pay.rates import Rates, rates
from leima.rules.pay.work import Facts, Pay, work_out
from leima.rules.resolve import Contract, body_of, resolve
from leima.rules.rows import Agreement
from leima.rules.situation.accounts import QUESTIONS
from leima.rules.situation.accrual import ACCRUAL, Worked, accrual
from leima.rules.situation.days import ME, Told, days
from leima.rules.situation.given import Given, Refused, as_instant
from leima.rules.situation.leave import LEAVE, agreed_of, leave
from leima.rules.situation.money import money
from leima.rules.situation.people import agreements, contracts
from leima.rules.situation.trip import RECEIPT, TRIP, receipt, trip
from leima.rules.terms import Line
from leima.rules.travel.rates import Rates as TravelRates
from leima.rules.zone import local_date, next_date

FIELDS = (
    *("format", "zone", "agreements", "contract", "contracts", "from", "until", "as_of", "days", "kiky_left"),
    *("period", "service", "hourly_cents", "ask"),
)
Answer = dict[str, Any]
TravelQuestion = Callable[[Given, TravelRates], Answer]
TRAVEL: Mapping[str, tuple[TravelQuestion, tuple[str, ...]]] = {"trip": (trip, TRIP), "receipt": (receipt, RECEIPT)}
"""Questions about travel, which ask for no contract, each with the fields it takes."""
NO_RATES = TravelRates(())
OF_LEAVE = {"leave": LEAVE, "accrual": ACCRUAL}
"""Questions about leave, which need no contract, each with the fields it takes."""


def interpret(situation: Any, tables: Mapping[str, Agreement], travel: TravelRates = NO_RATES) -> Answer:
    """Work a situation out with the agreements of `tables` and its own, and with the rates of `travel`. Raises
    Refused, naming the field. One that asks about travel alone has no contract and no days.

    The JSON form of both is in docs/interpret.md.
    """
    given = Given(situation, "", FIELDS)
    asked = Given(given.value.get("ask") or {}, "ask", (*QUESTIONS, *TRAVEL, *OF_LEAVE))
    travelled = _travelled(asked, travel)
    alone = {*TRAVEL, *OF_LEAVE}
    if asked.value and set(given.value) <= {"format", "ask", "agreements"} and set(asked.value) <= alone:
        return {"format": 1, "answers": travelled | _of_leave(asked, given, tables, None)}
    facts = facts_of(given, tables)
    pay = work_out(facts)
    at = in_force(facts)
    answer = {
        "format": 1,
        "from": facts.first,
        "until": facts.last,
        "days": [_day(day) for day in pay.days],
        "weeks": [_test(one) for one in pay.tests],
        "totals": by_class(pay.days),
        "worked": sum(day.result.worked for day in pay.days),
        "target": sum(day.plan.target for day in pay.days),
        "flex": sum(day.result.flex for day in pay.days),
        "kiky": sum(day.result.kiky for day in pay.days),
        "kiky_left": pay.kiky_left,
        "supplements": _supplements(pay),
        "holiday_pay": [{"date": one.date, "name": one.name, "minutes": one.minutes} for one in pay.holidays],
        "pay": money(pay, facts, given.whole("hourly_cents") if given.has("hourly_cents") else None),
        "findings": [{"date": date, **finding.to_json()} for date, finding in pay.findings],
        "lines": lines_of(pay.lines),
        "terms": [body_of(one) for one in resolve(facts.person, facts.contracts, facts.agreements, facts.zone)],
    }
    own = Worked(facts, pay) if given.has("days") else None
    of_leave = _of_leave(asked, given, tables, own)
    return answer | {"answers": _asked(asked, at, facts, pay) | travelled | of_leave}


def facts_of(given: Given, tables: Mapping[str, Agreement]) -> Facts:
    """The facts of a situation; without dates it spans its days, without days one day of the contract."""
    zone = given.text("zone", "Europe/Helsinki")
    known = agreements(given, tables)
    rows = contracts(given, known)
    said = days(given, zone)
    first = given.maybe_date("from") or min(said.dates, default=max(rows[0].from_, "2026-01-01"))
    last = given.maybe_date("until") or max([*said.dates, first, *_nights(said, rows, known, zone)])
    if last < first:
        raise Refused("until", "end_before_start", start=first, end=last)
    for number, date in enumerate(said.dates):
        if not first <= date <= last:
            raise Refused(f"days[{number}].date", "outside", start=first, end=last)
    _refuse_what_is_lost(said, rows, _nights(said, rows, known, zone), last)
    period = Given(given.value.get("period") or {}, "period", ("start", "weeks"))
    service = Given(given.value.get("service") or {}, "service", ("days", "months"))
    end = given.value.get("as_of")
    return Facts(
        person=ME,
        contracts=rows,
        agreements=known,
        first=first,
        last=last,
        as_of=as_instant(zone, next_date(last, 3), "12:00" if end is None else end, "as_of"),
        zone=zone,
        punches=tuple(said.punches),
        entries=tuple(said.entries),
        absences=tuple(said.absences),
        marks=tuple(said.marks),
        orders=tuple(said.orders),
        kiky_left=given.minutes("kiky_left") if given.has("kiky_left") else None,
        period_start=period.maybe_date("start"),
        period_weeks=period.whole("weeks", 3) if period.value else 0,
        service=(service.whole("days", 0), service.whole("months", 0)),
    )


def _nights(said: Told, rows: Sequence[Contract], known: Mapping[str, Agreement], zone: str) -> list[str]:
    """The dates that work reaches after the date that it is told on; with shift days it stays on that date."""
    terms = resolve(ME, rows, known, zone)
    ends = [local_date(zone, one.end - 1) for one in said.entries if one.end is not None]
    ends += [local_date(zone, one.at - 1) for one in said.punches if one.kind == "out"]
    calendar = [one for one in terms if one.boundary == "calendar"]
    return [date for date in ends if any(one.from_ <= date <= (one.until or date) for one in calendar)]


def _refuse_what_is_lost(said: Told, rows: Sequence[Contract], nights: Sequence[str], last: str) -> None:
    """No work is left out without a word. Raises Refused for a night past `until`, and for work outside contracts."""
    if max(nights, default=last) > last:
        raise Refused("until", "night_outside", value=last, end=max(nights))
    starts = [one.start for one in said.entries] + [one.at for one in said.punches]
    for date in sorted({local_date(said.zone, at) for at in starts}):
        if not any(one.from_ <= date <= (one.until or date) for one in rows):
            raise Refused("contract", "work_outside", value=date)


def in_force(facts: Facts) -> Rates:
    """The rates on the situation's first day with a contract. Raises Refused when there is none."""
    for contract in facts.contracts:
        if contract.from_ <= facts.last and (contract.until is None or facts.first <= contract.until):
            return rates(contract, facts.agreements, max(facts.first, contract.from_))
    raise Refused("contract", "no_contract", start=facts.first, end=facts.last)


def lines_of(lines: Sequence[Line]) -> list[Answer]:
    """Lines as JSON."""
    return [line.to_json() for line in lines]


def _day(day: DayWork) -> Answer:
    plan, result = day.plan, day.result
    kiky = day.minutes("kiky")
    limit = plan.overtime.from_ if plan.overtime is not None else None
    bounds: Answer = {"regular": plan.regular, "regular_with_kiky": plan.regular + kiky, "overtime": limit}
    bounds["overtime_with_kiky"] = None if limit is None else limit + kiky
    if plan.flex is not None:
        bounds |= {"least": max(0, plan.target - plan.flex.daily_limit), "most": plan.own_limit}
        bounds |= {name: _length(getattr(plan.flex, name)) for name in ("core", "band")}
    due = plan.break_rule is not None and result.worked + kiky > plan.break_rule.over
    return {
        **result.to_json(),
        "scheduled": plan.scheduled,
        "holiday": plan.holiday,
        "holiday_cut": plan.holiday_cut,
        "credit": plan.credit,
        "limits": bounds,
        "classes": by_class([day]),
        "break_due": due,
    }


def _length(window: tuple[int, ...] | None) -> int | None:
    return None if window is None else window[1] - window[0]


def _test(one: Any) -> Answer:
    return {
        "from": one.first,
        "until": one.last,
        "worked": one.total,
        "line": one.line,
        "line_with_kiky": one.line_with_kiky,
        "overtime": one.overtime,
        "classes": by_class(one.days),
        "lines": lines_of(one.lines),
    }


def _supplements(pay: Pay) -> dict[str, Answer]:
    """Minutes and per cent by supplement."""
    found: dict[str, Answer] = {}
    for one in pay.raises:
        row = found.setdefault(one.name, {"minutes": 0, "percent": one.percent, "source": one.source})
        row["minutes"] += one.minutes
    return found


def _asked(asked: Given, at: Rates, facts: Facts, pay: Pay) -> Answer:
    found = {}
    for name, fields in asked.value.items():
        if name in QUESTIONS:
            answer, known = QUESTIONS[name]
            found[name] = answer(Given(fields, asked.at(name), known), at, facts, pay)
    return found


def _travelled(asked: Given, travel: TravelRates) -> Answer:
    found = {}
    for name, fields in asked.value.items():
        if name in TRAVEL:
            answer, known = TRAVEL[name]
            found[name] = answer(Given(fields, asked.at(name), known), travel)
    return found


def _of_leave(asked: Given, given: Given, tables: Mapping[str, Agreement], own: Worked | None) -> Answer:
    """Returns the answers about leave: by the situation's agreements and contracts, and its days where it has any."""
    names = [name for name in OF_LEAVE if name in asked.value]
    if not names:
        return {}
    agreed = agreed_of(given, tables)
    found = {}
    for name in names:
        one = Given(asked.value[name], asked.at(name), OF_LEAVE[name])
        found[name] = leave(one, agreed) if name == "leave" else accrual(one, agreed, own)
    return found
