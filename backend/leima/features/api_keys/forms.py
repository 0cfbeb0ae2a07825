"""What keys for programs say on the wire."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from leima.access.scopes import Scope
from leima.web.forms import ONE_LINE, Day, Form


class NewKey(Form, frozen=True):
    """A new key: its name, what it may do, and the last date on which it is good, a year from today at the most."""

    name: Annotated[str, Meta(min_length=1, max_length=60, pattern=ONE_LINE)]
    scopes: Annotated[list[Scope], Meta(min_length=1, max_length=10)]
    until: Day


class ApiKeyData(msgspec.Struct, frozen=True):
    """A key without its secret, which nobody can be told again: `ending` is its last four letters. Dates are ISO, and
    `used_at` is an ISO instant in UTC. A key that was made by a command was made by nobody."""

    id: str
    name: str
    ending: str
    scopes: list[Scope]
    made_on: str
    made_by_name: str | None
    until: str
    used_at: str | None
    standing: Literal["good", "expired", "revoked"]


class ApiKeys(msgspec.Struct, frozen=True):
    """The organisation's keys, the good ones first; and the scopes that a key may have."""

    keys: list[ApiKeyData]
    scopes: list[Scope]
    latest: str
    """The last date that a new key may have."""


class MadeKey(msgspec.Struct, frozen=True):
    """A key that has just been made: `secret` is said this once."""

    secret: str
    key: ApiKeyData
