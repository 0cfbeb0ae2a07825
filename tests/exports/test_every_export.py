"""Show 5: no export has a live cell, whichever separator reads it, and its numbers do not move with its texts."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import openpyxl
import pytest

from leima.features.reports.files import MEDIA
from tests.company import Company
from tests.exports.planting import HUNDRED, PLAIN, plant, rename
from tests.reports.month import SEPARATORS, live_cells
from tests.travel import claiming

TABLES = frozenset({MEDIA["csv"], MEDIA["xlsx"], MEDIA["zip"], MEDIA["xml"]})
NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}
LEADING = ("work_type", "cost_centre", "remote", "trend", "kiky", "absences")
MONTHS = {"from": "2026-11", "to": "2026-11"}
ALL = {**NOVEMBER, "columns": "all", "everybody": "true"}
CLAIMS = {"from": "2026-11-01", "until": "2026-11-30"}
EXPORTS: Mapping[str, tuple[tuple[str, Mapping[str, str]], ...]] = {
    "/api/v1/reports/working-time": (("payroll", ALL),),
    "/api/v1/reports/balances": (("payroll", NOVEMBER),),
    "/api/v1/reports/own.zip": (("planted", {}),),
    "/api/v1/leading": tuple(("payroll", {**MONTHS, "report": one}) for one in LEADING),
    "/api/v1/tables/people": (("payroll", {}),),
    "/api/v1/tables/months": (("payroll", {"month": "2026-11"}),),
    "/api/v1/tables/week": (("payroll", {"from": "2026-11-09"}),),
    "/api/v1/tables/audit": (("payroll", {}),),
    "/api/v1/claims/export": (("payroll", CLAIMS),),
    "/api/v1/claims/payroll": (("payroll", CLAIMS),),
    "/api/v1/calendar": (("payroll", {**NOVEMBER, "team": "t{n}"}),),
}
"""Every export by its path: who asks, and for what."""
ELSEWHERE = {
    "/api/v1/payroll/runs/{run}/file": "tests/payroll/test_files.py",
    "/api/v1/payroll/runs/{run}/mapped": "tests/payroll/test_files.py",
}
"""Exports that the same texts go through in another test, since they need a locked run."""
NUMBER = re.compile(r"[+-]?\d+([.,:]\d+)*")


def walked(company: Company) -> dict[str, frozenset[str]]:
    """The media of every path that gives a table as a file."""
    found = {}
    for route in company.client.app.routes:
        for handler in getattr(route, "route_handlers", ()):
            media = frozenset(handler.opt.get("files", ())) & TABLES
            if media:
                found[route.path_format if hasattr(route, "path_format") else route.path] = media
    return found


@pytest.fixture
def planted(company: Company) -> Company:
    """Every text once in every column, plain at first, on the first of December."""
    company.at("2026-11-20T12:00")
    claim = claiming.new_id()
    body = {"title": "Kierros", "cost_centre": None, "advance_cents": 0, "note": ""}
    claiming.act(company, "aino", "claim.save", body, claim)
    claiming.add_trip(company, claim)
    claiming.submit(company, claim)
    assert claiming.decide(company, "boss", claim)["status"] == "applied"
    plant(company, claim)
    return company


def files(company: Company) -> Iterator[tuple[str, str, bytes]]:
    """Every export in every form: its name, its ending, its bytes."""
    for path, media in walked(company).items():
        for who, params in EXPORTS.get(path, ()):
            for ending in ("csv", "xlsx", "zip"):
                if MEDIA[ending] not in media:
                    continue
                asked = {name: value.replace("{n}", "003") for name, value in params.items()}
                form = {} if ending == "zip" else {"format": ending}
                headers = company.headers("aino" if who == "planted" else who)
                answer = company.client.get(path, params={**asked, **form}, headers=headers)
                assert answer.status_code == 200, (path, asked, answer.text)
                yield f"{path} {asked} {ending}", ending, answer.content


def texts_of(ending: str, content: bytes) -> list[str]:
    """The CSV files of an export."""
    if ending == "csv":
        return [content.decode("utf-8-sig")]
    if ending == "zip":
        whole = zipfile.ZipFile(io.BytesIO(content))
        return [whole.read(name).decode("utf-8-sig") for name in whole.namelist() if name.endswith(".csv")]
    return []


def faults_of_book(content: bytes) -> list[str]:
    """Cells that work something out, links, and parts that reach outside the workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    found = [f"formula {cell.coordinate}" for cell in cells if cell.data_type == "f"]
    found += [f"link {cell.coordinate}" for cell in cells if cell.hyperlink is not None]
    parts = zipfile.ZipFile(io.BytesIO(content)).namelist()
    found += [name for name in parts if re.search(r"externalLink|ddeLink|vbaProject|connections|queryTable", name)]
    return found + [f"name {name}" for name in book.defined_names if not name.startswith("_xlnm")]


def numbers(ending: str, content: bytes) -> Counter[Any]:
    """Every number of an export as it is written, wherever it stands."""
    if ending == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        values = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
        return Counter(str(cell.value) for cell in values if cell.data_type in ("n", "d") and cell.value is not None)
    found: Counter[Any] = Counter()
    for text in texts_of(ending, content):
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
            found.update(cell for cell in row if NUMBER.fullmatch(cell))
    return found


def test_every_export_of_the_product_is_in_the_walk(company: Company) -> None:
    found = walked(company)
    assert len(found) >= 12
    assert set(found) == set(EXPORTS) | set(ELSEWHERE)


def test_a_hundred_payloads_in_every_column_are_live_nowhere_and_move_no_number(planted: Company) -> None:
    assert len(HUNDRED) >= 100 and len(set(HUNDRED)) == len(HUNDRED)
    rename(planted, PLAIN)
    before = {name: numbers(ending, content) for name, ending, content in files(planted)}
    rename(planted, HUNDRED)
    looked, said = 0, Counter[str]()
    for name, ending, content in files(planted):
        for text in texts_of(ending, content):
            assert live_cells(text) == [], name
            looked += 1
        if ending == "xlsx":
            assert faults_of_book(content) == [], name
            looked += 1
        if ending != "zip":
            assert numbers(ending, content) == before[name], name
        said[ending] += 1
    print(f"exports: {dict(said)}, read {looked} files by {len(SEPARATORS)} separators, {len(HUNDRED)} payloads")
    assert said["csv"] >= 10 and said["xlsx"] >= 11 and said["zip"] == 1


def test_a_live_cell_and_a_link_are_found() -> None:
    assert live_cells("a;=1+1\r\n") and live_cells("x,=1+1;2\r\n")
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_formula(0, 0, "=1+1")
    sheet.write_url(1, 0, "http://x.test")
    book.close()
    assert faults_of_book(out.getvalue()) == ["formula A1", "link A2"]
