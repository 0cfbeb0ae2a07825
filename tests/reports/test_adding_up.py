"""Files add up in any tool: the column is the truth, a date is the same date, nothing in it is ever worked out."""

import base64
import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leima.features.reports.plain import hundredths, nearest
from leima.world.files.harmless import as_written, harmless
from leima.world.files.table import read_table
from tests.company import Company, new_id
from tests.reports.month import PAYLOADS, SEPARATORS, SPLIT, day, file, live_cells, november
from tests.reports.test_files import minutes, opened

NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}
ALL = {**NOVEMBER, "columns": "all"}
MINUTES = st.lists(st.integers(-100_000, 100_000), max_size=40)


@given(MINUTES)
@settings(max_examples=200, deadline=None)
def test_rounded_hours_add_up_and_each_still_tells_its_minutes(found: list[int]) -> None:
    hours = hundredths(found)
    assert sum(hours) == nearest(sum(found))
    assert [round(one * 0.6) for one in hours] == found


def test_the_largest_remainders_get_what_rounding_leaves_over() -> None:
    assert hundredths([440, 440, 440]) == [734, 733, 733]
    assert hundredths([430, 440, 450]) == [717, 733, 750]
    assert hundredths([-20, -20, -20]) == [-33, -33, -34]
    assert hundredths([]) == []


def rows_of(answer: Any, mark: str = ";") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=mark))


def added(rows: list[dict[str, str]], title: str) -> float:
    return round(sum(float(row[title].replace(",", ".")) for row in rows if row[title]), 2)


def test_every_column_of_hours_in_a_csv_adds_up_to_its_minutes_for_each_person_and_for_all(company: Company) -> None:
    november(company)
    for n in (3, 4, 5, 6):
        day(company, "eino", f"2026-11-{n:02d}", "08:00", "15:20")
    asked = {**ALL, "team": company.ids["team"]}
    told = company.get("boss", "reports/working-time", **asked)
    rows = rows_of(file(company, "boss", "working-time", **asked, format="csv"))
    compared = 0
    for column in told["columns"]:
        if not column["adds_up"]:
            continue
        title, whole = column["title"], 0
        for part in told["people"]:
            mine = [row for row in rows if row["Nimi"] == part["person"]["name"]]
            truth = part["sums"].get(column["key"], 0)
            assert sum(int(row[f"{title} (min)"] or 0) for row in mine) == truth
            assert round(added(mine, title) * 60) == truth, (title, part["person"]["name"])
            whole, compared = whole + truth, compared + 1
        assert added(rows, title) == round(whole / 60 + 1e-9, 2), title
    assert compared > 20


def test_every_column_of_a_workbook_adds_up_on_each_of_its_sheets(company: Company) -> None:
    november(company)
    day(company, "eino", "2026-11-19", "08:00", "15:20")
    asked = {**ALL, "team": company.ids["team"]}
    told = company.get("boss", "reports/working-time", **asked)
    book = opened(file(company, "boss", "working-time", **asked, format="xlsx"))
    truths = {part["person"]["name"]: part["sums"] for part in told["people"]}
    compared = 0
    for column in told["columns"]:
        if column["adds_up"]:
            for name, sums in truths.items():
                assert column_sum(book[name], column["title"], 2) == sums.get(column["key"], 0), (name, column["key"])
                compared += 1
            everyone = sum(sums.get(column["key"], 0) for sums in truths.values())
            for sheet in ("Viikot", "Summat"):
                assert column_sum(book[sheet], column["title"], 1) == everyone, (sheet, column["key"])
    assert compared > 30


def column_sum(sheet: Any, title: str, head: int) -> int:
    """What SUM over the whole column gives, in minutes."""
    at = [cell.value for cell in sheet[head]].index(title) + 1
    values = [sheet.cell(row=n, column=at).value for n in range(1, sheet.max_row + 1)]
    return sum(minutes(value) for value in values if value is not None and not isinstance(value, str))


def test_each_date_stands_as_text_beside_itself(company: Company) -> None:
    november(company)
    book = opened(file(company, "aino", "working-time", **ALL, format="xlsx"))
    sheet, head = book["Aino"], [cell.value for cell in book["Aino"][2]]
    shown = [(row[0].date().isoformat(), row[1]) for row in sheet.iter_rows(min_row=3, values_only=True)]
    assert head[:2] == ["Päivä", "Päivä (ISO)"]
    assert len(shown) == 20 and all(date == iso for date, iso in shown)
    numbers = book["Kuvaajien luvut"]
    assert numbers.cell(row=2, column=8).value == "2026-11-01"
    assert numbers.cell(row=2, column=1).value.date().isoformat() == "2026-11-01"


