"""Papers for tests of printing, with their files."""

import io
from pathlib import Path

import msgspec
from pikepdf import Pdf
from PIL import Image, ImageDraw

from leima.features.claim_papers.paper import Block, Column, Facts, File, Heading, Paper, Printed, Rows, Sums, Text
from leima.features.claim_papers.press import LIMITS, print_paper
from leima.world.files.apart import read_apart

ONE = (
    Sums((Column("Korvaukset"), Column("Verovapaata")), (("1 234,56 €", "1 200,00 €"),)),
    Facts((("Nimi", "Aino Virtanen"), ("Tila", "Hyväksytty"))),
    Heading("Matka: Tampere"),
    Rows(
        (Column("Päivä"), Column("Peruste", wide=True), Column("Korvaus", right=True)),
        tuple((f"{day}.3.2026", "Kokopäiväraha\nmatka kesti 12:00", "54,00 €") for day in range(1, 61)),
        ("Yhteensä", "", "3 240,00 €"),
    ),
    Text("1. Verohallinnon päätös", quiet=True),
)


def paper(*blocks: Block, lang: str = "fi", title: str = "Matkalasku") -> Paper:
    return Paper(title, "Pohjola Oy", "Aihe", "Aino Virtanen", lang, "Matkalasku · versio 3", 1_796_000_000, blocks)


def printed(folder: Path, *blocks: Block, lang: str = "fi", title: str = "Matkalasku", logo: bytes = b"") -> Pdf:
    """The paper as its own process makes it."""
    told = paper(*blocks, lang=lang, title=title)
    content = msgspec.json.encode(msgspec.structs.replace(told, organisation=told.lead, logo=logo))
    made = read_apart(print_paper, str(folder), content, Printed, LIMITS)
    written = (folder / "paper.pdf").read_bytes()
    assert made.size == len(written)
    return Pdf.open(io.BytesIO(written))


def photo(folder: Path, name: str, size: tuple[int, int] = (900, 1200), seed: float = 60.0) -> File:
    """A photo in the folder, as noisy as photos are."""
    picture = Image.effect_noise(size, seed).convert("RGB")
    ImageDraw.Draw(picture).text((40, 40), name, fill="white")
    picture.save(folder / name, "JPEG", quality=60)
    return file(name, "image/jpeg")


def pdf(folder: Path, name: str, pages: int) -> File:
    """A PDF in the folder, with so many empty pages."""
    made = Pdf.new()
    for _ in range(pages):
        made.add_blank_page()
    made.save(folder / name)
    return file(name, "application/pdf")


def file(name: str, media: str) -> File:
    return File(
        name,
        media,
        title=f"Kuitti {name}",
        alt=f"Kuva kuitista {name}",
        page=", sivu {page}/{pages}",
        left_out="Tässä on {printed}/{pages} sivua.",
        unreadable="Liitettä ei voitu näyttää.",
    )


def text_of(pdf: Pdf) -> str:
    """Every letter of the pages, in the order of their drawing."""
    import pypdfium2

    out = io.BytesIO()
    pdf.save(out)
    with pypdfium2.PdfDocument(out.getvalue()) as opened:
        return "\n".join(page.get_textpage().get_text_bounded() for page in opened)


def alternatives(pdf: Pdf) -> list[str]:
    """The alternative texts of its figures."""
    return [str(one.Alt) for one in pdf.objects if hasattr(one, "keys") and one.get("/S") == "/Figure"]
