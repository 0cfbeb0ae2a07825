"""What pushes say on the wire."""

from typing import Annotated

import msgspec
from msgspec import Meta

from leima.features.push.topics import Topic
from leima.web.forms import Form

Key = Annotated[str, Meta(min_length=16, max_length=128, pattern=r"^[A-Za-z0-9_-]+={0,2}\Z")]
Hour = Annotated[str, Meta(min_length=5, max_length=5, pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z")]


class Subscribe(Form, frozen=True):
    """What the browser of a device has given: where messages go, and the keys that they are encrypted with."""

    endpoint: Annotated[str, Meta(min_length=10, max_length=1024, pattern=r"^[!-~]+\Z")]
    p256dh: Key
    auth: Key


class TryPush(Form, frozen=True):
    """The endpoint at which the device believes to be reached."""

    endpoint: Annotated[str, Meta(min_length=10, max_length=1024, pattern=r"^[!-~]+\Z")]


class PushKeyAnswer(msgspec.Struct, frozen=True):
    """The public key that a browser is to take messages by."""

    key: str


class DeviceState(msgspec.Struct, frozen=True):
    """Whether messages go to the device that asks. Instants are ISO UTC; since `failing_since` none has arrived."""

    on: bool
    endpoint: str | None = None
    sent_at: str | None = None
    failing_since: str | None = None


class Quiet(Form, frozen=True):
    """Hours of the site in which nothing is sent; they may cross midnight."""

    start: Hour
    end: Hour


class Choose(Form, frozen=True):
    """Which topics stay in the inbox, and when it is quiet."""

    off: Annotated[list[Topic], Meta(max_length=20)]
    quiet: Quiet | None = None


class Choices(msgspec.Struct, frozen=True):
    """What the person has chosen, of which topics."""

    topics: list[str]
    off: list[str]
    quiet: Quiet | None
