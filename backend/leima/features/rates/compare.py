"""Rates of two years side by side, and what a year lacks of the one before."""

from collections.abc import Iterable

from leima.db.site import today
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.rates import store
from leima.features.rates.ready import (
    domestic_keys,
    name_of,
    ready_rows,
    unit_of,
    vat_keys,
)
from leima.features.rates.schemas import NamedKey, NextYear, RateDeed, RateRow, RatesOfYear, RateValue
from leima.rules.travel.rates import FOREIGN, OTHER, Rate, Rates

FIRST_YEAR = 2017
DUE_FROM = "11-01"
"""The day of the year from which the next one's table is asked for."""
DEEDS_SHOWN = 20
YEARS_BACK = 3
"""A value that nobody has known for longer is not missed."""


def year_ends(year: int) -> tuple[str, str]:
    """The first and the last day of a year."""
    return f"{year}-01-01", f"{year}-12-31"


class Years:
    """The rates of an organisation, by key and year."""

    def __init__(self, tx: Tx) -> None:
        self.own = {(row.key, row.from_date): row for row in store.standing(tx)}
        self.rates = store.rates_for(tx)
        self._rows: dict[str, list[Rate]] = {}
        for row in (*ready_rows(), *(store.as_rate(one) for one in self.own.values())):
            self._rows.setdefault(row.key, []).append(row)
        self._tx = tx

    def every_key(self) -> list[str]:
        """Every key that there is, Finland first, then abroad, then taxes."""
        foreign = sorted(key for key in self._rows if key.startswith(FOREIGN))
        return [*domestic_keys(), OTHER, *foreign, *vat_keys()]

    def values(self, key: str, year: int) -> list[RateValue]:
        """What is in force at some time of a year, in the order of the days from which it is; unknown ones too."""
        first, last = year_ends(year)
        dates = {first, *(row.from_ for row in self._rows.get(key, ()) if first < row.from_ <= last)}
        found: dict[tuple[str, str], RateValue] = {}
        for date in sorted(dates):
            row = self._in_force(key, date)
            if row is not None:
                found.setdefault((row.from_, row.verified), self._value(row))
        return list(found.values())

    def _in_force(self, key: str, date: str) -> Rate | None:
        """The row in force on a date: the one that began last, of two an own one."""
        rows = [
            row for row in self._rows.get(key, ()) if row.from_ <= date and (row.until is None or date <= row.until)
        ]
        return max(rows, key=lambda row: (row.from_, row.verified == "OWN"), default=None)

    def _value(self, row: Rate) -> RateValue:
        own = self.own.get((row.key, row.from_)) if row.verified == "OWN" else None
        return RateValue(
            value=row.value,
            from_=row.from_,
            until=row.until,
            source=row.source,
            verified="" if own else row.verified,
            batch=own.batch if own else None,
            by=person_name(self._tx, own.by) if own else None,
            at=own.at if own else None,
        )

    def known(self, key: str, date: str) -> float | None:
        """The value in force on a date, or None."""
        row = self.rates.on(key, date)
        return row.value if row else None


def missing_of(rates: Rates, keys: Iterable[str], year: int) -> list[str]:
    """Keys that had a value at the end of one of the last years, and have none on the year's first day."""
    first, *lasts = year_ends(year)[0], *(year_ends(year - back)[1] for back in range(1, YEARS_BACK + 1))
    lacking = [key for key in keys if rates.on(key, first) is None]
    return [key for key in lacking if any(rates.on(key, last) for last in lasts)]


def next_year(tx: Tx, years: Years, lang: str) -> NextYear:
    """What the next year lacks, as seen today."""
    on = today(tx)
    year = int(on[:4]) + 1
    missing = missing_of(years.rates, years.every_key(), year)
    due = on[5:] >= DUE_FROM and not table_in(years, missing, year)
    return NextYear(year, [NamedKey(key, name_of(key, lang)) for key in missing], due)


def table_in(years: Years, missing: Iterable[str], year: int) -> bool:
    """Whether a year's table has come: all of Finland's values, and some from abroad."""
    if not set(missing).isdisjoint(domestic_keys()):
        return False
    first = year_ends(year)[0]
    return any(years.rates.on(key, first) for key in years.every_key() if key.startswith(FOREIGN))


def of_year(tx: Tx, lang: str, year: int | None, *, may_change: bool) -> RatesOfYear:
    """A year beside the one before; without a year that of today."""
    years = Years(tx)
    coming = next_year(tx, years, lang)
    wanted = year or coming.year - 1
    rows = [
        RateRow(key, unit_of(key), name_of(key, lang), years.values(key, wanted - 1), years.values(key, wanted))
        for key in years.every_key()
    ]
    return RatesOfYear(
        year=wanted,
        years=list(range(FIRST_YEAR, coming.year + 1)),
        may_change=may_change,
        rows=[row for row in rows if row.before or row.now],
        next_year=coming,
        deeds=[_deed(tx, one, lang) for one in store.deeds(tx, DEEDS_SHOWN)],
    )


def _deed(tx: Tx, deed: store.Deed, lang: str) -> RateDeed:
    name = name_of(store.of_deed(tx, deed.batch)[0].key, lang) if deed.brought == 1 else ""
    by = person_name(tx, deed.by) or ""
    return RateDeed(deed.batch, deed.at, by, deed.file, deed.brought, int(deed.standing), name)
