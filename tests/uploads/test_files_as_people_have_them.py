"""Tables as people have them: each way of saving one gives the same rows, or a sentence that names the row."""

import io
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from openpyxl import Workbook

from leima.features.agreements.parsing import values
from leima.features.agreements.parsing.values import Wrong
from leima.features.importing.reading import read
from leima.features.importing.report import sentence
from leima.features.importing.shapes import Unreadable
from leima.features.kiky import sheet_rows as rows
from leima.features.kiky.sheet_rows import BadCell
from leima.web.words import LANGUAGES, say, words
from leima.world.files.cells import Date, Formula, Length
from leima.world.files.refused import Refused
from leima.world.files.table import read_table

ROWS = "nimi;sähköposti\nAino Mäki;aino@oy.test\nÖsten Åberg;osten@oy.test\n"
READ = [(1, ["nimi", "sähköposti"]), (2, ["Aino Mäki", "aino@oy.test"]), (3, ["Östen Åberg", "osten@oy.test"])]


def read_rows(content: bytes, most: int = 100) -> list[tuple[int, list[Any]]]:
    return [(row.number, row.cells) for row in read_table(content, most)]


def refusal(content: bytes, most: int = 100) -> Refused:
    with pytest.raises(Refused) as refused:
        read_table(content, most)
    return refused.value


@pytest.mark.parametrize(
    ("how", "content"),
    [
        ("UTF-8", ROWS.encode()),
        ("UTF-8 with a byte order mark", ROWS.encode("utf-8-sig")),
        ("Windows-1252", ROWS.encode("cp1252")),
        ("cp850, as DOS programs write", ROWS.encode("cp850")),
        ("Mac Roman", ROWS.encode("mac_roman")),
        ("UTF-16 with a mark, as Excel's Unicode text", ROWS.replace(";", "\t").encode("utf-16")),
        ("UTF-16 without a mark", ROWS.encode("utf-16-le")),
        ("UTF-16, the other way round", ROWS.encode("utf-16-be")),
        ("decomposed letters, as a Mac's file names", unicodedata.normalize("NFD", ROWS).encode()),
        ("Windows line ends", ROWS.replace("\n", "\r\n").encode()),
        ("old Mac line ends", ROWS.replace("\n", "\r").encode()),
        ("commas", ROWS.replace(";", ",").encode()),
        ("tabs", ROWS.replace(";", "\t").encode()),
        ("bars", ROWS.replace(";", "|").encode()),
        ("the separator said first", b"sep=;\r\n" + ROWS.encode()),
        ("the separator said after a mark", b"\xef\xbb\xbfsep=,\n" + ROWS.replace(";", ",").encode()),
        ("empty columns at the end", ROWS.replace("\n", ";;;;\n").encode()),
        ("hard spaces", ROWS.replace("Aino ", "Aino\u00a0").encode()),
        ("quotes", ROWS.replace("Aino Mäki", '"Aino Mäki"').encode()),
    ],
)
def test_every_way_of_saving_a_table_gives_the_same_rows(how: str, content: bytes) -> None:
    assert read_rows(content) == READ


def test_a_line_in_another_encoding_is_named_and_nothing_is_guessed() -> None:
    mixed = ROWS.encode() + "Päivi;p@oy.test\n".encode("cp1252") + "Väinö;v@oy.test\n".encode()
    assert (refusal(mixed).code, refusal(mixed).params) == ("sheet_mixed_encodings", {"rows": "4"})
    other = ROWS.encode("cp1252") + "Päivi;p@oy.test\n".encode()
    assert refusal(other).params == {"rows": "4"}
    below = b'nimi;"a\nb"\n' + ROWS.encode() + "Päivi;p@oy.test\n".encode("cp1252")
    assert refusal(below).params == {"rows": "5"}


@pytest.mark.parametrize("text", ["MÃ¤ki", "JÃ¶rn", "Ã…berg", "M\ufffdki", "Ã„hman"])
def test_letters_that_were_broken_before_are_named_by_row_and_not_stored(text: str) -> None:
    refused = refusal(f"{ROWS}{text};m@oy.test\n".encode())
    assert (refused.code, refused.params) == ("sheet_garbled", {"row": 4, "text": text})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("name;x\nLönn;1\n".encode("mac_roman"), "sheet_unclear_encoding"),
        ("nimi;x\nМаки;1\n".encode("cp1251"), "sheet_unknown_encoding"),
    ],
)
def test_an_encoding_that_cannot_be_told_is_refused_with_its_row(content: bytes, code: str) -> None:
    assert (refusal(content).code, refusal(content).params["row"]) == (code, 2)


