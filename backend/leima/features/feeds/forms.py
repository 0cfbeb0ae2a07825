"""What links for calendars say on the wire."""

from typing import Annotated

import msgspec
from msgspec import Meta

from leima.web.forms import ONE_LINE, Form


class NewFeed(Form, frozen=True):
    """A new link: its name; whether own leave says its kind; whether the supervised teams' days away are in it."""

    name: Annotated[str, Meta(min_length=1, max_length=60, pattern=ONE_LINE)]
    kinds: bool = False
    team: bool = False


class Feed(msgspec.Struct, frozen=True):
    """A link without its secret, which nobody can be told again. Dates are ISO; `used_on` is when it was last read."""

    id: str
    name: str
    kinds: bool
    team: bool
    created_on: str
    used_on: str | None


class Feeds(msgspec.Struct, frozen=True):
    """The caller's links, oldest first."""

    feeds: list[Feed]


class MadeFeed(msgspec.Struct, frozen=True):
    """A link that has just been made: `address` is said this once."""

    address: str
    feed: Feed
