"""The organisation's logo on the wire."""

from typing import Annotated

import msgspec
from msgspec import Meta

from leima.web.forms import Form

MOST_BYTES = 2_000_000
"""Bytes of the file that an admin chooses."""
MOST_BODY = 4_000_000
"""The same of a request, with room for a larger file to be told of by a sentence of its own."""


class SetLogo(Form, frozen=True):
    """A picture (PNG, JPEG or WebP, at most 2 MB) in base64."""

    content: Annotated[str, Meta(min_length=1, max_length=MOST_BODY)]


class KeptLogo(msgspec.Struct, frozen=True):
    """The logo as it is kept: a PNG of at most 512 by 256 pixels. Another picture has another version."""

    version: str
    width: int
    height: int
