"""What waits for a person's word about kiky, on the wire. Minutes are whole, dates YYYY-MM-DD."""

from typing import Literal

import msgspec

from leima.features.kiky.wire import Minutes, Returned, Year
from leima.web.forms import Form, Id


class Proposal(msgspec.Struct, frozen=True):
    """What a year left: `deduct` what is owed from these accounts (none: there is nothing to take it from), or
    `return` what was settled too much."""

    person: str
    name: str
    year: int
    kind: Literal["return", "deduct"]
    minutes: int
    legs: list[Returned]


class Plan(msgspec.Struct, frozen=True):
    """Minutes that wait until the holiday bonus is marked for payment; `id` is the act that planned them."""

    id: str
    person: str
    name: str
    year: int
    minutes: int
    date: str
    reason: str


class Waiting(msgspec.Struct, frozen=True):
    """Everything about kiky that waits for the caller's word."""

    proposals: list[Proposal]
    plans: list[Plan]


class Decided(Form, frozen=True):
    """A person's word on an ended year: the proposal is carried out, or declined. `minutes` as they were shown."""

    id: Id
    person: Id
    year: Year
    confirm: bool
    minutes: Minutes