def test_ordinary_windows_letters_stay_what_they_are() -> None:
    for name in ("Šárka Müller", "Séan O’Brien", "Mäki – Oy", "Ünal Ñandú", "Lõhmus"):
        assert read_rows(f"nimi\n{name}\nMäki\n".encode("cp1252"))[1] == (2, [name])


def test_a_cell_over_two_lines_is_one_row_as_a_spreadsheet_counts() -> None:
    content = 'nimi;huom\n"Aino\nMäki";x\n\nEino;"rivi 1\r\nrivi 2"\n'.encode()
    assert read_rows(content) == [(1, ["nimi", "huom"]), (2, ["Aino Mäki", "x"]), (4, ["Eino", "rivi 1 rivi 2"])]


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (b'nimi;x\nAino;1\n"Eino;1\nJari;1\n', "sheet_quotes", {"row": 3}),
        (b"nimi;x\nAino;" + b"x" * 2_001, "sheet_cell_too_long", {"row": 2, "most": 2000}),
        (b"nimi\nAino" + b";" * 200 + b"1", "sheet_row_too_long", {"row": 2, "most": 200}),
        (b"nimi\n" + b"a\n" * 101, "sheet_too_large", {"rows": 100}),
        (b"", "sheet_empty", {}),
        (b" ;\n;;\n", "sheet_empty", {}),
        (b"PK\x03\x04 not a zip", "sheet_unreadable", {}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "sheet_old_office", {}),
        (b"%PDF-1.7", "sheet_other_program", {}),
        (b"nimi;x\nAi\x00no;1\n", "sheet_unreadable", {}),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_place(content: bytes, code: str, place: dict[str, int]) -> None:
    assert (refusal(content).code, refusal(content).params) == (code, place)


def saved(fill: Callable[[Any], None], epoch: datetime | None = None) -> bytes:
    book, packed = Workbook(), io.BytesIO()
    if epoch:
        book.epoch = epoch
    fill(book.active)
    book.save(packed)
    return packed.getvalue()


def test_cells_of_a_workbook_keep_their_kind_in_either_date_system() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["Mäki\n2", 7.5, True, date(2026, 1, 31), timedelta(hours=24, minutes=30), time(7, 30), "=1+1"])
        sheet["H1"], sheet["H1"].number_format = 24.5 / 24, "h:mm"

    expected = ["Mäki 2", 7.5, True, Date("2026-01-31"), Length(1470), Length(450), Formula(), Length(1470)]
    assert read_rows(saved(fill)) == [(1, expected)]
    assert read_rows(saved(fill, datetime(1904, 1, 1))) == [(1, expected)]


def test_rows_of_a_workbook_have_the_numbers_that_it_shows() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["B3"], sheet["A7"] = "nimi", "x", "Aino"

    assert read_rows(saved(fill)) == [(1, ["nimi"]), (3, [None, "x"]), (7, ["Aino"])]


LENGTHS = [
    *[("7:30", 450), ("-7:30", -450), ("\u22121:15", -75), ("7:30:00", 450), ("7:30 h", 450), ("450 min", 450)],
    *[("7h30", 450), ("7 h 30 min", 450), ("7t30", 450), ("8 h", 480), ("8h", 480), ("7,5 h", 450), ("7.5 h", 450)],
    *[("7,50 h", 450), ("7,25 h", 435), ("7,75 h", 465), ("7,667 h", 460), ("-1,5 h", -90), ("8 tuntia", 480)],
]


@pytest.mark.parametrize(("text", "minutes"), LENGTHS)
def test_a_length_of_time_means_what_a_finn_means(text: str, minutes: int) -> None:
    assert values.minutes(text) == minutes
    if minutes > 0:
        assert rows.a_length(text) == minutes


@pytest.mark.parametrize(
    ("value", "clock", "decimal"),
    [("7.30 h", "7:30", "7.3 h"), ("7,30 h", "7:30", "7,3 h"), ("7.05h", "7:05", "7.05 h"), (8, "8:00", "8 min")],
)
def test_a_length_that_can_be_read_in_two_ways_is_refused_with_both(value: Any, clock: str, decimal: str) -> None:
    with pytest.raises(Wrong) as wrong:
        values.minutes(value)
    assert (wrong.value.code, wrong.value.params["clock"], wrong.value.params["decimal"]) == (
        "two_ways",
        clock,
        decimal,
    )


