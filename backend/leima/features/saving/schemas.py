"""The bodies of the operations on leave that is saved over years."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from leima.features.absences.schemas import Note


class Strict(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The base of every body from outside."""


class SavingAsk(Strict, frozen=True):
    """Whole days of an earning year, which is named by the year it ends in."""

    earning_year: Annotated[int, Meta(ge=1970, le=2200)]
    days: Annotated[int, Meta(ge=1, le=100)]
    note: Note = ""


class SavingBack(Strict, frozen=True):
    """The wish is taken back."""


class SavingDecide(Strict, frozen=True):
    """A word on the wish. A refusal says why."""

    decision: Literal["approve", "reject"]
    seen_version: Annotated[int, Meta(ge=1, le=2**31)]
    reason: Note = ""