def test_nothing_is_a_number_and_what_nobody_has_is_empty(company: Company) -> None:
    company.at("2026-11-20T18:00")
    rows = {row["name"]: row for row in company.get("boss", "reports/balances", **NOVEMBER)["rows"]}
    assert rows["Aino"]["flex.opening"] == 0
    assert "flex.opening" not in rows["Hourly"] and "kiky.left" not in rows["Hourly"]
    day(company, "aino", "2026-11-19", "08:00", "15:20")
    shown = {row["Nimi"]: row for row in rows_of(file(company, "boss", "balances", **NOVEMBER, format="csv"))}
    assert shown["Eino"]["Liukuma: alussa (min)"] == "0"
    assert shown["Eino"]["Liukuma: alussa"] == "0,00"
    assert shown["Hourly"]["Liukuma: alussa"] == ""
    sheet = opened_balances(company)["Saldot"]
    at = [cell.value for cell in sheet[2]].index("Liukuma: alussa") + 1
    names = {sheet.cell(row=n, column=1).value: sheet.cell(row=n, column=at).value for n in range(3, sheet.max_row + 1)}
    assert names["Eino"] == timedelta(0) and names["Hourly"] is None


def opened_balances(company: Company) -> Any:
    import openpyxl

    content = file(company, "boss", "balances", **NOVEMBER, format="xlsx").content
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_no_cell_is_live_whichever_separator_reads_the_file(company: Company, lang: str) -> None:
    company.at("2026-11-20T18:00")
    notes = [*SPLIT, *PAYLOADS]
    for n, note in enumerate(notes):
        day(company, "aino", f"2026-11-{2 + n:02d}", "08:00", "15:10", note)
    company.client.put("/api/v1/me/language", json={"lang": lang}, headers=company.headers("aino"))
    answer = file(company, "aino", "working-time", **ALL, format="csv")
    text = answer.content.decode("utf-8-sig")
    assert live_cells(text) == []
    title, mark = ("Muistiinpanot", ";") if lang == "fi" else ("Notes", ",")
    assert {as_written(row[title]) for row in rows_of(answer, mark)} >= set(notes)


@given(st.text(st.sampled_from([*"=+-@;,|\t\n\r\"' a1", "\uff1d"]), max_size=8))
@settings(max_examples=500, deadline=None)
def test_a_text_made_harmless_is_no_formula_in_any_file_and_comes_back(text: str) -> None:
    for written in SEPARATORS[:2]:
        out = io.StringIO()
        csv.writer(out, delimiter=written).writerow(["Aino", harmless(text), "loppu"])
        assert live_cells(out.getvalue()) == []
    if "'" not in text:
        assert as_written(harmless(text)) == text


def test_a_balance_report_of_ours_can_be_given_back_as_a_sheet_of_deductions(company: Company) -> None:
    november(company)
    for form in ("csv", "xlsx"):
        content = file(company, "boss", "balances", **NOVEMBER, format=form).content
        body = {"id": new_id(), "name": f"saldot.{form}", "content": base64.b64encode(content).decode()}
        body |= {"year": 2026, "date": "2026-11-19", "sources": ["flex"], "reason": "Kiky 2026", "minutes": 10}
        answer = company.client.post("/api/v1/kiky/deductions/bulk", json=body, headers=company.headers("boss"))
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert told["rows"] == 3
        assert "unknown_person" not in [fault["code"] for fault in told["faults"]]


def test_a_working_time_report_of_ours_is_read_back_as_it_was_written(company: Company) -> None:
    november(company)
    answer = file(company, "aino", "working-time", **ALL, format="csv")
    head, *rows = read_table(answer.content, 100)
    shown = rows_of(answer)
    assert len(rows) == len(shown) == 20
    at = head.cells.index("Muistiinpanot")
    notes = {row.cells[at] for row in rows if len(row.cells) > at}
    assert {"+1+2", "@SUM(A1)", '=HYPERLINK("http://x")'} <= notes
