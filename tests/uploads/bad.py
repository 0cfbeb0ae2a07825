"""What people send in the place of a receipt, by mistake or with intent: each is refused, and by which code."""

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from random import Random

from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from tests.uploads import attachments as given

MEGABYTES_15 = 15 * 1024 * 1024
Bad = tuple[Callable[[], bytes], str]
NOISE = Random(7).randbytes(4_000)
PNG, PDF = b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *more: bytes, data: bytes = b"", depth: int = 8, colour: int = 0) -> bytes:
    """A PNG by its size and chunks."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return PNG + chunk(b"IHDR", head) + b"".join(more) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def riff(kind: bytes, inside: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", len(inside) + 4) + kind + inside


def picture(kind: str, size: tuple[int, int] = (40, 40)) -> bytes:
    """A picture of a kind that is not taken."""
    out = io.BytesIO()
    Image.new("RGB", size, "blue").save(out, kind)
    return out.getvalue()


def zipped(name: str, text: bytes = b"hei") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, text)
    return made.getvalue()


def tarred() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as packed:
        packed.addfile(tarfile.TarInfo("../../etc/passwd"))
    return made.getvalue()


def large_frame() -> bytes:
    """A JPEG whose frame says 65,500 pixels square."""
    content = given.photo()
    at = content.index(b"\xff\xc0") + 5
    return content[:at] + struct.pack(">HH", 65_500, 65_500) + content[at + 4 :]


def wrong_check() -> bytes:
    """A PNG whose head was changed without its sum."""
    content = bytearray(given.photo(kind="PNG"))
    content[20] ^= 0xFF
    return bytes(content)


def pdf_of(change: Callable[[Pdf], None], **how: object) -> bytes:
    made = given.pdf()
    change(made)
    return given.saved(made, **how)


def many_streams(made: Pdf) -> None:
    """Twelve parts that unpack to nine megabytes each."""
    packed = zlib.compress(bytes(9_000_000), 9)
    for n in range(12):
        part = Stream(made, b"")
        part.write(packed, filter=Name.FlateDecode)
        made.pages[0].obj[f"/Contents{n}"] = made.make_indirect(part)
    made.pages[0].obj.Resources = Dictionary({f"/R{n}": made.pages[0].obj[f"/Contents{n}"] for n in range(12)})


def three_times(made: Pdf) -> None:
    """A part that was deflated three times."""
    data = bytes(90_000_000)
    for _ in range(3):
        data = zlib.compress(data, 9)
    made.pages[0].obj.Contents = Stream(made, b"")
    made.pages[0].obj.Contents.write(data, filter=Array([Name.FlateDecode] * 3))


def wide_picture(made: Pdf) -> None:
    one = Stream(made, bytes(10))
    one.Type, one.Subtype, one.Width, one.Height = Name.XObject, Name.Image, 2_000_000_000, 1
    made.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Im0=made.make_indirect(one)))


def without_pages() -> bytes:
    return given.saved(Pdf.new())


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><svg>&b;</svg>'
DAMAGED: Mapping[str, Callable[[], bytes]] = {
    "a fake JPEG": lambda: b"\xff\xd8\xff\xe0" + b"x" * 500,
    "a fake PNG": lambda: PNG + b"x" * 500,
    "a fake WebP": lambda: riff(b"WEBP", b"VP8 " + b"x" * 500),
    "a sound as a picture": lambda: riff(b"WAVE", b"fmt " + NOISE),
    "a film as a picture": lambda: riff(b"AVI ", b"LIST" + NOISE),
    "the first three bytes of a JPEG": lambda: b"\xff\xd8\xff",
    "the first eight bytes of a PNG": lambda: PNG,
    "half a JPEG": lambda: given.photo()[:700],
    "half a PNG": lambda: given.photo(kind="PNG")[:120],
    "half a WebP": lambda: given.photo(kind="WEBP")[:60],
    "a JPEG of noise": lambda: b"\xff\xd8\xff\xdb" + NOISE,
    "a script behind the head of a JPEG": lambda: b"\xff\xd8\xff\xfe<?php system($_GET[0]); ?>",
    "a PNG with a wrong sum": wrong_check,
    "a PNG without a picture": lambda: PNG + chunk(b"IEND", b""),
    "a PNG of no width": lambda: png(0, 10, data=zlib.compress(b"0")),
    "a PNG with noise for its picture": lambda: png(64, 64, data=NOISE),
    "a PNG whose note unpacks to 300 MB": lambda: png(
        8, 8, chunk(b"zTXt", b"n\0\0" + zlib.compress(bytes(300_000_000), 9)), data=zlib.compress(bytes(100))
    ),
    "a broken PDF": lambda: PDF + b"1 0 obj <<>> endobj",
    "the head of a PDF": lambda: PDF,
    "half a PDF": lambda: given.saved(given.pdf())[:200],
    "noise in a PDF": lambda: PDF + NOISE,
    "a zip in a PDF": lambda: PDF + zipped("a.txt"),
    "a page of the web before the head of a PDF": lambda: b"<html><script>1</script></html>" + PDF,
    "a GIF before the head of a PDF": lambda: b"GIF89a" + PDF,
    "a PDF that follows itself": lambda: PDF + b"trailer << /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF",
    "a PDF that nests": lambda: PDF + b"1 0 obj " + b"[" * 200_000 + b" endobj\ntrailer << /Root 1 0 R >>",
    "a PDF whose pages hold themselves": lambda: (
        PDF
        + b"1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Count 1/Kids[2 0 R]>> endobj\n"
        + b"trailer << /Root 1 0 R /Size 3 >>\n%%EOF"
    ),
}
OTHER: Mapping[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "one byte": lambda: b"\0",
    "zeros": lambda: bytes(5_000),
    "noise": lambda: NOISE,
    "an SVG": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "an SVG behind a mark": lambda: b'\xef\xbb\xbf<?xml version="1.0"?><svg onload="alert(1)"/>',
    "an SVG of entities": lambda: ENTITIES,
    "a page of the web": lambda: b"<!doctype html><script>location='https://x.test'</script>",
    "a script": lambda: b"#!/bin/sh\nrm -rf /\n",
    "a page of PHP": lambda: b"<?php phpinfo();",
    "a note": lambda: b"Kuitti 12,50 e",
    "a table": lambda: b"nimi;summa\nTaksi;12,50\n",
    "JSON": lambda: b'{"sha256": "0"}',
    "a letter": lambda: b"From: a@b.test\r\nSubject: kuitti\r\n\r\nliitteen\xe4",
    "rich text": lambda: rb"{\rtf1\ansi Kuitti}",
    "PostScript": lambda: b"%!PS-Adobe-3.0\n(x) show\n",
    "a GIF": lambda: picture("GIF"),
    "a BMP": lambda: picture("BMP"),
    "a TIFF": lambda: picture("TIFF"),
    "an icon": lambda: picture("ICO"),
    "a JPEG 2000": lambda: b"\x00\x00\x00\x0cjP  \r\n\x87\n" + NOISE,
    "a JPEG XL": lambda: b"\xff\x0a" + NOISE,
    "a Photoshop file": lambda: b"8BPS\x00\x01" + NOISE,
    "a film": lambda: b"\x00\x00\x00\x18ftypmp42" + NOISE,
    "a song": lambda: b"ID3\x03\x00" + NOISE,
    "a zip": lambda: zipped("kuitti.jpg", given.photo()),
    "a zip that unpacks to 200 MB": lambda: zipped("kuitti.pdf", bytes(200_000_000)),
    "a workbook": lambda: zipped("xl/workbook.xml", b"<workbook/>"),
    "a gzip": lambda: gzip.compress(given.photo()),
    "a tar that climbs": tarred,
    "a 7z": lambda: b"7z\xbc\xaf\x27\x1c" + NOISE,
    "a program of Windows": lambda: b"MZ\x90\x00" + NOISE,
    "a program of Linux": lambda: b"\x7fELF\x02\x01\x01" + NOISE,
    "a class of Java": lambda: b"\xca\xfe\xba\xbe" + NOISE,
    "an old document": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE,
    "a database": lambda: b"SQLite format 3\x00" + NOISE,
    "a font": lambda: b"\x00\x01\x00\x00\x00\x0f" + NOISE,
}
NAMED: Mapping[str, Bad] = {
    "a HEIC": (lambda: b"\x00\x00\x00\x18ftypheic" + NOISE, "attachment_heic"),
    "an AVIF": (lambda: b"\x00\x00\x00\x18ftypavif" + NOISE, "attachment_heic"),
    "a PNG of 50,000 pixels square": (lambda: given.huge_png(50_000, 50_000), "attachment_pixels"),
    "a PNG of 2,000,000,000 pixels in a row": (lambda: given.huge_png(2_000_000_000, 1), "attachment_pixels"),
    "a JPEG of 65,500 pixels square": (large_frame, "attachment_pixels"),
    "a PDF with a picture of 50,000 pixels square": (given.with_many_pixels, "attachment_pixels"),
    "a PDF with a picture of 2,000,000,000 pixels in a row": (lambda: pdf_of(wide_picture), "attachment_pixels"),
    "an encrypted PDF": (given.encrypted, "attachment_encrypted"),
    "a PDF of no pages": (without_pages, "attachment_pages"),
    "a PDF of 51 pages": (lambda: given.saved(given.pdf(51)), "attachment_pages"),
    "a zip bomb in a PDF's stream": (lambda: given.bomb(200), "attachment_unpacks"),
    "a bomb of three deflations": (lambda: pdf_of(three_times, compress_streams=False), "attachment_unpacks"),
    "a bomb of twelve parts": (lambda: pdf_of(many_streams, compress_streams=False), "attachment_unpacks"),
    "a photo of 15 MB": (lambda: given.photo().ljust(MEGABYTES_15, b"\0"), "too_large"),
    "a PDF of 15 MB": (lambda: given.saved(given.pdf()).ljust(MEGABYTES_15, b"\n"), "too_large"),
    "a byte more than 10 MB": (lambda: given.photo().ljust(10 * 1024 * 1024 + 1, b"\0"), "too_large"),
}
BAD: Mapping[str, Bad] = {
    **{name: (make, "attachment_damaged") for name, make in DAMAGED.items()},
    **{name: (make, "attachment_other") for name, make in OTHER.items()},
    **NAMED,
}
