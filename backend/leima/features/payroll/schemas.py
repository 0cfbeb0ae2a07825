"""Payroll on the wire. Lengths are minutes, money is cents, days are days, dates are ISO."""

from typing import Annotated, Any, Literal

import msgspec

from leima.features.ledger.kinds import Unit
from leima.web.forms import Day, Form, Id, Label, Line

Kind = Annotated[str, msgspec.Meta(min_length=1, max_length=80, pattern=r"^[a-z][a-z0-9_.]*\Z")]
Code = Annotated[str, msgspec.Meta(min_length=1, max_length=40, pattern=r"^[^\x00-\x1f\x7f]+\Z")]


class NewCode(Form, frozen=True):
    """A code for a kind of pay from a date on, for one agreement or for all; null: it is not sent."""

    id: Id
    kind: Kind
    code: Code | None
    from_: Day = msgspec.field(name="from")
    source: Line
    until: Day | None = None
    agreement: Id | None = None


class LockRun(Form, frozen=True):
    """Locks what was seen: `seen` is the preview's hash. With `without_open` those whose months are open are left out;
    a later run of the period has them. The same `id` again changes nothing."""

    id: Id
    from_: Day = msgspec.field(name="from")
    until: Day
    pay_day: Day
    seen: Annotated[str, msgspec.Meta(min_length=64, max_length=64, pattern=r"^[0-9a-f]{64}\Z")]
    without_open: bool = False
    note: Label = ""


class OwnMapper(Form, frozen=True):
    """A mapper as docs/payroll.md describes it."""

    mapper: dict[str, Any]


class CodeRow(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A code in force or to come. `ready` ones come with the product and have no id; `code` null is not sent.

    `by_name` gave it at `at`; one that was taken back has `undone_at`, epoch milliseconds, and `undone_by_name`.
    """

    id: str | None
    kind: str
    agreement: str | None
    from_: str
    until: str | None
    code: str | None
    source: str
    ready: bool
    by_name: str | None = None
    at: int | None = None
    undone_at: int | None = None
    undone_by_name: str | None = None


class Codes(msgspec.Struct, frozen=True):
    """The organisation's codes, the ready ones below them, the kinds that there are, and the agreements.

    `undone` were taken back, the last first; `agreement_names` are by id.
    """

    codes: list[CodeRow]
    kinds: list[str]
    agreements: list[str]
    undone: list[CodeRow]
    agreement_names: dict[str, str]


class CodeAdded(msgspec.Struct, frozen=True):
    """The code's id."""

    id: str


class Quantities(msgspec.Struct, frozen=True):
    """What a code came to in the last period."""

    people: int
    minutes: int
    days: float
    cents: int | None


class CodeTotal(msgspec.Struct, frozen=True):
    """What a code and kind come to; `code` null is not sent. The same of the last period under `before`."""

    code: str | None
    kind: str
    unit: Unit
    people: int
    minutes: int
    days: float
    cents: int | None
    before: Quantities | None


class PayFinding(msgspec.Struct, frozen=True):
    """What stands in the way, of whom, and what to do. `about` is the month, the kind of pay or the last day."""

    code: Literal["month_open", "no_code", "statement_open"]
    person: str
    name: str
    about: str
    agreement: str
    detail: str


class Preview(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """What a run would hold. `number` 1 is the period's first, beside the last period; later ones are differences.
    `found` counts all findings, of which `findings` tells the first ones."""

    from_: str
    until: str
    pay_day: str
    number: int
    seen: str
    people: int
    lines: int
    totals: list[CodeTotal]
    findings: list[PayFinding]
    found: int
    only_open: bool
    """Whether those with findings may be left out: every finding is an open month or final statement."""
    before_from: str | None
    before_until: str | None


class Run(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A locked run; `hash` is SHA-256 of its rows, `at` epoch milliseconds."""

    id: str
    from_: str
    until: str
    number: int
    pay_day: str
    note: str
    hash: str
    people: int
    lines: int
    by_name: str | None
    at: int
    totals: list[CodeTotal]


class MapperTold(msgspec.Struct, frozen=True):
    """A payroll system's own file; `mode`: whether it replaces what it got before, or adds to it."""

    key: str
    name: str
    mode: Literal["replace", "add"]


class Runs(msgspec.Struct, frozen=True):
    """Locked runs, the newest first, the dates to pay next, and the files that a run can be had as."""

    runs: list[Run]
    next_from: str
    next_until: str
    mappers: list[MapperTold]


class DateOf(msgspec.Struct, frozen=True):
    """So much of a row lies on a date: in what its `unit` says."""

    date: str
    quantity: float


class RunRow(msgspec.Struct, frozen=True):
    """A row with the dates that it is made of. `hours` are decimal hours of the minutes; with `correction` it pays a
    correction of a closed day."""

    n: int
    code: str
    kind: str
    unit: Unit
    percent: int | None
    hourly_cents: int | None
    correction: str | None
    minutes: int
    hours: float
    days: float
    cents: int | None
    dates: list[DateOf]


class RunRows(msgspec.Struct, frozen=True):
    """One person's rows of a run."""

    run: str
    person: str
    name: str
    rows: list[RunRow]


class RunPerson(msgspec.Struct, frozen=True):
    """Somebody who has rows in a run, so many `lines`; `cents` is what of them is money, where there is any."""

    person: str
    number: str
    name: str
    lines: int
    minutes: int
    cents: int | None


class RunPeople(msgspec.Struct, frozen=True):
    """People of a run by name; `found` counts all whom the search finds, of whom a page is told."""

    run: str
    found: int
    people: list[RunPerson]


class FileRow(msgspec.Struct, frozen=True):
    """A row of a file, as `RunRow`, and whose it is; `number` is the person's in the payroll system."""

    person: str
    number: str
    name: str
    n: int
    code: str
    kind: str
    unit: Unit
    percent: int | None
    hourly_cents: int | None
    correction: str | None
    minutes: int
    hours: float
    days: float
    cents: int | None
    dates: list[DateOf]


class RunFile(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A locked run as a file. `schema` is this form's name; `hash` is SHA-256 of what the rows say."""

    schema: Literal["leima-payroll/1"]
    run: str
    from_: str
    until: str
    number: int
    pay_day: str
    hash: str
    lines: int
    totals: list[CodeTotal]
    rows: list[FileRow]
