"""The reports as workbooks, read back: real charts, the API's numbers, text that stays text, well-formed inside."""

import io
import zipfile
from datetime import datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest

from leima.db.tx import Tx
from leima.features.reports.sheets import hours
from tests.company import Company
from tests.reports.month import PAYLOADS, day, file, november, report

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ASKED = {"from": "2026-11-01", "to": "2026-11-30", "columns": "all", "format": "xlsx"}


def opened(answer: Any) -> Any:
    """The workbook, once every part of it has been read as XML and nothing in it calls out or runs."""
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        assert parts.testzip() is None
        names = parts.namelist()
        assert len(names) == len(set(names)) > 8
        for name in names:
            if name.endswith((".xml", ".rels")):
                text = parts.read(name)
                ElementTree.fromstring(text)
                assert b"<f>" not in text.replace(b"<c:f>", b"") or name.startswith("xl/charts"), name
                assert b'TargetMode="External"' not in text
    assert not any("vba" in name or "externalLink" in name for name in names)
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def minutes(value: Any) -> int:
    """A cell's duration in minutes, however it was read back."""
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 60)
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    if isinstance(value, datetime):
        raise AssertionError(f"{value} is a date")
    return round(float(value) * 24 * 60)


def rows_of(sheet: Any, head: int = 2) -> list[dict[str, Any]]:
    """The rows of a sheet by their titles."""
    titles = [cell.value for cell in sheet[head]]
    return [dict(zip(titles, row, strict=True)) for row in sheet.iter_rows(min_row=head + 1, values_only=True)]


def test_the_workbook_holds_the_numbers_of_the_api_day_by_day(company: Company) -> None:
    november(company)
    told = report(company, "aino")
    answer = file(company, "aino", "working-time", **ASKED)
    assert answer.headers["content-type"] == XLSX
    assert "no-store" in answer.headers["cache-control"]
    book = opened(answer)
    assert book.sheetnames == ["Yhteenveto", "Summat", "Aino", "Viikot", "Kuvaajien luvut"]
    shown = [row for row in rows_of(book["Aino"]) if isinstance(row["Päivä"], datetime)]
    rows = told["people"][0]["rows"]
    assert [row["Päivä"].date().isoformat() for row in shown] == [row["date"] for row in rows]
    compared = 0
    for column in told["columns"]:
        if column["kind"] not in ("min", "signed", "balance", "clock"):
            continue
        for cells, row in zip(shown, rows, strict=True):
            if column["key"] in row:
                assert minutes(cells[column["title"]]) == row[column["key"]], (row["date"], column["key"])
                compared += 1
    assert compared > 200


def test_negative_durations_are_real_numbers_that_show(company: Company) -> None:
    november(company)
    book = opened(file(company, "aino", "working-time", **ASKED))
    assert book.epoch.year == 1904
    sheet = book["Aino"]
    titles = [cell.value for cell in sheet[2]]
    column = titles.index("Liukuman muutos") + 1
    cells = [sheet.cell(row=n, column=column) for n in range(3, sheet.max_row + 1)]
    low = [cell for cell in cells if isinstance(cell.value, timedelta) and cell.value < timedelta(0)]
    assert low, "no negative duration in the sheet"
    assert {cell.number_format for cell in low} == {"+[h]:mm;-[h]:mm;0:00"}


def test_the_workbook_of_somebody_without_flex_and_kiky_says_nothing_of_them(company: Company) -> None:
    day(company.at("2026-11-20T18:00"), "hourly", "2026-11-18", "08:00", "16:00")
    book = opened(file(company, "hourly", "working-time", **ASKED))
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert "Työaika" in texts and "Tavoite" in texts
    assert not [text for text in texts if text.startswith(("Liukum", "Kiky", "Työaikapank"))]


def test_the_charts_are_there_and_draw_the_numbers_of_the_api(company: Company) -> None:
    november(company)
    charts = report(company, "aino")["people"][0]["charts"]
    answer = file(company, "aino", "working-time", **ASKED)
    book = opened(answer)
    assert len(book["Yhteenveto"]._charts) == 3
    kinds = sorted(type(chart).__name__ for chart in book["Yhteenveto"]._charts)
    assert kinds == ["BarChart", "BarChart", "LineChart"]
    numbers = rows_of(book["Kuvaajien luvut"], head=1)
    flex = [minutes(row["Liukumasaldo"]) for row in numbers if row["Liukumasaldo"] is not None]
    assert flex == [point["amount"] for point in charts["flex"]]
    weeks = [(minutes(row["Työaika"]), minutes(row["Tavoite"])) for row in numbers if row["Työaika"] is not None]
    assert weeks == [(week["worked"], week["target"]) for week in charts["weeks"]]
    kiky = [minutes(row["Kiky"]) for row in numbers if row["Kiky"] is not None]
    assert kiky == [bar["minutes"] for bar in charts["kiky"]]
    line = next(chart for chart in book["Yhteenveto"]._charts if type(chart).__name__ == "LineChart")
    assert line.series[0].val.numRef.f == f"'Kuvaajien luvut'!$B$2:$B${1 + len(flex)}"


