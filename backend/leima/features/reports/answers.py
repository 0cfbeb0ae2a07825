"""The reports as JSON. Lengths are minutes, local clocks minutes of the day, text is in the caller's language."""

from typing import Literal

import msgspec

from leima.features.ledger.kinds import Unit

Cell = int | float | str
CellMap = dict[str, Cell]


class ReportColumn(msgspec.Struct, frozen=True):
    """A column: `key` names its cells, `kind` says how they are shown."""

    key: str
    kind: Literal["date", "clock", "min", "signed", "balance", "days", "count", "text"]
    title: str
    adds_up: bool


class ReportPerson(msgspec.Struct, frozen=True):
    """Whose part of a report it is."""

    id: str
    name: str


class ReportCorrection(msgspec.Struct, frozen=True):
    """A correction of a closed date that counts on `posted`."""

    date: str
    posted: str
    minutes: dict[str, int]
    why: str
    by: str | None


class ReportWeek(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """The sums of a week by column."""

    from_: str
    until: str
    sums: dict[str, int]


class ReportMonth(msgspec.Struct, frozen=True):
    """The sums of a month by column."""

    month: str
    sums: dict[str, int]


class ReportAccount(msgspec.Struct, frozen=True):
    """An account from opening to closing; `changes` by kind, `day` being what the days posted."""

    account: str
    year: int | None
    unit: Unit
    opening: float
    closing: float
    changes: dict[str, float]


class ReportKiky(msgspec.Struct, frozen=True):
    """A year's kiky: owed, settled in which way, planned, and left."""

    year: int
    opening: int
    settled: int
    by_kind: dict[str, int]
    planned: int
    left: int


class ReportAbsence(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """An absence as far as the report holds it; `pay` is null to those who may not know its kind."""

    from_: str
    until: str
    days: int
    minutes: int
    kind: str
    pay: Literal["paid", "unpaid", "balance"] | None
    reason: str


class ReportMonthStatus(msgspec.Struct, frozen=True):
    """How far a month has come."""

    month: str
    status: str


class ReportMoneyRow(msgspec.Struct, frozen=True):
    """One part of the pay: `part` is base, a class of overtime or a supplement; `percent` of the hourly wage."""

    part: str
    percent: int
    minutes: int
    cents: int


class ReportMoney(msgspec.Struct, frozen=True):
    """What hours at a known hourly wage make, in cents; each part is rounded once."""

    rows: list[ReportMoneyRow]
    cents: int


class ReportSummary(msgspec.Struct, frozen=True):
    """What stands under the rows."""

    accounts: list[ReportAccount]
    kiky: list[ReportKiky]
    absences: list[ReportAbsence]
    pending_days: int
    months: list[ReportMonthStatus]
    money: ReportMoney | None
    """None where no wage is known, and for whoever may not see it."""


class FlexPoint(msgspec.Struct, frozen=True):
    """The flex balance at the end of a date."""

    date: str
    amount: int


class ChartWeek(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A week's work beside its target."""

    from_: str
    worked: int
    target: int


class ChartKiky(msgspec.Struct, frozen=True):
    """A part of a year's kiky."""

    year: int
    kind: str
    minutes: int


class ReportCharts(msgspec.Struct, frozen=True):
    """The numbers of the pictures."""

    flex: list[FlexPoint]
    weeks: list[ChartWeek]
    kiky: list[ChartKiky]


class ReportPart(msgspec.Struct, frozen=True):
    """One person's part: a row a date, cells by column; a missing cell is empty."""

    person: ReportPerson
    rows: list[CellMap]
    corrections: list[ReportCorrection]
    weeks: list[ReportWeek]
    months: list[ReportMonth]
    sums: dict[str, int]
    summary: ReportSummary
    charts: ReportCharts


class WorkingTimeReport(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """The working-time report; rows go to `until`, the interval to `to`. `as_of` is ISO."""

    from_: str
    to: str
    until: str
    as_of: str
    lang: str
    columns: list[ReportColumn]
    person_title: str
    people: list[ReportPart]


class BalanceReport(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A page of the balance report; `next` is the `after` of the page that follows. `as_of` is ISO."""

    from_: str
    to: str
    until: str
    as_of: str
    lang: str
    columns: list[ReportColumn]
    rows: list[CellMap]
    sums: dict[str, float]
    next: str | None
