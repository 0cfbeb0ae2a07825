"""The bodies of what is sent, decided and closed."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from leima.web.forms import Id, Month, Text

Seen = Annotated[int, Meta(ge=1, le=2**31)]


class Strict(msgspec.Struct, forbid_unknown_fields=True):
    """The base of every body from outside."""


class MonthApprove(Strict):
    """The month counts as it was seen."""

    seen_version: Seen


class MonthReturn(Strict):
    """The month goes back to its person, with words."""

    reason: Text
    seen_version: Seen


class ChangeDecide(Strict):
    """A word on a request to change a locked month."""

    decision: Literal["approve", "reject"]
    seen_version: Seen
    reason: Text = ""


class CloseMonths(Strict):
    """Payroll closes a month: of the people named, of a team, or of all. `id` makes a repeat harmless.

    With a `reason` the people named have left: payroll sends and approves the month in their place.
    """

    id: Id
    month: Month
    people: Annotated[list[Id], Meta(min_length=1, max_length=20_000)] | None = None
    team: Id | None = None
    all: bool = False
    reason: Text | None = None