def test_formula_payloads_in_notes_and_names_stay_text(company: Company) -> None:
    november(company)
    name = "=cmd|' /C calc'!A0"
    company.world.db.write_now(lambda tx: _rename(tx, company, name))
    answer = file(company, "aino", "working-time", **ASKED)
    book = opened(answer)
    notes = [row["Muistiinpanot"] for row in rows_of(book.worksheets[2])]
    for payload in PAYLOADS:
        assert payload in [note.replace("_x000D_", "\r") for note in notes if note], payload
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    balances = opened(file(company, "boss", "balances", **{"from": "2026-11-01", "format": "xlsx"}))
    assert name in [row["Nimi"] for row in rows_of(balances.worksheets[0])]
    assert 'filename="tyoaikaraportti-cmd-c-calc-a0-2026' in answer.headers["content-disposition"]


def _rename(tx: Tx, company: Company, name: str) -> None:
    tx.run("UPDATE person SET name=:name WHERE id=:id", name=name, id=company.ids["aino"])


def test_the_sheet_prints_on_a4_across_with_its_head_on_every_page(company: Company) -> None:
    november(company)
    sheet = opened(file(company, "aino", "working-time", **ASKED))["Aino"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.freeze_panes == "C3"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_team_has_a_sheet_for_each_person_and_names_that_a_sheet_cannot_have_are_mended(company: Company) -> None:
    november(company)
    company.world.db.write_now(lambda tx: _rename(tx, company, "Aino [x]: / \\ ?* O'Neil-Erittäinpitkänimi Virtanen"))
    asked = {**ASKED, "team": company.ids["team"]}
    book = opened(file(company, "boss", "working-time", **asked))
    assert len(book.sheetnames) == 7
    assert book.sheetnames[2].startswith("Aino  x")
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_the_summary_sheet_tells_every_balance_and_how_kiky_was_settled(company: Company) -> None:
    november(company)
    told = report(company, "aino")["people"][0]["summary"]
    sheet = opened(file(company, "aino", "working-time", **ASKED))["Yhteenveto"]
    cells = {row[0].strip(): row[1:] for row in sheet.iter_rows(values_only=True) if isinstance(row[0], str)}
    flex = next(row for row in told["accounts"] if row["account"] == "flex")
    assert [minutes(cells["Liukuma"][n]) for n in (0, 2)] == [flex["opening"], flex["closing"]]
    assert minutes(cells["Pidennyspäivinä"][0]) == 180
    assert minutes(cells["Saldovähennyksinä"][0]) == 120
    assert minutes(cells["jäljellä"][0]) == told["kiky"][0]["left"]


def test_a_formula_that_would_be_written_is_found(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    november(company)

    def careless(sheet: Any, row: int, column: int, text: str, shape: Any = None) -> Any:
        return sheet.write_formula(row, column, text, shape) if text.startswith("=") else sheet.write(row, column, text)

    monkeypatch.setattr("xlsxwriter.worksheet.Worksheet.write_string", careless)
    with pytest.raises(AssertionError):
        opened(file(company, "aino", "working-time", **ASKED))


@pytest.mark.parametrize(
    ("minutes", "step"),
    [([], 0.5), ([90, -60], 0.5), ([341], 2), ([1440], 8), ([2400, 2250], 8), ([-3600, 3600], 40), ([10_000_000], 800)],
)
def test_an_axis_of_durations_goes_by_whole_steps_of_hours(minutes: list[int], step: float) -> None:
    assert hours(minutes)["major_unit"] * 24 == pytest.approx(step)


def test_the_pictures_name_dates_and_not_their_numbers(company: Company) -> None:
    november(company)
    drawn = zipfile.ZipFile(io.BytesIO(file(company, "aino", "working-time", **ASKED).content))
    charts = [drawn.read(name).decode() for name in drawn.namelist() if name.startswith("xl/charts/chart")]
    assert sum('formatCode="d.m." sourceLinked="0"' in chart for chart in charts) == 2
    assert all("<c:majorUnit" in chart for chart in charts)