def test_a_plain_number_is_hours_in_a_sheet_of_hours_and_refused_where_the_unit_is_not_known() -> None:
    assert [rows.a_length(cell) for cell in ("8", "24,5", 7.5, Length(90))] == [480, 1470, 450, 90]
    with pytest.raises(BadCell) as bad:
        rows.a_length("7.30")
    assert bad.value.code == "two_ways"
    with pytest.raises(Wrong) as wrong:
        values.minutes("8")
    assert wrong.value.code == "bad_duration"


def test_80_is_a_share_of_80_per_cent() -> None:
    assert [values.share(one) for one in (80, "80", "80 %", "0,8", 0.8, 1, 100)] == [0.8, 0.8, 0.8, 0.8, 0.8, 1, 1]
    for odd in (8, "1,5", 101, "0"):
        with pytest.raises(Wrong):
            values.share(odd)


HEADER = "nimi;sähköposti;alkaen;sopimus;muoto;palkkaus;päivä"
LINE = "Aino Mäki;aino@oy.test;1.1.2025;yleinen;liukuva;kuukausi;7h30"


def test_people_come_in_a_workbook_too() -> None:
    def fill(sheet: Any) -> None:
        sheet.append([*HEADER.split(";"), "osuus"])
        sheet.append(
            ["Aino Mäki", "aino@oy.test", date(2025, 1, 1), "yleinen", "liukuva", "kuukausi", time(7, 30), 0.8]
        )

    (person,) = read("ihmiset.xlsx", saved(fill)).people
    assert (person.name, person.contracts[0].from_) == ("Aino Mäki", "2025-01-01")
    assert person.contracts[0].body == {"form": "flexitime", "pay": "monthly", "day_minutes": 450, "share": 0.8}


def test_a_value_without_a_title_is_named_and_empty_columns_are_nothing() -> None:
    assert len(read("a.csv", f"{HEADER};;\n{LINE};;\n".encode()).people) == 1
    bundle = read("a.csv", f"{HEADER};;\n{LINE};;7\n".encode())
    assert [(one.place, one.code, one.params["column"]) for one in bundle.problems] == [("row 2", "untitled_cell", "9")]


@pytest.mark.parametrize(
    "header",
    ["Nimi;Päivä;Tunnit", "Name,Date,Weekday,In,Out,Worked (h)", "Namn;Datum;Veckodag;In;Ut;Arbetstid (min)"],
)
def test_a_file_of_hours_given_as_people_is_told_so(header: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read("tunnit.csv", f"{header}\nAino;2026-01-02;7:30\n".encode())
    assert refused.value.problem.code == "hours_file"


def test_every_refusal_of_a_file_is_a_sentence_in_three_languages_that_says_that_nothing_was_stored() -> None:
    codes = [key for key in words("fi") if key.startswith("error.sheet")]
    assert len(codes) > 15
    for lang, nothing in zip(LANGUAGES, ("Mitään ei", "Inget ", "Nothing was"), strict=True):
        for code in codes:
            if code not in ("error.sheet_in_hand", "error.sheet_macros"):
                assert nothing in say(lang, code), (lang, code)
    with pytest.raises(Unreadable) as refused:
        read("a.csv", f"{HEADER}\n{LINE}\n".encode() + LINE.encode("cp1252"))
    assert sentence(refused.value.problem, "fi").startswith("tiedosto: Tiedostossa on kaksi merkistöä")
    assert "3" in sentence(refused.value.problem, "en")


@pytest.mark.parametrize(
    "text",
    ["²1.1.2026", "1.¹.2026", "1.1.²⁰²⁶", f"1.1.{'9' * 5_000}", "1.1.99999", "1.1.", "..", "1.1.2026.", "٣١.1.2026"],
)
def test_a_date_that_is_none_is_named_and_stops_nothing(text: str) -> None:
    with pytest.raises(BadCell) as bad:
        rows.a_date(text)
    assert (bad.value.field, bad.value.code) == ("date", "wrong_date")
    assert rows.a_date("31.1.2026") == "2026-01-31"
