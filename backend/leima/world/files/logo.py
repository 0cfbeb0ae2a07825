"""An organisation's logo from outside, as it is kept: a small PNG, and nothing else of the file."""

import msgspec

from leima.world.files.apart import Limits
from leima.world.files.refused import Refused

LIMITS = Limits(memory=320 * 1024 * 1024, named="logo")
_BEGINS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class Logo(msgspec.Struct, frozen=True):
    """A logo that was taken: a PNG, and its pixels."""

    png: bytes
    width: int
    height: int


def read_logo(name: str, content: bytes) -> Logo:
    """The logo as it is kept. What it is, its first bytes say, and not its name. Raises Refused.

    A drawing (SVG) is a page of its own to whoever opens it, scripts and links too: it is not taken.
    """
    if not content.startswith(_BEGINS) and (content[:4], content[8:12]) != (b"RIFF", b"WEBP"):
        raise Refused("logo_svg" if _is_drawing(content) else "logo_other")
    from leima.world.files.small_picture import small_picture

    return Logo(*small_picture(content))


def _is_drawing(content: bytes) -> bool:
    head = content[:4096].replace(b"\0", b"").lower()
    return b"<svg" in head or b"<!doctype svg" in head
