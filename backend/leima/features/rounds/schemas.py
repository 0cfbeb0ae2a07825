"""The bodies of the operations on planning rounds, and the draft of one who plans."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from leima.features.absences.schemas import Date
from leima.web.forms import ONE_LINE

Id = Annotated[str, Meta(min_length=1, max_length=64)]
Seen = Annotated[int, Meta(ge=1, le=2**31)]
Said = Annotated[str, Meta(max_length=500)]
MOST = 2000
"""Wishes of one round at the most."""


class Strict(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The base of every body from outside."""


class RoundOpen(Strict, frozen=True):
    """A team plans its leave between two dates, both included; wishes come by a date. `least` are to be at work."""

    team: Id
    title: Annotated[str, Meta(min_length=1, max_length=80, pattern=ONE_LINE)]
    from_date: Date
    until_date: Date
    wish_by: Date
    least: Annotated[int, Meta(ge=0, le=10_000)]


class RoundCancel(Strict, frozen=True):
    """The round is called off; no wish is decided."""

    seen_version: Seen


class WishSpan(Strict, frozen=True):
    """Dates, both included."""

    from_date: Date
    until_date: Date


class WishMade(Strict, frozen=True):
    """A wish, or the same one with other dates: the first choice, and perhaps a second one."""

    round: Id
    first: WishSpan
    second: WishSpan | None = None
    note: Said = ""


class WishBack(Strict, frozen=True):
    """The wish is taken back."""


class WordOn(Strict, frozen=True):
    """A word on a wish as it was seen: granted on these dates, or rejected with a reason."""

    wish: Id
    seen_version: Seen
    decision: Literal["grant", "reject"]
    dates: WishSpan | None = None
    reason: Said = ""


class RoundSettle(Strict, frozen=True):
    """A word on every wish of a round at once, as the round and each of the wishes were seen."""

    seen_version: Seen
    words: Annotated[list[WordOn], Meta(max_length=MOST)]


class DraftWord(Strict, frozen=True):
    """What somebody has in mind for a wish."""

    wish: Id
    decision: Literal["grant", "reject"]
    dates: WishSpan | None = None
    reason: Said = ""


class WholeDraft(Strict, frozen=True):
    """All that somebody has in mind for a round, in the place of what they had."""

    words: Annotated[list[DraftWord], Meta(max_length=MOST)]
