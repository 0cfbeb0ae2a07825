"""What e-mail says on the wire."""

from typing import Annotated

import msgspec
from msgspec import Meta

from leima.features.push.topics import Topic
from leima.web.forms import Form


class MailChoose(Form, frozen=True):
    """The topics that go by e-mail."""

    topics: Annotated[list[Topic], Meta(max_length=20)]


class MailState(msgspec.Struct, frozen=True):
    """Whether this server sends e-mail, where to, and of which topics. Instants are ISO UTC: since `failing_since`
    none has gone, since `stopped_at` none is tried, for the address refuses them."""

    available: bool
    address: str
    topics: list[str]
    sent_at: str | None
    failing_since: str | None
    stopped_at: str | None
