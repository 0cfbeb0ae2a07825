"""What is said of keeping and removing on the wire. Dates are ISO; `until` is a last date."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from leima.features.retention.cuts import LONGEST
from leima.features.retention.erasing import Refused
from leima.web.forms import Day, Form, Id, Text

Seen = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Counted = Literal["year", "leaving"]


class Longer(Form, frozen=True):
    """Keeps a kind for so many years; fewer than it has to be kept are refused."""

    for_years: Annotated[int, Meta(ge=0, le=LONGEST)]


class NewHold(Form, frozen=True):
    """A legal hold of a person, or of the whole organisation, from a date on."""

    whose: Id | None
    grounds: Annotated[Text, Meta(min_length=1)]
    first_day: Day
    last_day: Day | None = None


class Confirmed(Form, frozen=True):
    """What an admin has seen and confirms: `seen` of the preview."""

    seen_plan: Seen


class KindData(msgspec.Struct, frozen=True):
    """A kind of record. `least` years have to be kept, `years` are; `counted` from the record's year, or from the year
    of leaving. `records` go now: those from before `before`. `held` would, were there no hold."""

    kind: str
    least: int
    years: int
    counted: Counted
    source: str
    before: str
    records: int
    held: int


class HoldData(msgspec.Struct, frozen=True):
    """A legal hold; without a person it is the whole organisation's. Instants are ISO in UTC."""

    id: str
    person: str | None
    person_name: str | None
    reason: str
    from_date: str
    until_date: str | None
    set_by_name: str | None
    set_at: str
    lifted_by_name: str | None
    lifted_at: str | None
    stands: bool


class RunData(msgspec.Struct, frozen=True):
    """A removal that was carried out."""

    at: str
    by_name: str | None
    records: int


class Retention(msgspec.Struct, frozen=True):
    """What is kept, what would go today, and what is on hold."""

    date: str
    on_hold: bool
    """Whether the whole organisation is on hold: nothing goes."""
    records: int
    seen: str
    kinds: list[KindData]
    holds: list[HoldData]
    runs: list[RunData]


class RemovedKind(msgspec.Struct, frozen=True):
    """How many records of a kind went."""

    kind: str
    records: int


class Removed(msgspec.Struct, frozen=True):
    """What a removal has removed."""

    records: int
    kinds: list[RemovedKind]


class ErasurePart(msgspec.Struct, frozen=True):
    """A kind of record of the person: how many there are, and until when they stay; null for what goes at once."""

    kind: str
    records: int
    until: str | None


class ErasureData(msgspec.Struct, frozen=True):
    """What an erasure of a person would do. `refused` says why there can be none."""

    person: str
    name: str
    left_on: str | None
    refused: Refused | None
    erased_on: str | None
    name_until: str | None
    """The last date on which a record needs the name; null where it goes at once."""
    parts: list[ErasurePart]
    seen: str


class ProcessingKind(msgspec.Struct, frozen=True):
    """A kind of record: how long it is kept, and the law that says so; null where the organisation has chosen it."""

    kind: str
    years: int
    counted: Counted
    source: str | None


class Processing(msgspec.Struct, frozen=True):
    """What is processed of the people of an organisation, and for how long."""

    organisation: str
    date: str
    kinds: list[ProcessingKind]
