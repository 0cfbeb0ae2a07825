"""A picture from outside as a small PNG: upright, without empty edges, clear where it was clear."""

import io

from PIL import Image, ImageOps

from leima.world.files.refused import Refused

WIDEST, HIGHEST = 512, 256
"""Pixels that are kept: sharp on paper where the picture is 4 cm wide."""
MOST_BYTES = 48 * 1024
"""Bytes that are kept: every device of the organisation has them, and every paper."""
MOST_MEGAPIXELS = 25
_FORMATS = ("PNG", "JPEG", "WEBP")
_COLOURS = 256
_SMALLER = 0.8
"""How much smaller a picture is made that has too many bytes in few colours too."""


def small_picture(content: bytes) -> tuple[bytes, int, int]:
    """The PNG with its width and height.

    Raises Refused for what is damaged, cut off, empty, or has too many pixels.
    """
    Image.MAX_IMAGE_PIXELS = None
    try:
        return _packed(_fitted(_opened(content)))
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("logo_damaged") from error


def _opened(content: bytes) -> Image.Image:
    """The whole picture in red, green, blue and alpha: a copy at the most, since a large one fills half the memory."""
    with Image.open(io.BytesIO(content), formats=_FORMATS) as given:
        if given.width * given.height > MOST_MEGAPIXELS * 1_000_000:
            raise Refused("logo_pixels", most=MOST_MEGAPIXELS)
        given.draft("RGB", (2 * WIDEST, 2 * HIGHEST))
        given.load()
        if given.mode.startswith("I"):
            return given.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGBA")
        return given if given.mode == "RGBA" else given.convert("RGBA")


def _fitted(whole: Image.Image) -> Image.Image:
    """Drawn on a clear sheet, so that nothing comes along but what is seen. It is made smaller before it is copied."""
    coarse = max(1, whole.width // (4 * WIDEST), whole.height // (4 * HIGHEST))
    upright = ImageOps.exif_transpose(whole.reduce(coarse) if coarse > 1 else whole)
    seen = upright.getchannel("A").getbbox()
    if seen is None:
        raise Refused("logo_empty")
    drawn = upright.crop(seen)
    drawn.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
    return Image.alpha_composite(Image.new("RGBA", drawn.size), drawn)


def _packed(drawn: Image.Image) -> tuple[bytes, int, int]:
    """At most so many bytes: in fewer colours where there are more, and then smaller."""
    plain = drawn.convert("RGB") if drawn.getchannel("A").getextrema() == (255, 255) else drawn
    png = _png(plain)
    if len(png) > MOST_BYTES:
        png = _png(plain.quantize(_COLOURS, Image.Quantize.FASTOCTREE))
    if len(png) > MOST_BYTES:
        size = (max(1, int(drawn.width * _SMALLER)), max(1, int(drawn.height * _SMALLER)))
        return _packed(drawn.resize(size, Image.Resampling.LANCZOS))
    return png, drawn.width, drawn.height


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
