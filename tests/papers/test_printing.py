"""A paper is printed as PDF/UA-1: whatever is typed or attached, it can be read, heard and kept."""

import io
from pathlib import Path
from typing import Any

import pytest
import typst
from pikepdf import Pdf

from leima.features.claim_papers.paper import Facts, Heading, Text
from leima.features.claim_papers.pictures import LEAST_OF_ONE, MOST_PAGES, MOST_PIXELS, Pictures
from leima.world.files.logo import read_logo
from tests.logos.pictures import logo
from tests.papers.papers import ONE, alternatives, file, pdf, photo, printed, text_of
from tests.papers.ua import findings


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_a_paper_with_photos_and_pdfs_passes_what_a_machine_can_tell_of_pdf_ua(tmp_path: Path, lang: str) -> None:
    files = [photo(tmp_path, "a"), pdf(tmp_path, "b", 2)]
    made = printed(tmp_path, *ONE, Heading("Kuitit"), *files, lang=lang)
    assert findings(made) == []
    assert (str(made.Root.Lang), made.docinfo["/Title"]) == (lang, "Matkalasku")
    with made.open_metadata() as told:
        assert (told["pdfuaid:part"], told["pdfaid:part"], told["pdfaid:conformance"]) == ("1", "2", "A")
    assert alternatives(made) == [
        "Kuva kuitista a.",
        "Kuva kuitista b, sivu 1/2.",
        "Kuva kuitista b, sivu 2/2.",
    ]


PLANTED: dict[str, tuple[bytes, dict[str, Any], set[str]]] = {
    "no tags": (b"= A", {"pdf_tags": False}, {"01-007", "01-000", "01-005", "05-001", "06-003", "07-001"}),
    "no identifier, no title": (b"= A", {}, {"05-001", "06-003", "07-001"}),
    "a figure without words": (b'= A\n#image("a")', {}, {"13-004", "05-001", "06-003", "07-001"}),
    "a level left out": (b"= A\n=== B", {}, {"14-003", "05-001", "06-003", "07-001"}),
    "a table without headers": (b"#table(columns: 2)[1][2][3][4]", {}, {"15-003", "05-001", "06-003", "07-001"}),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_the_checker_finds_what_is_planted(tmp_path: Path, planted: str) -> None:
    photo(tmp_path, "a")
    source, options, expected = PLANTED[planted]
    made = typst.compile(source, root=tmp_path, ignore_system_fonts=True, **options)
    assert isinstance(made, bytes)
    assert {one.split()[0] for one in findings(Pdf.open(io.BytesIO(made)))} == expected


def test_what_a_person_types_is_never_markup(tmp_path: Path) -> None:
    typed = '#read("paper.json") *x* = H \\ $a$ <b> `c` @d [e] "f" #image("a") //g'
    made = printed(tmp_path, Facts(((typed, typed),)), Text(typed), Heading(typed), title=typed)
    assert findings(made) == []
    assert "".join(text_of(made).split()).count("".join(typed.split())) == 5


def test_signs_that_no_font_has_become_squares_and_the_rest_is_there(tmp_path: Path) -> None:
    made = printed(tmp_path, Facts((("Nimi", "Li 李明 Åå 😀 \u0000\u0007 Ωж"),)))
    assert findings(made) == []
    told = text_of(made)
    assert "Åå" in told and "Ωж" in told and "□" in told


def test_a_word_that_no_line_holds_is_broken_and_stays_on_the_page(tmp_path: Path) -> None:
    made = printed(tmp_path, *ONE[:2], Facts((("Lisätieto", "x" * 3_000),)), Text("y" * 3_000))
    told = text_of(made)
    assert (told.count("x") >= 3_000, told.count("y") >= 3_000, len(made.pages)) == (True, True, 2)


@pytest.mark.parametrize("size", [(600, 200), (200, 600), (24, 24)])
def test_a_logo_stands_beside_the_organisations_name_and_is_said_by_it(tmp_path: Path, size: tuple[int, int]) -> None:
    made = printed(tmp_path, *ONE, title="Matkalasku: " + "pitkä otsikko " * 12, logo=read_logo("", logo(size)).png)
    assert findings(made) == []
    assert alternatives(made) == ["Pohjola Oy"]
    assert "Pohjola Oy" in text_of(made) and text_of(made).count("pitkä") == 12


def test_without_a_logo_a_paper_is_as_it_was(tmp_path: Path) -> None:
    made = printed(tmp_path, *ONE)
    assert alternatives(made) == [] and findings(made) == []


def test_many_receipts_share_the_room_and_what_is_left_out_is_told(tmp_path: Path) -> None:
    files = [photo(tmp_path, f"p{n}", (1_500, 2_000), seed=60 + n) for n in range(20)] + [pdf(tmp_path, "long", 50)]
    made = printed(tmp_path, Heading("Kuitit"), *files)
    assert findings(made) == []
    assert len(alternatives(made)) == MOST_PAGES
    assert f"Tässä on {MOST_PAGES - 20}/50 sivua." in text_of(made)
    pixels = [
        one.Width * one.Height for one in made.objects if hasattr(one, "keys") and one.get("/Subtype") == "/Image"
    ]
    assert max(pixels) <= LEAST_OF_ONE * 1.1


def test_a_receipt_that_is_named_many_times_takes_no_more_room(tmp_path: Path) -> None:
    files = [photo(tmp_path, "a", (1_500, 2_000))] * 40
    pictures = Pictures(tmp_path, files)
    made = [page.size for one in files for page in pictures.of(one).pictures]
    assert len(made) == 40
    assert sum(across * down for across, down in made) <= MOST_PIXELS


def test_a_file_that_cannot_be_read_is_told_of_and_keeps_nothing_else_from_its_reader(tmp_path: Path) -> None:
    (tmp_path / "broken").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    (tmp_path / "torn").write_bytes(b"%PDF-1.7 no pages")
    whole, torn = file("broken", "image/jpeg"), file("torn", "application/pdf")
    made = printed(tmp_path, Heading("Kuitit"), whole, torn, file("gone", "image/jpeg"), photo(tmp_path, "a"))
    assert text_of(made).count("Liitettä ei voitu näyttää.") == 3
    assert alternatives(made) == ["Kuva kuitista a."]


def test_the_text_of_a_pdf_is_heard_with_its_picture(tmp_path: Path) -> None:
    source = b"#set page(height: 5cm)\nHotelli Torni 145,00"
    typst.compile(source, output=str(tmp_path / "t.pdf"), format="pdf", ignore_system_fonts=True)
    made = printed(tmp_path, Heading("Kuitit"), file("t.pdf", "application/pdf"))
    assert alternatives(made) == ["Kuva kuitista t.pdf. Hotelli Torni 145,00"]


def test_the_same_paper_has_the_same_bytes(tmp_path: Path) -> None:
    one = photo(tmp_path, "a")
    made = []
    for _ in range(2):
        printed(tmp_path, *ONE, Heading("Kuitit"), one)
        made.append((tmp_path / "paper.pdf").read_bytes())
    assert made[0] == made[1]
