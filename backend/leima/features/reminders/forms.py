"""What reminders say on the wire."""

from typing import Annotated

import msgspec
from msgspec import Meta

from leima.features.reminders.kinds import Kind
from leima.web.forms import Form

Time = Annotated[str, Meta(min_length=5, max_length=5, pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z")]
"""HH:MM by the clock of the site. It comes once a day, in the nights of the clock change too: past the gap where the
clock jumps over it, and the first time where the clock shows it twice."""
Number = Annotated[int, Meta(ge=1, le=600)]


class OwnReminder(msgspec.Struct, frozen=True):
    """A kind of reminder as it holds for the caller; `usual_...` is the organisation's word. `may_choose` false: that
    alone holds. `number` is minutes of a break, else days; null where there is none to choose."""

    kind: Kind
    enabled: bool
    time: str | None
    number: int | None
    may_choose: bool
    chosen: bool
    usual_enabled: bool
    usual_time: str | None
    usual_number: int | None


class OwnReminders(msgspec.Struct, frozen=True):
    """Every kind of reminder that may concern the caller."""

    reminders: list[OwnReminder]


class ChooseReminder(Form, frozen=True):
    """The caller's own word on a kind: off, or on at another time, or (`usual`) as the organisation says."""

    usual: bool = False
    enabled: bool = True
    time: Time | None = None
    number: Number | None = None


class OfficeReminder(msgspec.Struct, frozen=True):
    """A kind of reminder as the organisation has set it, with the bounds of its number."""

    kind: Kind
    enabled: bool
    time: str | None
    number: int | None
    own: bool
    least: int | None
    most: int | None


class OfficeReminders(msgspec.Struct, frozen=True):
    """Every kind of reminder as the organisation has set it."""

    reminders: list[OfficeReminder]


class SetReminder(Form, frozen=True):
    """What holds in the organisation for a kind; `own`: people may choose for themselves."""

    enabled: bool
    time: Time | None = None
    number: Number | None = None
    own: bool = True
