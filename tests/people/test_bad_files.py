"""Bad files through both imports: each fault is named by its row and column, and nothing of the file is taken in."""

import base64
import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook

from tests.company import Company

Sheet = list[list[str]]
PEOPLE: Sheet = [
    ["henkilönumero", "nimi", "sähköposti", "tiimi", "esihenkilö", "alkaen", "päivä"],
    ["1", "Åke Äimä", "ake@havu.test", "Länsi", "", "1.1.2020", "7:30"],
    ["2", "Öljy Aho", "oljy@havu.test", "Länsi", "1", "1.1.2020", "7:30"],
    ["3", "Maija Mäki", "maija@havu.test", "Länsi", "1", "1.1.2020", "7:30"],
]
HOURS: Sheet = [
    ["nimi", "pvm", "tunnit", "huomautus"],
    ["Aino", "5.10.2026", "7:30", "Töissä"],
    ["Aino", "6.10.2026", "7:30", "Töissä"],
    ["Eino", "6.10.2026", "7:30", "Ylityö"],
]
Fault = tuple[int | None, str]


def text(sheet: Sheet, mark: str = ";") -> str:
    return "\n".join(mark.join(row) for row in sheet)


def put(sheet: Sheet, row: int, column: str, value: str) -> Sheet:
    """The sheet with another value on a row, as a spreadsheet counts rows."""
    made = [list(one) for one in sheet]
    made[row - 1][made[0].index(column)] = value
    return made


def workbook(sheet: Sheet, merged: str = "") -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in sheet:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    book.save(out)
    return out.getvalue()


WRITTEN: dict[str, Callable[[Sheet], bytes]] = {
    "cp850": lambda sheet: text(sheet).encode("cp850"),
    "Mac Roman": lambda sheet: text(sheet).encode("mac_roman"),
    "Windows-1252": lambda sheet: text(sheet).encode("cp1252"),
    "UTF-16": lambda sheet: text(sheet).encode("utf-16"),
    "UTF-8 with a mark": lambda sheet: b"\xef\xbb\xbf" + text(sheet).encode(),
    "sep= and commas": lambda sheet: f"sep=,\n{text(sheet, ',')}".encode(),
    "a workbook": workbook,
}
BOTH: dict[str, tuple[Callable[[Sheet, str], bytes], int]] = {
    "half a workbook": (lambda sheet, _: workbook(sheet)[:1200], 422),
    "two encodings": (lambda sheet, _: text(sheet).encode() + "\n1;Ää".encode("cp1252"), 422),
    "a quote left open": (lambda sheet, _: text(put(sheet, 3, "nimi", '"Aino')).encode(), 422),
    "nothing": (lambda sheet, _: b" ", 422),
}
IN_PEOPLE: dict[str, tuple[Sheet | bytes, list[Fault]]] = {
    "a formula": (workbook(put(PEOPLE, 3, "nimi", "=A1")), [(3, "nimi")]),
    "a merged cell": (workbook(PEOPLE, "D2:D3"), [(3, "tiimi")]),
    "a number twice": (put(PEOPLE, 4, "henkilönumero", "1"), [(4, "henkilönumero")]),
    "no number": (put(PEOPLE, 4, "henkilönumero", ""), [(4, "henkilönumero")]),
    "an address twice": (put(PEOPLE, 4, "sähköposti", "ake@havu.test"), [(4, "sähköposti")]),
    "a date of a third style": (put(PEOPLE, 2, "alkaen", "01/02/2026"), [(2, "alkaen")]),
    "a date that is none": (put(PEOPLE, 2, "alkaen", "2026-02-30"), [(2, "alkaen")]),
    "7.30": (put(PEOPLE, 3, "päivä", "7.30"), [(3, "päivä")]),
    "7,30 h": (put(PEOPLE, 3, "päivä", "7,30 h"), [(3, "päivä")]),
    "8": (put(PEOPLE, 3, "päivä", "8"), [(3, "päivä")]),
    "two teams": (put(PEOPLE, 3, "tiimi", "Länsi / Itä"), [(3, "tiimi")]),
    "a ring of managers": (put(PEOPLE, 2, "esihenkilö", "2"), [(2, "esihenkilö")]),
    "a half-written row": (text(PEOPLE)[:-20].encode(), [(4, "alkaen")]),
    "no column of names": ([row[:1] + row[2:] for row in PEOPLE], [(1, "nimi")]),
}
IN_HOURS: dict[str, tuple[Sheet | bytes, list[Fault]]] = {
    "a formula": (workbook(put(HOURS, 3, "tunnit", "=1+1")), [(3, "tunnit")]),
    "a merged cell": (workbook(HOURS, "B2:B3"), [(3, "pvm")]),
    "a day twice": (put(HOURS, 3, "pvm", "5.10.2026"), [(3, "pvm")]),
    "no name": (put(HOURS, 4, "nimi", ""), [(4, "nimi")]),
    "a date of a third style": (put(HOURS, 2, "pvm", "01/02/2026"), [(2, "pvm")]),
    "a date that is none": (put(HOURS, 2, "pvm", "2026-02-30"), [(2, "pvm")]),
    "7.30": (put(HOURS, 3, "tunnit", "7.30"), [(3, "tunnit")]),
    "7,30 h": (put(HOURS, 3, "tunnit", "7,30 h"), [(3, "tunnit")]),
    "8": (put(HOURS, 3, "tunnit", "8"), [(3, "tunnit")]),
    "25 hours": (put(HOURS, 3, "tunnit", "25:00"), [(3, "tunnit")]),
    "a half-written row": (text(HOURS)[:-11].encode(), [(4, "tunnit")]),
    "no column of dates": ([row[:1] + row[2:] for row in HOURS], [(1, "päivä")]),
    "a value without a title": (text(HOURS).encode() + b";;x", [(4, "")]),
}
CASES = [("people", name) for name in IN_PEOPLE] + [("history", name) for name in IN_HOURS]


