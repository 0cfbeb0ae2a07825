"""A photo from outside as a plain JPEG: upright, of bounded size, without where, when and by what it was taken."""

import io

from PIL import Image, ImageOps

from leima.world.files.refused import Refused

LONGEST = 3000
"""Pixels of the longer side: small print of an A4 page can be read."""
MOST_MEGAPIXELS = 60
_QUALITY = 85
_FORMATS = ("JPEG", "PNG", "WEBP")
_START, _END, _SCAN, _JFIF = 0xD8, 0xD9, 0xDA, 0xE0
_PLAIN = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, _JFIF})
"""Segments that a picture needs: frames, tables, restarts, and JFIF's own head."""


def plain_photo(content: bytes) -> bytes:
    """The photo as it is kept. One that is plain and small enough already stays as it is, byte for byte.

    Raises Refused for what is damaged, cut off, or has too many pixels.
    """
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as photo:
            width, height = photo.size
            if width * height > MOST_MEGAPIXELS * 1_000_000:
                raise Refused("attachment_pixels", most=MOST_MEGAPIXELS)
            photo.draft("RGB", (LONGEST, LONGEST))
            photo.load()
            if max(width, height) <= LONGEST and is_plain(content):
                return content
            return _made(photo)
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("attachment_damaged") from error


def _made(photo: Image.Image) -> bytes:
    """Drawn on an empty sheet, so that nothing comes along but what is seen. It is made smaller before it is copied."""
    photo.thumbnail((LONGEST, LONGEST))
    upright = ImageOps.exif_transpose(photo)
    clear = upright.convert("RGBA") if upright.has_transparency_data else None
    sheet = Image.new("RGB", upright.size, "white")
    sheet.paste(clear or upright.convert("RGB"), mask=clear)
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def is_plain(content: bytes) -> bool:
    """Whether a JPEG holds nothing but its picture: no place, no note, no second file behind its end."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == _SCAN:
            at = _after_scan(content, at + 2 + length)
        elif marker in _PLAIN and (marker != _JFIF or content[at + 4 : at + 9] == b"JFIF\0"):
            at += 2 + length
        else:
            return False
        if content[at : at + 2] == bytes((0xFF, _END)):
            return at + 2 == len(content)
    return False


def _after_scan(content: bytes, at: int) -> int:
    """Where the next marker stands; within a scan FF is followed by 0 or by the number of a restart."""
    while (at := content.find(0xFF, at)) >= 0 and at + 1 < len(content):
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2
    return len(content)
