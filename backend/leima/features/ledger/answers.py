"""Ledger lines as devices pull them."""

import msgspec


class PostingData(msgspec.Struct, frozen=True):
    """A line of the ledger. `amount` is as stored: minutes, hundredths of a day, or cents, by account."""

    id: str
    person: str
    account: str
    year: int | None
    date: str
    kind: str
    amount: int
    pays: bool
    why: str
    who_name: str | None
    act: str | None
    corrects: str | None