def send(company: Company, kind: str, content: bytes, **more: Any) -> Any:
    body = {"name": "file", "content": base64.b64encode(content).decode(), **more}
    if kind == "people":
        usual = {"agreement": "general-37-5", "form": "flexitime", "pay": "monthly"}
        body |= {"from": "2026-11-20", "usual": usual, "make_teams": True}
    return company.client.post(f"/api/v1/{kind}/file", json=body, headers=company.headers("admin"))


def kept(company: Company) -> tuple[int, int, int, int]:
    """How many people, teams, entries and audit events there are."""
    counts = [company.rows(f"SELECT COUNT(*) AS n FROM {table} WHERE org=:org")[0].n for table in TABLES]
    return counts[0], counts[1], counts[2], counts[3]


TABLES = ("person", "team", "entry", "audit_event")


def test_each_fault_is_named_by_row_and_column_and_nothing_is_half_applied(office: Company) -> None:
    before, wrong = kept(office), []
    for kind, name in CASES:
        given, expected = (IN_PEOPLE if kind == "people" else IN_HOURS)[name]
        content = given if isinstance(given, bytes) else text(given).encode()
        told = send(office, kind, content).json()
        found = [(one["row"], one["column"]) for one in told.get("faults", [])]
        done = send(office, kind, content, seen=told.get("seen", "")).json()
        if (
            sorted(set(found), key=str) != expected
            or done["written"]
            or not all(len(one["message"]) > 10 for one in told["faults"])
        ):
            wrong.append(f"{kind}, {name}: {found} in place of {expected}")
    print(f"bad files: {len(CASES)} faults by row and column")
    assert wrong == [] and kept(office) == before


def test_what_cannot_be_read_at_all_is_refused_whole(office: Company) -> None:
    before = kept(office)
    for kind, sheet in (("people", PEOPLE), ("history", HOURS)):
        for name, (make, status) in BOTH.items():
            answer = send(office, kind, make(sheet, kind))
            assert (answer.status_code, answer.json()["code"][:5]) == (status, "sheet"), (kind, name, answer.text)
    assert kept(office) == before


@pytest.mark.parametrize("written", list(WRITTEN.values()), ids=list(WRITTEN))
def test_both_files_read_the_same_however_they_are_written(quick: Company, written: Callable[[Sheet], bytes]) -> None:
    people, hours = (
        send(quick, kind, written(sheet)).json() for kind, sheet in (("people", PEOPLE), ("history", HOURS))
    )
    assert people["faults"] == [] and {one["name"] for one in people["people"]} == {row[1] for row in PEOPLE[1:]}
    assert hours["faults"] == [] and [(one["name"], one["new"]) for one in hours["people"]] == [
        ("Aino", 2),
        ("Eino", 1),
    ]
