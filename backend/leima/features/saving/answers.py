"""Wishes to save leave as devices pull them."""

from typing import Literal

import msgspec


class SavingData(msgspec.Struct, frozen=True):
    """Whole `days` of an earning year, named by the year it ends in; instants are epoch ms."""

    id: str
    person: str
    person_name: str
    earning_year: int
    days: int
    note: str
    status: Literal["requested", "approved", "rejected", "withdrawn"]
    asked_at: int
    decided_at: int | None
    decided_by_name: str | None
    answer: str
    version: int
