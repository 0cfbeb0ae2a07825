"""From contracts and agreement rows to dated terms: plain values, one row for each stretch in which nothing changes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor
from typing import Any, Literal
from uuid import UUID, uuid5

from leima.rules.agreed import TravelPay, TravelPrices, TravelTerms, Wage, WorkPeriod
from leima.rules.leave.rules import LeaveRules, leave_rules
from leima.rules.rows import Agreement as Agreement
from leima.rules.rows import Row as Row
from leima.rules.rows import Rows, chain_of
from leima.rules.rows import UnknownAgreement as UnknownAgreement
from leima.rules.shape import Shape
from leima.rules.switches import Switch, switch_dates, switch_on
from leima.rules.terms import AutoBreak, DailyOvertime, FlexTerms, HolidayTerms, KikyTerms, Rounding, Terms
from leima.rules.zone import next_date

PERIOD_FORM = "period"
"""The working-time form whose overtime is tested by the period."""
TERMS_NAMESPACE = UUID("1f0b6f5e-55c1-5a2e-9f57-1d0c6f0c8a11")


@dataclass(frozen=True, slots=True)
class KikyOptOut(Shape):
    """The person or company stays out of the scheme from a date, with a reason."""

    from_: str
    reason: str


@dataclass(frozen=True, slots=True)
class Contract(Shape):
    """One dated contract row. `day_minutes`, `week_minutes` and `weekdays` are the person's own, not scaled again; null
    takes the agreement's regular hours by `share`. `period`: in period work the person's own periods; null takes the
    agreement's. `hourly_cents`: the wage of those who are paid by the hour, where it is known. Of travel:
    `payee`, whether the sector is special, what the employer pays, and what a contractor invoices."""

    id: str
    from_: str
    until: str | None
    agreement: str
    form: str
    pay: Literal["monthly", "hourly"]
    variant: str | None = None
    day_minutes: int | None = None
    week_minutes: int | None = None
    weekdays: tuple[int, ...] | None = None
    share: float = 1.0
    kiky_opt_out: KikyOptOut | None = None
    period: WorkPeriod | None = None
    hourly_cents: int | None = None
    payee: Literal["employee", "contractor"] = "employee"
    special_sector: bool = False
    travel_pay: TravelPay | None = None
    travel_prices: TravelPrices | None = None


def resolve(
    person: str,
    contracts: Sequence[Contract],
    agreements: Mapping[str, Agreement],
    zone: str = "Europe/Helsinki",
    switches: Sequence[Switch] = (),
) -> list[Terms]:
    """The person's terms in order of date; neighbours with equal content are one row, ids follow from the content.
    `switches` are the company's own decisions on kiky.

    Raises UnknownAgreement when a key is not in `agreements`.
    """
    found: list[Terms] = []
    for contract in sorted(contracts, key=lambda one: one.from_):
        chain = chain_of(contract.variant or contract.agreement, agreements)
        begins = starts(contract, chain, switches)
        ends = [next_date(start, -1) for start in begins[1:]]
        for start, end in zip(begins, [*ends, contract.until], strict=True):
            terms = _Settings(contract, chain, start, switches).terms(person, zone, end)
            if found and _follows(found[-1], terms):
                before = found.pop()
                wages, travel = _joined(before.wages, terms), _travels(before.travel, terms)
                leave = _leaves(before.leave, terms.leave)
                terms = replace(before, until=end, wages=wages, travel=travel, leave=leave)
            found.append(terms)
    return [replace(terms, id=_id(terms)) for terms in found]


def starts(contract: Contract, chain: Sequence[Agreement], switches: Sequence[Switch] = ()) -> list[str]:
    """The contract's first date and every later date within it on which a row or switch begins or has ended."""
    dates = {row.from_ for one in chain for row in one.rows}
    dates |= {next_date(row.until) for one in chain for row in one.rows if row.until is not None}
    dates |= switch_dates(switches, {one.key for one in chain})
    if contract.kiky_opt_out is not None:
        dates.add(contract.kiky_opt_out.from_)
    inside = {day for day in dates if day > contract.from_ and (contract.until is None or day <= contract.until)}
    return [contract.from_, *sorted(inside)]


