"""Rates and currencies as every device of the organisation has them."""

import json
from typing import Any

from leima.db.site import today
from leima.db.tables.rates import CurrencyDay, TravelRate
from leima.db.tx import Tx
from leima.db.views import rows_view
from leima.features.rates.ready import unit_of
from leima.features.rates.schemas import CurrencyDayData, TravelRateData
from leima.features.rates.store import number
from leima.rules.zone import next_date

CURRENCY_DAYS = 62
"""Days of currencies that a device has: a receipt of two months ago still finds its own."""


def _rate(_: Tx, row: TravelRate) -> dict[str, Any]:
    return {
        "id": row.id,
        "key": row.key,
        "from": row.from_date,
        "until": row.until_date,
        "value": number(row.value),
        "unit": unit_of(row.key),
        "source": row.source,
        "version": row.version,
    }


def _day(_: Tx, row: CurrencyDay) -> dict[str, Any]:
    return {
        "id": row.id,
        "date": row.id,
        "rates": json.loads(row.rates),
        "source": row.source,
        "version": row.version,
    }


def _everybodys(_: Tx) -> tuple[str, dict[str, Any]]:
    return "TRUE", {}


def first_shown(tx: Tx) -> str:
    """The first date whose currencies devices have."""
    return next_date(today(tx), -CURRENCY_DAYS)


def _lately(tx: Tx) -> tuple[str, dict[str, Any]]:
    return "id >= :since", {"since": first_shown(tx)}


VIEWS = (
    rows_view("travel_rate", TravelRate, _rate, TravelRateData, seen_by=_everybodys, standing="NOT deleted"),
    rows_view("currency_day", CurrencyDay, _day, CurrencyDayData, seen_by=_lately),
)
