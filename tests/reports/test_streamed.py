"""CSV files of many people are sent while they are made: the bytes of the whole report, in constant memory."""

import asyncio
import random
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from leima.db import stream as streams
from leima.db.database import Unavailable
from leima.db.tx import Tx
from leima.features.reports import csv_files, plain, store
from leima.features.reports.balances import csv as balances_csv
from leima.features.reports.balances import rows
from leima.features.reports.spool import packed, spooled
from leima.features.reports.working_time import csv
from leima.web.errors import NotFound
from leima.web.tokens import Claims
from tests.company import Company
from tests.reports.month import day, file, november
from tests.reports.test_balances import hire

NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}
DURATIONS = ("min", "signed", "balance")


def hundredths(minutes: Sequence[int], total: int | None = None) -> list[int]:
    """Largest remainders, with everything at hand."""
    found = [one * 5 // 3 for one in minutes]
    left = ((sum(minutes) * 10 + 3) // 6 if total is None else total) - sum(found)
    for n in sorted(range(len(found)), key=lambda n: -(minutes[n] * 5 % 3))[:left]:
        found[n] += 1
    return found


def whole(columns: Sequence[Mapping[str, Any]], groups: Sequence[Sequence[Mapping[str, Any]]], lang: str) -> bytes:
    """The file from everybody's rows at once, rounded over all groups and then within each."""
    lines: list[list[str]] = [[] for group in groups for _ in group]
    for column in columns:
        key, kind = column["key"], column["kind"]
        totals = (
            hundredths([sum(row[key] for row in group if key in row) for group in groups])
            if kind in DURATIONS and column["adds_up"]
            else []
        )
        hours: list[int | None] = []
        for n, group in enumerate(groups if kind in DURATIONS else ()):
            there = [row[key] for row in group if key in row]
            told = iter(hundredths(there, totals[n]) if column["adds_up"] else [(one * 10 + 3) // 6 for one in there])
            hours += [next(told) if key in row else None for row in group]
        for n, row in enumerate(row for group in groups for row in group):
            if kind in DURATIONS:
                given = hours[n]
                lines[n].append("" if given is None else plain.number(given / 100, lang))
            lines[n].append(plain.cell(row.get(key), kind, lang))
    return ("\ufeff" + plain.lines([plain.titles(columns, lang), *lines], lang)).encode()


def whole_working_time(told: Mapping[str, Any]) -> bytes:
    person = {"key": "person", "kind": "text", "title": told["person_title"], "adds_up": False}
    groups = [[{"person": part["person"]["name"], **row} for row in part["rows"]] for part in told["people"]]
    return whole([person, *told["columns"]], groups, told["lang"])


def full(company: Company) -> Company:
    """Two people's November, and ten more of whom some worked odd minutes."""
    november(company)
    november(company, "eino")
    names = [f"person{n}" for n in range(10)]
    hire(company, "payroll", *names)
    for n, name in enumerate(names[::2]):
        for date in range(2, 12):
            if date not in (7, 8):
                day(
                    company,
                    name,
                    f"2026-11-{date:02d}",
                    "08:00",
                    f"{15 + n % 2}:{(date * 7 + n * 13) % 60:02d}",
                    "=1+1",
                )
    company.turn("2026-11-23T09:00")
    return company


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few people at a time, and few rows of the cursor."""
    monkeypatch.setattr(csv.WorkingTimeCsv, "at_a_time", 2)
    monkeypatch.setattr(balances_csv.BalanceCsv, "at_a_time", 3)
    monkeypatch.setattr(streams, "CHUNK", 4)


@pytest.mark.usefixtures("small")
def test_a_column_that_no_day_of_anybody_fills_is_empty_in_the_file(company: Company) -> None:
    hire(company, "payroll", "person0", "person1")
    asked = {"from": "2020-11-23", "to": "2020-11-24", "everybody": True}
    company.at("2026-11-23T09:00")
    told = company.get("payroll", "reports/working-time", **asked)
    assert "breaks" in {column["key"] for column in told["columns"]}
    assert not any("breaks" in row for part in told["people"] for row in part["rows"])
    given = file(company, "payroll", "working-time", **asked, format="csv")
    assert given.content == whole_working_time(told)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "who, scope", [("payroll", "everybody"), ("boss", "everybody"), ("boss", "team"), ("aino", "")]
)
def test_the_working_time_of_many_is_the_whole_reports_bytes(company: Company, who: str, scope: str) -> None:
    full(company)
    company.at("2026-11-23T09:00")
    for columns in ("all", "date,worked,kiky"):
        asked = {**NOVEMBER, "columns": columns}
        asked |= {"everybody": True} if scope == "everybody" else {"team": company.ids["team"]} if scope else {}
        told = company.get(who, "reports/working-time", **asked)
        given = file(company, who, "working-time", **asked, format="csv")
        assert len(told["people"]) == {"payroll": 15, "boss": 14, "aino": 1}[who]
        assert given.content == whole_working_time(told)
        name = "tyoaikaraportti-aino-" if who == "aino" else "tyoaikaraportti-"
        assert given.headers["content-disposition"] == f'attachment; filename="{name}2026-11-01-2026-11-30.csv"'


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("who", ["payroll", "boss", "aino"])
def test_the_balances_of_many_are_the_whole_reports_bytes(company: Company, who: str) -> None:
    full(company)
    told = company.get(who, "reports/balances", **NOVEMBER, limit=500)
    given = file(company, who, "balances", **NOVEMBER, format="csv").content
    columns = company.world.db.read_now(lambda tx: _all_columns(tx, company.ids["org"]))
    assert given == whole(columns, [told["rows"]], "fi")


def _all_columns(tx: Tx, org: str) -> list[dict[str, Any]]:
    tx.org = org
    return rows.columns_of(store.accounts_used(tx), "fi")


@pytest.mark.parametrize("seed", range(40))
def test_rounding_told_one_by_one_is_that_of_the_whole_column(seed: int) -> None:
    source = random.Random(seed)
    minutes = [source.choice((0, source.randint(-700, 700))) for _ in range(source.randint(0, 40))]
    one = plain.Rounding()
    for amount in minutes:
        one.count(amount)
    assert [one.tell(amount) for amount in minutes] == hundredths(minutes)


def claims(company: Company, who: str) -> Claims:
    return Claims(company.ids["org"], company.ids[who], f"family-{who}")


def everything(asked: Mapping[str, str]) -> dict[str, str | None]:
    return {"person": None, "team": None, "columns": None, "everybody": "yes", **NOVEMBER, **asked}


def test_rights_are_looked_at_before_the_first_byte(company: Company) -> None:
    hire(company, "payroll")
    for path in ("working-time", "balances"):
        url = f"/api/v1/reports/{path}"
        asked = {**NOVEMBER, "format": "csv", "team": "not-there"}
        assert company.client.get(url, params=asked, headers=company.headers("payroll")).status_code == 404
        asked = {"from": "2026-11-30", "to": "2026-11-01", "format": "csv"}
        assert company.client.get(url, params=asked, headers=company.headers("payroll")).status_code == 400
    other = {**NOVEMBER, "format": "csv", "person": company.ids["boss"]}
    url = "/api/v1/reports/working-time"
    assert company.client.get(url, params=other, headers=company.headers("aino")).status_code == 404


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("kind", [csv.WorkingTimeCsv, balances_csv.BalanceCsv])
def test_who_loses_the_right_on_the_way_gets_no_line(company: Company, kind: Any) -> None:
    full(company)
    db = company.world.db

    async def work() -> list[bytes]:
        made = csv_files._content(db, claims(company, "payroll"), kind(everything({})))
        got = [await anext(made), await anext(made)]
        gone = "DELETE FROM person_role WHERE org=:org AND person=:who AND role='payroll'"
        await db.write(lambda tx: tx.run(gone, org=company.ids["org"], who=company.ids["payroll"]))
        with pytest.raises(NotFound):
            got.append(await anext(made))
        return got

    assert asyncio.run(work())[1:] == ["\ufeff".encode()]


def test_more_long_reports_than_there_are_places_are_told_to_come_again(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "AT_ONCE", 0)
    url, asked = "/api/v1/reports/balances", {**NOVEMBER, "format": "csv"}
    answer = company.client.get(url, params=asked, headers=company.headers("boss"))
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert int(answer.headers["retry-after"]) > 0


@pytest.mark.usefixtures("small")
def test_whoever_goes_away_midway_frees_the_place(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    full(company)
    monkeypatch.setattr(streams, "AT_ONCE", 1)

    async def work() -> None:
        for _ in range(2):
            answer = await csv_files.csv_file(
                company.world.db, claims(company, "payroll"), csv.WorkingTimeCsv(everything({}))
            )
            content: Any = answer.iterator
            assert await anext(content) == "\ufeff".encode()
            with pytest.raises(Unavailable):
                await anext(
                    csv_files._content(
                        company.world.db, claims(company, "boss"), balances_csv.BalanceCsv(everything({}))
                    )
                )
            await content.aclose()

    asyncio.run(work())


def test_a_spool_gives_back_what_it_took_in_from_memory_and_from_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leima.features.reports.spool._IN_MEMORY", 100)
    given = [[[{"name": f"Ääni {n}", "amount": -n, "days": n / 100, "none": None}]] for n in range(50)]
    with spooled() as spool:
        for groups in given:
            spool.add(packed(groups))
        assert list(spool) == given
