"""A PDF from outside made anew from its pages: no scripts, no actions, no forms, no files within."""

import io
import zlib
from typing import Any

from pikepdf import Dictionary, Name, PasswordError, Pdf, PdfError, Stream

from leima.world.files.refused import Refused

MOST_PAGES = 50
MOST_MEGABYTES = 64
"""What all parts of a PDF may unpack to, photos not counted."""
MOST_MEGAPIXELS = 60
_KEPT = frozenset({"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/UserUnit"})
"""What a page needs to be seen; the rest of it acts, links, or tells of its making."""
_TOLD = frozenset({"/Metadata", "/PieceInfo", "/AA", "/OPI", "/AF"})


def plain_pdf(content: bytes) -> tuple[bytes, int]:
    """The PDF as it is kept, and how many pages it has.

    Raises Refused for what is encrypted, damaged, without or with too many pages, or would unpack to too much.
    """
    try:
        with Pdf.open(io.BytesIO(content)) as given, Pdf.new() as made:
            if not 1 <= len(given.pages) <= MOST_PAGES:
                raise Refused("attachment_pages", most=MOST_PAGES)
            for page in given.pages:
                for name in set(page.obj.keys()) - _KEPT:
                    del page.obj[name]
            made.pages.extend(given.pages)
            _bound(made)
            out = io.BytesIO()
            made.save(out, deterministic_id=True)
            return out.getvalue(), len(made.pages)
    except PasswordError as error:
        raise Refused("attachment_encrypted") from error
    except (PdfError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise Refused("attachment_damaged") from error


def _bound(pdf: Pdf) -> None:
    """Takes the rest of what tells or acts away. Raises Refused when the parts would unpack to too much."""
    left = MOST_MEGABYTES * 1_000_000
    for one in pdf.objects:
        if isinstance(one, (Dictionary, Stream)):
            for name in _TOLD & set(one.keys()):
                del one[name]
        if isinstance(one, Stream):
            _refuse_many_pixels(one)
            left -= _unpacked(one, left)
            if left <= 0:
                raise Refused("attachment_unpacks", most=MOST_MEGABYTES)


def _refuse_many_pixels(stream: Stream) -> None:
    if stream.get("/Subtype") == Name.Image:
        width, height = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
        if width * height > MOST_MEGAPIXELS * 1_000_000:
            raise Refused("attachment_pixels", most=MOST_MEGAPIXELS)


def _unpacked(stream: Stream, most: int) -> int:
    """Bytes that a deflated part unpacks to, or as many as `most`; every later deflation of it is counted with it."""
    filters: Any = stream.get("/Filter", [])
    names = [str(filters)] if isinstance(filters, Name) else [str(one) for one in filters]
    data, count = stream.read_raw_bytes(), 0
    for name in names:
        if name not in ("/FlateDecode", "/Fl"):
            return max(count, len(data))
        unpacking = zlib.decompressobj()
        try:
            data = unpacking.decompress(data, most)
        except zlib.error:
            return max(count, len(data))
        count += len(data)
        if count >= most or unpacking.unconsumed_tail:
            return most
    return max(count, len(data))
