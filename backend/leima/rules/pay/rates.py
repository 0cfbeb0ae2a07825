"""What an agreement says about pay for one contract on one date, as plain values with their sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from leima.rules.leave.rules import LeaveRules, leave_rules
from leima.rules.resolve import Contract, is_out
from leima.rules.rows import Agreement, Rows, chain_of
from leima.rules.settings import PAY_SETTINGS, SUPPLEMENT
from leima.rules.shape import Shape


@dataclass(frozen=True, slots=True)
class Tier(Shape):
    """The next `minutes` (null: all the rest) with a raise of `percent`."""

    minutes: int | None
    percent: int


@dataclass(frozen=True, slots=True)
class Moves(Shape):
    """What lowers the weekly line: minutes a midweek holiday, or `cut` for its cut; `credit` for paid absence."""

    midweek_holiday: Any = 0
    absence: Any = 0


@dataclass(frozen=True, slots=True)
class PeriodWork(Shape):
    """A period of whole weeks: minutes before overtime, and how many overtime minutes have the first raise."""

    weeks: int
    line: int
    first: int


@dataclass(frozen=True, slots=True)
class Supplement(Shape):
    """A raise for time inside a window: local clock times (null: the whole day), on weekdays, flagged or named days;
    with none of the three it holds every day."""

    percent: int
    window: tuple[str, ...] | None = None
    weekdays: tuple[int, ...] = ()
    flag: str | None = None
    names: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class MidweekPay(Shape):
    """Pay for a free midweek holiday to hourly people: named dates, length, per cent and service condition."""

    names: tuple[str, ...]
    length: Any
    percent: int
    service_days: int = 0
    service_months: int = 0


@dataclass(frozen=True, slots=True)
class Rest(Shape):
    """Least minutes of rest: a day (`daily_own` where the employee chose the times) and a week."""

    daily: int
    daily_own: int
    weekly: int
    weekly_least: int


@dataclass(frozen=True, slots=True)
class MaxWeek(Shape):
    """Most minutes of work a week on average over some months."""

    minutes: int
    months: int


@dataclass(frozen=True, slots=True)
class ExtraBreak(Shape):
    """Work over `over` minutes gives a right to one more break of up to `minutes`."""

    over: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Bank(Shape):
    """Limits of the working-time bank, minutes and weeks, and which parts of pay may be turned into time."""

    flex_a_period: int
    growth_a_year: int
    cap_weeks: int
    leave_weeks: int
    from_pay: tuple[str, ...] = ()
    """`supplements`, `holiday_bonus`."""


@dataclass(frozen=True, slots=True)
class Rates(Shape):
    """Everything about pay in force for one contract on one date; null where a rule is switched off."""

    agreement: str
    form: str
    pay: str
    share: float
    weekly_line: int | None
    weekly_tiers: tuple[Tier, ...]
    leaves_out_additional: bool
    moves: Moves
    period_work: tuple[PeriodWork, ...]
    period_tiers: tuple[int, ...]
    regular_week: int
    supplements: tuple[Supplement, ...]
    midweek_pay: MidweekPay | None
    rest: Rest | None
    max_week: MaxWeek | None
    break_extra: ExtraBreak | None
    flex_period_months: int
    overtime_leave_months: int
    flex_max: int | None
    flex_min: int | None
    bank: Bank | None
    leave: LeaveRules | None
    annual_leave: Mapping[str, Any]
    record_years: int
    account_floors: Mapping[str, int | None]
    reduction_leave: Mapping[str, Any]
    kiky: Mapping[str, Any]
    sources: Mapping[str, str] = field(default_factory=dict)


def rates(contract: Contract, agreements: Mapping[str, Agreement], on: str) -> Rates:
    """The rates in force on a date. Raises UnknownAgreement when a key is not in `agreements`."""
    rows = Rows(chain_of(contract.variant or contract.agreement, agreements), contract.form, on)
    return Rates(
        agreement=contract.variant or contract.agreement,
        form=contract.form,
        pay=contract.pay,
        share=contract.share,
        weekly_line=rows.value("weekly_line"),
        weekly_tiers=tuple(Tier.from_json(one) for one in rows.value("weekly_tiers") or ()),
        leaves_out_additional=bool(rows.value("weekly_leaves_out_additional")),
        moves=Moves.from_json(rows.value("weekly_line_moves") or {}),
        period_work=tuple(PeriodWork.from_json(one) for one in rows.value("period_work") or ()),
        period_tiers=tuple(rows.value("period_tiers") or ()),
        regular_week=rows.value("regular_week") or 0,
        supplements=_supplements(rows),
        midweek_pay=_shaped(MidweekPay, rows.value("midweek_pay")),
        rest=_shaped(Rest, rows.value("rest")),
        max_week=_shaped(MaxWeek, rows.value("max_week")),
        break_extra=_shaped(ExtraBreak, rows.value("break_extra")),
        flex_period_months=rows.value("flex_period_months") or 0,
        overtime_leave_months=rows.value("overtime_leave_months") or 0,
        flex_max=rows.value("flex_max"),
        flex_min=rows.value("flex_min"),
        bank=_shaped(Bank, rows.value("bank")),
        leave=leave_rules(rows.chain, contract.form, on),
        annual_leave=rows.value("annual_leave") or {},
        record_years=rows.value("record_years") or 0,
        account_floors=rows.value("account_floors") or {},
        reduction_leave=rows.value("reduction_leave") or {},
        kiky=_kiky(rows, contract, on),
        sources=rows.sources,
    )


def _shaped(kind: Any, value: Any) -> Any:
    return None if value is None else kind.from_json(value)


def _supplements(rows: Rows) -> tuple[Supplement, ...]:
    names = [key for key in PAY_SETTINGS if key.startswith(SUPPLEMENT)]
    found = [(key, rows.value(key)) for key in names]
    return tuple(Supplement.from_json({**value, "name": key}) for key, value in found if value is not None)


def _kiky(rows: Rows, contract: Contract, on: str) -> Mapping[str, Any]:
    out = contract.kiky_opt_out
    value = rows.value("kiky")
    if value is None or is_out(value, contract.pay, contract.share) or (out is not None and on >= out.from_):
        return {}
    return dict(value)