def _follows(before: Terms, after: Terms) -> bool:
    if before.until is None or next_date(before.until) != after.from_:
        return False
    alike = [replace(one, from_="", until=None, wages=(), travel=(), leave=()) for one in (before, after)]
    return alike[0] == alike[1] and bool(before.leave) == bool(after.leave)


def _joined(wages: tuple[Wage, ...], after: Terms) -> tuple[Wage, ...]:
    """The wages of two stretches that are one: a wage that stays is told once, one that is not told any more ends."""
    ends = (Wage(after.from_, None),) if wages and wages[-1].hourly_cents is not None else ()
    following = after.wages or ends
    same = bool(wages) and bool(following) and wages[-1].hourly_cents == following[0].hourly_cents
    return wages + following[1 if same else 0 :]


def _travels(travel: tuple[TravelTerms, ...], after: Terms) -> tuple[TravelTerms, ...]:
    """As `_joined` of what is agreed on travel; where nothing is said any more, the usual holds again."""
    if not travel:
        return after.travel
    following = after.travel or (TravelTerms(after.from_),)
    same = replace(travel[-1], from_="") == replace(following[0], from_="")
    return travel + following[1 if same else 0 :]


def _leaves(before: tuple[LeaveRules, ...], after: tuple[LeaveRules, ...]) -> tuple[LeaveRules, ...]:
    """The rules of leave of two stretches that are one: rules that stay are told once."""
    same = bool(before) and bool(after) and replace(before[-1], from_="") == replace(after[0], from_="")
    return before + after[1 if same else 0 :]


def body_of(terms: Terms) -> dict[str, Any]:
    """Terms as they are stored and sent. Without periods, wages, a word on travel or rules of leave there is no word of
    them, as before these came."""
    added = {"period": terms.period, "wages": terms.wages, "travel": terms.travel, "leave": terms.leave}
    empty = {name for name, value in added.items() if not value}
    told = {**terms.to_json(), "leave": [one.told() for one in terms.leave]}
    return {name: value for name, value in told.items() if name not in empty}


def _id(terms: Terms) -> str:
    content = body_of(terms) | {"id": "", "until": None}
    return str(uuid5(TERMS_NAMESPACE, json.dumps(content, sort_keys=True)))


def is_out(scheme: Mapping[str, Any], pay: str, share: float) -> bool:
    """Returns whether a scheme leaves out this kind of pay, or part-timers."""
    return pay in scheme.get("pay_out", ()) or (share < 1 and scheme.get("part_time") == "out")


def scaled(minutes: float, share: float) -> int:
    """Part of `minutes`, to the nearest whole minute (half up)."""
    return floor(minutes * share + 0.5 + 1e-9)


