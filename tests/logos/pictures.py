"""Logos as admins have them, made here: ordinary ones, and ones that cannot be taken."""

import base64
import io
from collections.abc import Mapping

from PIL import Image, ImageDraw

from tests.uploads import attachments


def saved(image: Image.Image, kind: str = "PNG", **how: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def mark(size: tuple[int, int] = (600, 200), colour: str = "#0c6b4f", mode: str = "RGBA") -> Image.Image:
    """A bar and a disc on a clear sheet (on white where the mode has no clear), up to the edges."""
    image = Image.new(mode, size, (0, 0, 0, 0) if mode == "RGBA" else "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, size[1] // 3, size[0] - 1, size[1] // 2), fill=colour)
    draw.ellipse((0, 0, size[1] - 1, size[1] - 1), fill=colour)
    return image


def logo(size: tuple[int, int] = (600, 200), colour: str = "#0c6b4f") -> bytes:
    return saved(mark(size, colour))


def form(content: bytes) -> dict[str, str]:
    """The body of a request that sets it."""
    return {"content": base64.b64encode(content).decode()}


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content), formats=("PNG",))


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BAD: Mapping[str, tuple[bytes, str]] = {
    "a drawing": (SVG, "logo_svg"),
    "a drawing in UTF-16": (SVG.decode().encode("utf-16"), "logo_svg"),
    "a drawing after a long note": (b"<!--" + b" " * 2_000 + b"-->" + SVG, "logo_svg"),
    "words": (b"This is no picture at all", "logo_other"),
    "nothing but zeros": (bytes(5_000), "logo_other"),
    "a PDF": (attachments.saved(attachments.pdf()), "logo_other"),
    "a GIF": (saved(mark(mode="RGB"), "GIF"), "logo_other"),
    "a BMP": (saved(mark(mode="RGB"), "BMP"), "logo_other"),
    "a page that says that it is a picture": (b"<html><script>alert(1)</script></html>", "logo_other"),
    "a sound in RIFF": (b"RIFF\x24\0\0\0WAVEfmt ", "logo_other"),
    "half a PNG": (logo()[: len(logo()) // 2], "logo_damaged"),
    "the head of a PNG": (logo()[:8], "logo_damaged"),
    "half a JPEG": (saved(mark(mode="RGB"), "JPEG")[:300], "logo_damaged"),
    "a PNG that unpacks to 900 million pixels": (attachments.huge_png(30_000, 30_000), "logo_pixels"),
    "a PNG of one row without end": (attachments.huge_png(2_000_000_000, 1), "logo_pixels"),
    "a wholly clear picture": (saved(Image.new("RGBA", (200, 100))), "logo_empty"),
    "three megabytes": (logo() + bytes(2_000_000), "logo_large"),
}
"""What it is, and the code of the sentence that says why it is not taken."""
