"""An organisation's own travel rates, and the currencies of days, each with its source."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class TravelRate(Table, table=True):
    """One value of the organisation's own, in force within one calendar year. It lies over the ready tables."""

    __table_args__ = (Index("ix_travel_rate_org_batch", "org", "batch"),)
    org: str = key()
    id: str = key()
    key: str
    from_date: str
    until_date: str
    value: str
    """A plain decimal: cents where it is money, per cent for a tax."""
    source: str = body("")
    batch: str
    """The deed that brought it: what came together is taken back together."""
    file: str
    """The name of the file that it came in; empty when it was typed in."""
    replaced_by: str | None = None
    """The deed whose value for the same key and first day took its place."""
    at: int = ms()
    by: str
    deleted: bool = False
    version: int = 1


class CurrencyDay(Table, table=True):
    """The rates of one banking day; `id` is its date."""

    org: str = key()
    id: str = key()
    rates: str = body("{}")
    """JSON: units of a currency for one euro, by its code, as decimal texts."""
    source: str = body("")
    at: int = ms()
    version: int = 1
