"""What the rates' routes take and answer: values in cents or per cent, dates YYYY-MM-DD, instants epoch ms."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from leima.features.rates.ready import Unit
from leima.web.forms import Day, Form, Id, Line

Year = Annotated[int, Meta(ge=2017, le=2100)]
Value = Annotated[float, Meta(ge=0, le=1_000_000)]
Source = Annotated[str, Meta(min_length=3, max_length=500, pattern=r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*\Z")]
Base64 = Annotated[str, Meta(min_length=1, max_length=900_000)]
Change = Literal["new", "changed", "same", "missing"]


class NewRate(Form, frozen=True):
    """A value typed in. Its source is never empty: a decision, a letter, an address."""

    id: Id
    key: Annotated[str, Meta(min_length=1, max_length=64)]
    value: Value
    from_: Day = msgspec.field(name="from")
    until: Day
    source: Source


class RatesFile(Form, frozen=True):
    """A year's rates in a file (CSV or XLSX, in base64); `source` and the year's first and last day fill what a row
    leaves out."""

    id: Id
    name: Line
    content: Base64
    year: Year
    source: Source
    dry_run: bool = True


class CurrencyFile(Form, frozen=True):
    """The European Central Bank's file of reference rates as it publishes it: XML or CSV, in base64."""

    name: Line
    content: Base64
    dry_run: bool = True


class RateValue(msgspec.Struct, frozen=True):
    """A value in force. `verified` says how sure a ready one is; an own one has its deed and who brought it."""

    value: float | None
    from_: str = msgspec.field(name="from")
    until: str | None
    source: str
    verified: str
    batch: str | None = None
    by: str | None = None
    at: int | None = None


class RateRow(msgspec.Struct, frozen=True):
    """One key in two years: what was in force, in the order of its dates."""

    key: str
    unit: Unit
    name: str
    before: list[RateValue]
    now: list[RateValue]


class RateDeed(msgspec.Struct, frozen=True):
    """What brought own values, and how many of them stand. `file` is empty for one typed in."""

    batch: str
    at: int
    by: str
    file: str
    count: int
    standing: int
    name: str


class NamedKey(msgspec.Struct, frozen=True):
    """A key with its name."""

    key: str
    name: str


class NextYear(msgspec.Struct, frozen=True):
    """Values of this year that the next one does not have yet. `due` from November on, while its table is not in."""

    year: int
    missing: list[NamedKey]
    due: bool


class RatesOfYear(msgspec.Struct, frozen=True):
    """A year's rates beside those of the year before."""

    year: int
    years: list[int]
    may_change: bool
    rows: list[RateRow]
    next_year: NextYear
    deeds: list[RateDeed]


class Taken(msgspec.Struct, frozen=True):
    """What a deed brought, or took back."""

    batch: str
    count: int


class Difference(msgspec.Struct, frozen=True):
    """A row of a file against what is in force the year before. `large` is a change that is worth a second look."""

    key: str
    name: str
    unit: Unit
    change: Change
    before: float | None
    after: float | None
    large: bool = False


class RateFault(msgspec.Struct, frozen=True):
    """A row that cannot be taken: where, what is wrong and what to do."""

    row: int
    field: str
    code: str
    message: str


class FileTaken(msgspec.Struct, frozen=True):
    """What a file would do (`dry_run`) or did. With a fault nothing is taken."""

    batch: str
    dry_run: bool
    year: int
    rows: int
    differences: list[Difference]
    faults: list[RateFault]


class CurrencyRates(msgspec.Struct, frozen=True):
    """One banking day: units of a currency for one euro."""

    date: str
    rates: dict[str, str]
    source: str


class Currencies(msgspec.Struct, frozen=True):
    """The days that devices have, the newest first."""

    days: list[CurrencyRates]


class CurrenciesTaken(msgspec.Struct, frozen=True):
    """What a file of currencies would bring (`dry_run`) or brought: its days, and those that are new or changed."""

    dry_run: bool
    days: int
    first: str
    last: str
    currencies: int
    new: int


class TravelRateData(msgspec.Struct, frozen=True):
    """A value of the organisation's own, which lies over the ready tables on its dates."""

    id: str
    key: str
    from_: str = msgspec.field(name="from")
    until: str
    value: float
    unit: str
    source: str
    version: int


class CurrencyDayData(msgspec.Struct, frozen=True):
    """Units of each currency for one euro on a banking day, as decimal texts."""

    id: str
    date: str
    rates: dict[str, str]
    source: str
    version: int
