"""Photos and PDFs as tests send them, made here: ordinary ones, and ones that mean harm."""

import io
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

WHERE = {1: "N", 2: (60.0, 10.0, 5.0), 3: "E", 4: (24.0, 56.0, 8.0)}
"""Where a photo was taken, as phones write it."""


def photo(size: tuple[int, int] = (320, 240), kind: str = "JPEG", **saved: object) -> bytes:
    """A picture whose upper left is red and whose rest is blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    out = io.BytesIO()
    image.save(out, kind, **saved)
    return out.getvalue()


def from_a_phone(orientation: int = 1) -> bytes:
    """A photo that tells where and by what it was taken, and how to turn it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Puhelin"
    exif.get_ifd(0x8825).update(WHERE)
    return photo(exif=exif)


def huge_png(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that would unpack to width times height pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((1, 0, 0, 0, 0))
    data = zlib.compress(bytes(1000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def pdf(pages: int = 1) -> Pdf:
    """A PDF whose pages say something."""
    made = Pdf.new()
    for _ in range(pages):
        page = made.add_blank_page(page_size=(595, 842))
        page.obj.Contents = Stream(made, b"BT /F1 12 Tf 50 700 Td (Kuitti 12,50) Tj ET")
    return made


def saved(given: Pdf, **how: Any) -> bytes:
    out = io.BytesIO()
    given.save(out, **how)
    return out.getvalue()


def with_everything() -> bytes:
    """A PDF with scripts, actions, a form, an attached file, and what tells of its making."""
    given = pdf()
    script = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    given.Root.OpenAction = script
    given.Root.AA = Dictionary(WC=script)
    given.Root.AcroForm = Dictionary(Fields=Array(), XFA=pikepdf.String("<xdp/>"))
    page = given.pages[0].obj
    page.AA = Dictionary(O=script)
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=script)
    page.Annots = Array([given.make_indirect(link)])
    given.attachments["virus.exe"] = b"MZ kanarialintu"
    with given.open_metadata() as told:
        told["dc:creator"] = ["Kanarialintu"]
    given.docinfo["/Author"] = "Kanarialintu"
    return saved(given)


def encrypted() -> bytes:
    return saved(pdf(), encryption=pikepdf.Encryption(owner="a", user="b"))


def bomb(megabytes: int) -> bytes:
    """A PDF of a few kilobytes whose page unpacks to so many megabytes, deflated twice."""
    given = pdf()
    once = zlib.compress(bytes(megabytes * 1_000_000), 9)
    twice = zlib.compress(once, 9)
    page = given.pages[0].obj
    page.Contents = Stream(given, b"")
    page.Contents.write(twice, filter=Array([Name.FlateDecode, Name.FlateDecode]))
    return saved(given, compress_streams=False)


def with_many_pixels() -> bytes:
    """A PDF with a picture that says that it is 50,000 pixels square."""
    given = pdf()
    picture = Stream(given, bytes(10))
    picture.Type, picture.Subtype, picture.Width, picture.Height = Name.XObject, Name.Image, 50_000, 50_000
    given.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Im0=given.make_indirect(picture)))
    return saved(given)
