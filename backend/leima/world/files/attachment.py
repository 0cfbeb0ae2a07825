"""What people attach to what they say, as the server keeps it: a photo, or the pages of a PDF, and nothing else."""

import msgspec

from leima.world.files.apart import Limits
from leima.world.files.refused import Refused

LIMITS = Limits(memory=320 * 1024 * 1024, named="attachment")
_PHOTOS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
_HEIF = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"})


class Attachment(msgspec.Struct, frozen=True):
    """A file that was taken: its media type, its bytes, and how many pages it has."""

    media: str
    content: bytes
    pages: int = 1


def read_attachment(name: str, content: bytes) -> Attachment:
    """The file as it is kept. What it is, its first bytes say, and not its name. Raises Refused."""
    if content.startswith(_PHOTOS):
        from leima.world.files.photo import plain_photo

        return Attachment("image/jpeg", plain_photo(content))
    if b"%PDF-" in content[:1024]:
        from leima.world.files.pdf import plain_pdf

        return Attachment("application/pdf", *plain_pdf(content))
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF:
        raise Refused("attachment_heic")
    raise Refused("attachment_other")
