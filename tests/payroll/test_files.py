"""Files of a run: they add up, no text of them is ever worked out, and what has no target is named."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from leima.db.tx import Tx
from leima.features.payroll.files import COLUMNS, _csv_of
from leima.features.payroll.mapped import HOURS, body, faults, head, tail
from leima.features.payroll.mapper import BadMapper, Mapper, mapper_of, ready_mappers
from leima.features.payroll.spread import spread
from leima.features.payroll.store import Stored
from tests.company import Company
from tests.months.test_carried import entry
from tests.payroll.payday import closed, give_code, left_out, lock
from tests.reports.month import PAYLOADS, SPLIT, live_cells

STARTS = ("", " ", '"', "\t", "\r", "\n", "x,", "x;", "x\t", 'x,"')
BODIES = ("=1+1", "+1+2", "@SUM(A1)", "-2+3", "=cmd|' /C calc'!A0", "\uff1d1+1", '=HYPERLINK("http://x")')
SCRIPTS = tuple(f"<script>{n}</script>=1" for n in range(16))
HUNDRED = (*(f"{start}{body}" for start in STARTS for body in BODIES), *PAYLOADS, *SPLIT, *SCRIPTS)
OWN: dict[str, Any] = {"key": "own", "name": "Oma", "source": "Ohje", "mode": "add", "shape": "csv", "per": "row"}
OWN |= {"separator": "\t", "decimal": ".", "columns": [{"title": "A", "field": "code"}]}


def row(text: str = "x", n: int = 1, **more: Any) -> Stored:
    told = {"person": text, "name": text, "number": text, "code": text, "kind": "base", "correction": text}
    figures = {"percent": 100, "hourly_cents": 2013, "minutes": -31, "hours": -52, "days": 0, "cents": -1040}
    return Stored(**{"n": n, **told, **figures, "dates": '{"2026-11-17":-31}', **more})


def file(company: Company, run: dict[str, Any], status: int = 200, **asked: str) -> Any:
    path = f"/api/v1/payroll/runs/{run['id']}/file"
    answer = company.client.get(path, params=asked, headers=company.headers("payroll"))
    assert answer.status_code == status, answer.text
    return answer


def locked(company: Company) -> dict[str, Any]:
    closed(company)
    left_out(company)
    for kind in ("base", "regular", "overtime50", "weekly50", "additional", "supplement"):
        give_code(company, kind, f"10-{kind}")
    found: dict[str, Any] = lock(company)
    return found


def _number(tx: Tx, number: str, id: str) -> None:
    tx.run("UPDATE person SET external_id=:number WHERE id=:id", number=number, id=id)


def numbered(company: Company, *people: str) -> None:
    for n, who in enumerate(people, 1):
        company.world.db.write_now(partial(_number, number=f"00{n}", id=company.ids[who]))


def test_a_hundred_payloads_in_every_text_column_are_live_in_no_reading() -> None:
    assert len(HUNDRED) >= 100
    for lang in ("fi", "en"):
        told = _csv_of([row(text, n) for n, text in enumerate(HUNDRED, 1)], lang).decode()
        assert live_cells(told) == []
        mark = "," if lang == "en" else ";"
        hours = "-0.52" if lang == "en" else "-0,52"
        for n, cells in enumerate(csv.reader(io.StringIO(told, newline=""), delimiter=mark), 1):
            named = dict(zip(COLUMNS, cells, strict=True))
            assert [named[key] for key in ("row", "minutes", "hours", "cents")] == [str(n), "-31", hours, "-1040"]
    mapper = mapper_of({**OWN, "columns": [{"title": key, "field": key} for key in ("name", "number", "hours")]})
    run: Any = type("Run", (), {"id": "r", "from_date": "", "until_date": "", "pay_day": ""})
    for mark in (",", ";", "\t"):
        told = body(
            mapper._replace(separator=mark, codes={text: text for text in HUNDRED}), run, [row(t) for t in HUNDRED], []
        )
        assert live_cells(told.decode()) == []


def test_json_csv_and_xlsx_add_up_to_the_same_minutes_and_cents(company: Company) -> None:
    run = locked(company)
    saved = file(company, run)
    assert saved.headers["content-disposition"] == 'attachment; filename="palkat-2026-11-01-2026-11-30-1.json"'
    assert saved.headers["cache-control"] == "no-store"
    told = saved.json()
    assert (told["schema"], told["hash"], told["lines"]) == ("leima-payroll/1", run["hash"], len(told["rows"]))
    rows = [(one["code"], one["minutes"], one["cents"], one["hours"]) for one in told["rows"]]
    text = file(company, run, format="csv").content.decode("utf-8-sig")
    read = [
        (
            one["code"],
            int(one["minutes"]),
            int(one["cents"]) if one["cents"] else None,
            float(one["hours"].replace(",", ".")),
        )
        for one in csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    ]
    sheet = load_workbook(io.BytesIO(file(company, run, format="xlsx").content)).worksheets[0]
    title, *lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    at = [title.index(name) for name in ("code", "minutes", "cents", "hours")]
    assert rows == read == [tuple(line[n] for n in at) for line in lines]
    sums: Counter[str] = Counter()
    for code, minutes, *_ in rows:
        sums[code] += minutes
    assert dict(sums) == {one["code"]: one["minutes"] for one in run["totals"] if one["code"]}
    for code, minutes in sums.items():
        hundredths = sum(round(one[3] * 100) for one in rows if one[0] == code)
        assert hundredths == (minutes * 10 + 3) // 6
    assert file(company, run).content == file(company, run).content


def test_rows_without_a_target_are_named_and_nothing_is_written(company: Company) -> None:
    closed(company)
    left_out(company)
    run = lock(company)
    told = file(company, run, 409, mapper="rows").json()
    assert told["code"] == "payroll_unmapped"
    assert all(one["field"].startswith("row ") for one in told["fields"])
    assert any("BASE" in one["message"] and "Hourly" in one["message"] for one in told["fields"])
    assert any("henkilönumero" in one["message"] for one in told["fields"])
    file(company, run, 404, mapper="none")
    path, headers = f"/api/v1/payroll/runs/{run['id']}/mapped", company.headers("payroll")
    sent = company.client.post(
        path, json={"mapper": {**OWN, "columns": [{"title": "A", "field": "x"}]}}, headers=headers
    )
    assert (sent.status_code, sent.json()["fields"][0]["field"]) == (422, "columns.1.field")
    codes = {one["code"]: f"T{one['code']}" for one in run["totals"] if one["code"]}
    sent = company.client.post(path, json={"mapper": {**OWN, "codes": codes}}, headers=headers)
    assert sent.content.decode("utf-8-sig").splitlines()[1].startswith("T")


def test_a_file_of_workdays_that_replaces_says_the_whole_of_each_changed_day(company: Company) -> None:
    numbered(company, "aino", "hourly")
    run = locked(company)
    entry(company, "hourly", "2026-11-17T13:00", "2026-11-17T13:31")
    second = lock(company)
    told, after = (days(file(company, one, mapper="workdays").content) for one in (run, second))
    assert len(told) > len(after) == 1
    ((key, codes),) = after.items()
    assert key == ("002", "2026-11-17")
    before = told[key]
    assert float(codes["10-base"]) == pytest.approx(float(before["10-base"]) + 31 / 60, abs=0.02)
    assert codes.keys() == before.keys()


def days(content: bytes) -> dict[tuple[str, str], dict[str, str]]:
    """Hours by code of each number and date."""
    found = {}
    for day in ElementTree.fromstring(content).iter("WorkDay"):
        date = day.find("Date")
        assert date is not None and date.attrib == {"method": "replace"}
        key = (day.findtext("EmployeeIdentifier") or "", day.findtext("Date") or "")
        assert key not in found
        lines = day.iter("WorkDayHour")
        found[key] = {one.findtext("CollectorRatio") or "": one.findtext("Hours") or "" for one in lines}
    return found


@pytest.mark.parametrize(
    ("broken", "place", "code"),
    [
        ({"columns": [{"title": "A", "field": "salary"}]}, "columns.1.field", "nowhere"),
        ({"columns": [{"title": "A"}]}, "columns.1", "column"),
        ({"columns": []}, "columns", "missing"),
        ({"mode": "both"}, "mode", "choose"),
        ({"separator": "|"}, "separator", "choose"),
        ({"extra": 1}, "extra", "unknown"),
        ({"codes": {"BASE": ""}}, "codes.BASE", "no_target"),
        ({"shape": "xml"}, "per", "choose"),
        ({"name": 3}, "name", "missing"),
        ({"name": "x\x01"}, "name", "missing"),
        ({"columns": [{"title": "x\x00", "field": "code"}]}, "columns.1", "column"),
        ({"columns": [{"title": "A", "value": "\x1b"}]}, "columns.1", "column"),
        ({"columns": [{"title": "A", "field": "code"}] * 101}, "columns", "too_many"),
        ({"codes": {"BASE": "\x0b1"}}, "codes.BASE", "no_target"),
        ({"codes": {"BASE": "1\ufffe"}}, "codes.BASE", "no_target"),
        ({"shape": "xml", "columns": [{"title": "\xaa", "field": "line"}]}, "columns.1.title", "element"),
    ],
)
def test_a_mapper_that_points_nowhere_is_named_by_its_place(broken: dict[str, Any], place: str, code: str) -> None:
    with pytest.raises(BadMapper) as error:
        mapper_of({**OWN, **broken})
    assert (place, code) in [(one.place, one.code) for one in error.value.faults]


def test_the_ready_mappers_are_sound() -> None:
    assert {key: one.mode for key, one in ready_mappers().items()} == {"rows": "add", "workdays": "replace"}


@pytest.mark.parametrize(
    ("total", "minutes", "per", "spread_out"),
    [
        (-52, {"a": -20, "b": -11}, HOURS, {"a": -33, "b": -19}),
        (2, {"a": 31, "b": -30}, HOURS, {"a": 52, "b": -50}),
        (0, {"a": 30, "b": -30}, HOURS, {"a": 50, "b": -50}),
        (100, {"a": 20, "b": 20, "c": 20}, HOURS, {"a": 34, "b": 33, "c": 33}),
        (1040, {"a": 20, "b": 11}, Fraction(2013, 60), {"a": 671, "b": 369}),
        (7, {"a": 7}, Fraction(1), {"a": 7}),
    ],
)
def test_what_is_spread_over_dates_adds_up_and_says_what_each_date_holds(
    total: int, minutes: dict[str, int], per: Fraction, spread_out: dict[str, int]
) -> None:
    assert spread(total, minutes, per) == spread_out
    assert sum(spread_out.values()) == total


def elements(**more: Any) -> Mapper:
    """A sound mapper to days as XML."""
    told = {"root": "R", "day": "D", "number": "N", "date": "T", "line": "L", "hours": "H", "code": "C"}
    columns = [{"title": title, "field": field} for field, title in told.items()]
    return mapper_of({**OWN, "shape": "xml", "per": "day", "mode": "replace", "columns": columns, **more})


def written(mapper: Mapper, rows: Sequence[Stored], earlier: Sequence[Stored] = ()) -> Any:
    run: Any = type("Run", (), {"id": "a--b", "hash": "0f", "from_date": "", "until_date": "", "pay_day": ""})
    return ElementTree.fromstring(head(mapper, run) + body(mapper, run, rows, earlier) + tail(mapper))


def test_minutes_that_moved_from_one_day_to_another_are_in_the_file_of_both() -> None:
    first = row("1", minutes=900, hours=1500, dates='{"2026-11-17":450,"2026-11-18":450}')
    moved = row("1", minutes=0, hours=0, cents=0, dates='{"2026-11-17":30,"2026-11-18":-30}')
    told = written(elements(codes={"1": "X"}), [moved], [first])
    assert [(day.findtext("T"), day.findtext("L/H")) for day in told] == [
        ("2026-11-17", "8.00"),
        ("2026-11-18", "7.00"),
    ]
    assert [(one.code, one.about) for one in faults(elements(codes={}), [moved])] == [("no_target", "1")]


def test_money_and_days_have_no_place_among_workdays_and_need_no_code_there() -> None:
    claim = row("2", kind="travel.expenses", minutes=0, hours=0, cents=4500, dates='{"2026-11-17":4500}')
    mapper, rows = elements(codes={"1": "X"}), [row("1"), claim]
    assert faults(mapper, rows) == []
    assert [day.findtext("L/C") for day in written(mapper, rows)] == ["X"]
