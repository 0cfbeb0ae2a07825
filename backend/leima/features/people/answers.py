"""The organisation, the caller, their terms and the choices as devices pull them."""

from typing import Any, Literal

import msgspec

from leima.features.people.schemas import Membership, Organisation
from leima.rules.agreed import AutoBreak, Rounding, TravelPay, TravelPrices, WorkPeriod
from leima.rules.terms import CalendarDay, FlexTerms

__all__ = ["CalendarDay", "CostCentreData", "Organisation", "PersonData", "TermsData", "WorkTypeData"]


class PersonData(msgspec.Struct, frozen=True):
    """The caller. Before `counts_from` nothing is on any balance."""

    id: str
    name: str
    lang: str
    roles: list[str]
    teams: list[Membership]
    counts_from: str | None


class WorkTypeData(msgspec.Struct, frozen=True):
    """What work may be booked on; `kiky` work counts towards the extension. `was`: ids of what was merged into it."""

    id: str
    name: str
    kiky: bool
    active: bool
    was: list[str]


class CostCentreData(msgspec.Struct, frozen=True):
    """Where work may be booked. `was`: ids of what was merged into it."""

    id: str
    code: str
    name: str
    active: bool
    was: list[str]


class OvertimeTerms(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """Ordered work beyond `from` minutes a day: the `first` minutes at +50 %, the rest at +100 %."""

    from_: int
    first: int


class KikyTerms(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """The extension in force: minutes a year or a scheduled day, and what the year's end does."""

    from_: str
    until: str | None
    accounted: Literal["obligation", "contract", "none"]
    year_minutes: int
    methods: list[str]
    extension_minutes: int
    supplements: dict[str, Any]
    year_end: Literal["finding", "lapse", "carry", "propose"]


class HolidayTerms(msgspec.Struct, frozen=True, rename={"except_": "except"}):
    """What a midweek holiday cuts: minutes, or (null) that weekday's own."""

    cut: int | None
    spill: bool
    except_: list[str]


class WageData(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """An hourly wage in cents from a date on; null from where it is not known any more."""

    from_: str
    hourly_cents: int | None


class TravelTermsData(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """The contract's word on travel from a date on; what is null follows the tax-free maximum."""

    from_: str
    payee: Literal["employee", "contractor"]
    special_sector: bool
    travel_pay: TravelPay | None
    travel_prices: TravelPrices | None


class LeaveRulesData(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """What law and agreement say of leave from a date on; what says nothing is left out. Rates are days a month."""

    from_: str
    weekdays: list[int]
    until: str | msgspec.UnsetType = msgspec.UNSET
    first_year: float | msgspec.UnsetType = msgspec.UNSET
    later: float | msgspec.UnsetType = msgspec.UNSET
    month_days: int | msgspec.UnsetType = msgspec.UNSET
    month_minutes: int | msgspec.UnsetType = msgspec.UNSET
    as_work: dict[str, int | None] | msgspec.UnsetType = msgspec.UNSET
    fill_up: int | msgspec.UnsetType = msgspec.UNSET
    summer: list[str] | msgspec.UnsetType = msgspec.UNSET
    summer_days: int | msgspec.UnsetType = msgspec.UNSET
    notice_months: int | msgspec.UnsetType = msgspec.UNSET
    notice_days: int | msgspec.UnsetType = msgspec.UNSET
    waiting_days: int | msgspec.UnsetType = msgspec.UNSET
    waiting_least: int | msgspec.UnsetType = msgspec.UNSET
    saturday_every: int | msgspec.UnsetType = msgspec.UNSET
    half_days: list[str] | msgspec.UnsetType = msgspec.UNSET
    half_dates: list[str] | msgspec.UnsetType = msgspec.UNSET
    free_days: list[str] | msgspec.UnsetType = msgspec.UNSET
    free_dates: list[str] | msgspec.UnsetType = msgspec.UNSET
    carry_until: str | msgspec.UnsetType = msgspec.UNSET
    carry_years: int | msgspec.UnsetType = msgspec.UNSET
    lapses: bool | msgspec.UnsetType = msgspec.UNSET
    save_agreed_over: int | msgspec.UnsetType = msgspec.UNSET
    save_own_over: int | msgspec.UnsetType = msgspec.UNSET
    bonus_percent: float | msgspec.UnsetType = msgspec.UNSET
    sources: dict[str, str] | msgspec.UnsetType = msgspec.UNSET


class TermsData(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """One person's dated terms: contract, agreement and variant resolved to plain values. Lengths are minutes."""

    id: str
    person: str
    from_: str
    until: str | None
    zone: str
    agreement: str
    form: str
    pay: Literal["monthly", "hourly"]
    weekdays: list[int]
    contract_day: int
    week_minutes: int
    daily_limit: int
    share: float
    boundary: Literal["calendar", "shift_start"]
    rounding: Rounding
    auto_break: AutoBreak | None
    break_rule: AutoBreak | None
    flex: FlexTerms | None
    kiky: KikyTerms | None
    holiday: HolidayTerms | None
    sources: dict[str, str]
    overtime: OvertimeTerms | None
    bank: bool
    period: WorkPeriod | msgspec.UnsetType | None = msgspec.UNSET
    """Period work alone has it."""
    wages: list[WageData] | msgspec.UnsetType = msgspec.UNSET
    """Hourly wages as far as they are known, for the person's own devices alone."""
    leave: list[LeaveRulesData] | msgspec.UnsetType = msgspec.UNSET
    """The rules of leave, where the agreement says how days are counted."""
    travel: list[TravelTermsData] | msgspec.UnsetType = msgspec.UNSET
    """The contract's word on travel where it is not the usual, for the person's own devices alone."""
