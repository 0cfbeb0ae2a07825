"""What becomes of an attached file: a plain picture or plain pages, or a sentence that says what to do."""

import io

import pytest
from pikepdf import Pdf
from PIL import Image

from leima.world.files.apart import read_apart
from leima.world.files.attachment import LIMITS, Attachment, read_attachment
from leima.world.files.photo import LONGEST, is_plain
from leima.world.files.refused import Refused
from tests.uploads import attachments as given

RED, BLUE = (254, 0, 0), (0, 0, 254)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def is_near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 12 for one, other in zip(pixel, colour, strict=True))


def test_a_plain_photo_is_kept_byte_for_byte() -> None:
    sent = given.photo()
    assert is_plain(sent)
    assert read_attachment("", sent) == Attachment("image/jpeg", sent, 1)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_phones_photo_is_upright_and_tells_nothing(orientation: int) -> None:
    sent = given.from_a_phone(orientation)
    assert b"Puhelin" in sent and opened(sent).getexif().get_ifd(0x8825)
    made = read_attachment("", sent).content
    photo = opened(made)
    assert b"Puhelin" not in made and not photo.getexif() and is_plain(made)
    assert photo.size == ((240, 320) if orientation > 4 else (320, 240))
    wanted = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}[orientation]
    corners = {
        (x, y): photo.convert("RGB").getpixel((x * (photo.width - 1), y * (photo.height - 1)))
        for x in (0, 1)
        for y in (0, 1)
    }
    assert {corner for corner, pixel in corners.items() if is_near(pixel, RED)} == {wanted}


@pytest.mark.parametrize(
    "tail", [b"PK\x03\x04 a second file", b"\xff\xfe\x00\x20kanarialintu"], ids=["after the end", "a note"]
)
def test_what_stands_beside_the_picture_is_gone(tail: bytes) -> None:
    sent = given.photo()
    sent = sent + tail if tail.startswith(b"PK") else sent[:2] + tail[:4] + tail[4:].ljust(0x1E) + sent[2:]
    assert not is_plain(sent)
    assert tail[4:12] not in read_attachment("", sent).content


def test_a_large_photo_is_made_smaller_and_other_kinds_become_jpegs() -> None:
    large = opened(read_attachment("", given.photo((4000, 1000))).content)
    assert (large.format, large.size) == ("JPEG", (LONGEST, LONGEST // 4))
    for kind in ("PNG", "WEBP"):
        made = read_attachment("", given.photo(kind=kind, lossless=True))
        assert made.media == "image/jpeg" and opened(made.content).format == "JPEG"
    clear = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    out = io.BytesIO()
    clear.save(out, "PNG")
    assert is_near(opened(read_attachment("", out.getvalue()).content).getpixel((5, 5)), (255, 255, 255))


def test_a_pdf_is_its_pages_and_nothing_else() -> None:
    made = read_attachment("", given.with_everything())
    assert (made.media, made.pages) == ("application/pdf", 1)
    with Pdf.open(io.BytesIO(made.content)) as kept:
        assert set(kept.Root.keys()) == {"/Type", "/Pages"}
        assert set(kept.pages[0].obj.keys()) <= {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"}
        assert b"Kuitti" in kept.pages[0].obj.Contents.read_bytes()
        objects = repr([one for one in kept.objects])
        assert not kept.attachments and not list(kept.docinfo.keys())
    for gone in ("JavaScript", "Launch", "Kanarialintu", "kanarialintu", "EmbeddedFile", "XFA", "Annot"):
        assert gone not in objects and gone.encode() not in made.content, gone


BAD = {
    "fake photo": (b"\xff\xd8\xff\xe0" + b"x" * 500, "attachment_damaged"),
    "half a photo": (given.photo()[:700], "attachment_damaged"),
    "drawing": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "attachment_other"),
    "page": (b"<!doctype html><script>1</script>", "attachment_other"),
    "film": (given.photo(kind="GIF"), "attachment_other"),
    "nothing": (b"", "attachment_other"),
    "HEIC": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "attachment_heic"),
    "50,000 pixels square": (given.huge_png(50_000, 50_000), "attachment_pixels"),
    "encrypted PDF": (given.encrypted(), "attachment_encrypted"),
    "broken PDF": (b"%PDF-1.7\n1 0 obj <<>> endobj", "attachment_damaged"),
    "51 pages": (given.saved(given.pdf(51)), "attachment_pages"),
    "bomb in a PDF": (given.bomb(200), "attachment_unpacks"),
    "pixels in a PDF": (given.with_many_pixels(), "attachment_pixels"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_files_are_refused_by_name_in_a_process_of_their_own(kind: str) -> None:
    content, code = BAD[kind]
    with pytest.raises(Refused) as refused:
        read_apart(read_attachment, "", content, Attachment, LIMITS)
    assert refused.value.code == code


def test_a_photo_of_48_megapixels_is_taken_within_the_limits() -> None:
    made = read_apart(read_attachment, "", given.photo((8000, 6000), "PNG"), Attachment, LIMITS)
    assert max(opened(made.content).size) == LONGEST