class _Settings(Rows):
    """The rows in force for one contract on one date, as terms."""

    def __init__(self, contract: Contract, chain: Sequence[Agreement], on: str, switches: Sequence[Switch]) -> None:
        super().__init__(chain, contract.form, on)
        self.contract = contract
        self.switch = switch_on(switches, {one.key for one in chain}, on)

    def terms(self, person: str, zone: str, until: str | None) -> Terms:
        contract = self.contract
        week = self._week()
        contract_day = floor(week / 5 + 0.5) if contract.day_minutes is None else contract.day_minutes
        return Terms(
            id="",
            person=person,
            from_=self.on,
            until=until,
            zone=zone,
            agreement=contract.variant or contract.agreement,
            form=contract.form,
            pay=contract.pay,
            weekdays=contract.weekdays or (contract_day,) * 5 + (0, 0),
            contract_day=contract_day,
            week_minutes=floor(week + 0.5),
            share=contract.share,
            boundary=self.value("boundary") or "calendar",
            rounding=Rounding.from_json(self.value("rounding") or {}),
            auto_break=self._break("auto_break"),
            break_rule=self._break("break_rule"),
            flex=self._flex(),
            daily_limit=self.value("regular_day_max") or 0,
            kiky=self._kiky(),
            holiday=self._holiday(),
            sources=self.sources,
            overtime=self._overtime(),
            bank=(bank := self.row("bank")) is not None and bank.value is not None,
            period=self._period(),
            wages=self._wages(),
            travel=self._travel(),
            leave=self._leave(),
        )

    def _week(self) -> float:
        contract = self.contract
        if contract.week_minutes is not None:
            return contract.week_minutes
        if contract.weekdays is not None and any(contract.weekdays):
            return sum(contract.weekdays)
        if contract.day_minutes is not None:
            return contract.day_minutes * 5
        week = self.value("regular_week", "weekdays")
        return float((week or 0) * contract.share)

    def _break(self, key: str) -> AutoBreak | None:
        rule = self.value(key)
        return None if rule is None else AutoBreak.from_json(rule)

    def _overtime(self) -> DailyOvertime | None:
        rule = self.value("daily_overtime", "overtime")
        return None if rule is None else DailyOvertime.from_json(rule)

    def _period(self) -> WorkPeriod | None:
        """When the periods of period work begin: the contract's own word, or else the agreement's."""
        if self.contract.form != PERIOD_FORM or self.contract.period is not None:
            return self.contract.period if self.contract.form == PERIOD_FORM else None
        value = self.value("work_period", "period")
        return None if value is None else WorkPeriod.from_json(value)

    def _wages(self) -> tuple[Wage, ...]:
        contract = self.contract
        known = contract.pay == "hourly" and contract.hourly_cents is not None
        return (Wage(self.on, contract.hourly_cents),) if known else ()

    def _travel(self) -> tuple[TravelTerms, ...]:
        one = self.contract
        told = TravelTerms(self.on, one.payee, one.special_sector, one.travel_pay, one.travel_prices)
        return () if told == TravelTerms(self.on) else (told,)

    def _leave(self) -> tuple[LeaveRules, ...]:
        rules = leave_rules(self.chain, self.contract.form, self.on)
        return () if rules is None else (rules,)

    def _flex(self) -> FlexTerms | None:
        if not self.value("flex"):
            return None
        core, band = self.value("flex_core"), self.value("flex_band")
        return FlexTerms(
            daily_limit=self.value("flex_daily_limit"),
            core=None if core is None else tuple(core),
            band=None if band is None else tuple(band),
            max=self.value("flex_max"),
            min=self.value("flex_min"),
        )

    def _holiday(self) -> HolidayTerms | None:
        cut = self.value("holiday_cut", "holiday")
        if cut is None:
            return None
        minutes = None if cut == "weekday" else scaled(cut, self.contract.share)
        return HolidayTerms(minutes, bool(self.value("holiday_spill")), tuple(self.value("holiday_except") or ()))

    def _kiky(self) -> KikyTerms | None:
        opt_out = self.contract.kiky_opt_out
        if opt_out is not None and self.on >= opt_out.from_:
            return None
        scheme = self._scheme()
        if scheme is None or is_out(scheme, self.contract.pay, self.contract.share):
            return None
        self.sources["kiky"] = scheme["source"]
        minutes = scaled(scheme.get("extension_minutes", 0), self.contract.share)
        return KikyTerms.from_json(scheme | {"extension_minutes": minutes})

    def _scheme(self) -> dict[str, Any] | None:
        """The company's own scheme, or else the agreement's; none where the company has switched it off."""
        switch, row = self.switch, self.row("kiky")
        if switch is not None and not switch.runs:
            return None
        if switch is not None and switch.scheme is not None:
            return {**switch.scheme, "from": switch.from_, "until": switch.until, "source": switch.reason}
        if row is None or row.value is None:
            return None
        return {**row.value, "from": row.from_, "until": row.until, "source": row.source}
