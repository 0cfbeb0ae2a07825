"""Payroll: which code each kind of pay has, and the runs that were locked with their rows."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, cents, key, ms


class PayCode(Table, table=True):
    """The organisation's own code for a kind of pay from a date on, for one agreement or (null) for all."""

    __table_args__ = (Index("ix_pay_code_org_kind", "org", "kind", "from_date"),)
    org: str = key()
    id: str = key()
    kind: str
    """A kind of pay, or the first part of several: `supplement` stands for every supplement."""
    agreement: str | None = None
    from_date: str
    until_date: str | None = None
    code: str | None = None
    """What the payroll system calls it; null: it is not sent there."""
    source: str = body()
    who: str | None = None
    at: int = ms()
    undone_at: int | None = ms(None)
    undone_by: str | None = None


class PayClaim(Table, table=True):
    """A travel claim that a locked run has paid, whole or the parts that had a code: the runs of its period go on with
    it, and pay nothing of it that was paid by hand."""

    __table_args__ = (Index("ix_pay_claim_org_run", "org", "run"),)
    org: str = key()
    claim: str = key()
    run: str


class PayRun(Table, table=True):
    """A locked run of a pay period. Neither it nor its rows ever change: what is corrected later is another run."""

    __table_args__ = (Index("ix_pay_run_org_period", "org", "from_date", "number", unique=True),)
    org: str = key()
    id: str = key()
    from_date: str
    until_date: str
    """The last date of the pay period."""
    number: int
    """1 for the period's first run; every later one is a difference."""
    pay_day: str
    note: str = body("")
    hash: str
    """SHA-256 of its rows."""
    totals: str = body()
    """JSON: sums by code and kind."""
    people: int
    lines: int
    who: str | None = None
    at: int = ms()


class PayRow(Table, table=True):
    """What one person is paid by one code in a run, with the days that it is made of."""

    __table_args__ = (Index("ix_pay_row_org_person", "org", "person", "run"),)
    org: str = key()
    run: str = key()
    n: int = key()
    """Its place in the run, from one."""
    person: str
    name: str
    number: str
    """The person's number in the payroll system as it was; empty where none was known."""
    code: str
    kind: str
    percent: int | None = None
    """Of the hourly wage; null: the payroll system knows it."""
    hourly_cents: int | None = cents(None)
    correction: str
    """The id of the correction of a closed day that it pays; empty for the period's own days."""
    minutes: int
    hours: int
    """The minutes as hundredths of an hour; those of one code in a run add up to the hours of its minutes."""
    days: int
    """Hundredths of a day."""
    cents: int | None = cents(None)
    dates: str = body()
    """JSON: by date the minutes, hundredths of a day or cents that the row holds of it."""
