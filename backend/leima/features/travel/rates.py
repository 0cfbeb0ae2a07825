"""The dated rates that trips and receipts are worked out by."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from leima import paths
from leima.db.tx import Tx
from leima.rules.travel.rates import Rates, rates_of


@cache
def shared_tables() -> tuple[Mapping[str, Any], ...]:
    """The tables of shared/tables/travel, read once."""
    files = sorted((paths.shared() / "tables" / "travel").glob("*.json"))
    return tuple(json.loads(file.read_text("utf-8")) for file in files)


@cache
def shared_rates() -> Rates:
    """The rates of those tables."""
    return rates_of(shared_tables())


def rates_for(tx: Tx) -> Rates:
    """The rates that hold in the organisation of the transaction: every claim is worked out by these."""
    return shared_rates()
