"""What a month's payroll of everybody costs: preview, lock and files, and whether it all adds up.

`python -m tests.bench.payroll [PEOPLE]`; not a part of `npm run bench`, as it takes a minute.
"""

import asyncio
import csv
import io
import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

from litestar.response import Stream
from openpyxl import load_workbook

from leima.db.tx import Tx
from leima.features.payroll import files
from leima.features.payroll.mapper import ready_mappers
from leima.features.payroll.runs import Asked, locked, previewed, worked
from leima.features.payroll.schemas import LockRun
from leima.web.tokens import Claims
from tests.company import Company, new_id, open_company
from tests.months.month_fixtures import hire

PEOPLE, SAMPLE, CORRECTED = 11_500, 500, 37
MONTH = ("2026-11-01", "2026-11-30")
DATES = [f"2026-11-{day:02d}" for day in range(1, 31)]
_CELLS = "INSERT INTO frozen_day (org, person, date, cells) VALUES (:org, :person, :date, :cells)"
_PERSON = (
    "INSERT INTO person (org, id, name, email, lang, active, counts_from, external_id, version)"
    " VALUES (:org, :id, :name, :email, 'fi', :yes, '2026-11-01', :number, 1)"
)
_TERMS = (
    "INSERT INTO terms (org, id, person, from_date, until_date, body, version, deleted)"
    " SELECT org, :id, :person, from_date, until_date, body, 1, deleted FROM terms WHERE org=:org AND person=:like"
)
_CORRECTION = (
    "INSERT INTO month_correction (org, id, person, date, corrects, act, minutes, why, who, at)"
    " VALUES (:org, :id, :person, '2026-12-01', :corrects, :id, :minutes, '', NULL, 1)"
)


def day(number: int, date: str, rng: random.Random) -> dict[str, Any]:
    """A frozen day as reports keep it: of an hourly wage for every second person."""
    found: dict[str, Any] = {"away": [], "notes": [], "findings": [], "work_types": ["t"], "cost_centres": ["c"]}
    found |= {"status": "done", "breaks": 30, "kiky": 0, "unapproved": 0, "remote": 0, "target": 450}
    if int(date[8:]) % 7 in (0, 1):
        return found | {"worked": 0, "pay": []} if number % 2 else found | {"worked": 0}
    if rng.random() < 0.05:
        return found | {"worked": 0, "away": [{"id": "a", "kind": "sick", "whole": True, "minutes": 450}]}
    over = rng.choice((0, 0, 0, 37, 95))
    worked = rng.randint(400, 480) + over
    evening = rng.choice((0, 0, 61))
    found |= {"worked": worked, "overtime50": over, "overtime100": 0, "additional": 0}
    found |= {"weekly_overtime": 0, "period_overtime": 0, "supplements.supplement_evening": evening}
    if number % 2:
        wage = 1500 + number % 700
        parts = [["base", worked, 100, wage], ["overtime50", over, 50, wage], ["supplement_evening", evening, 15, wage]]
        found["pay"] = [part for part in parts if part[1]]
    return found


def filled(company: Company, people: int) -> list[str]:
    """So many people whose November is closed."""
    ids = [f"p{n:05d}" for n in range(people)]

    def work(tx: Tx) -> None:
        rng = random.Random(7)
        tx.org = company.ids["org"]
        tx.run("DELETE FROM terms WHERE org=:org AND person NOT IN :like", org=tx.org, like=_like(company))
        for n, id in enumerate(ids):
            own = {"org": tx.org, "id": id, "name": f"Nimi {n * 7919 % people:05d}", "email": f"{id}@bench.test"}
            tx.run(_PERSON, **own, yes=True, number=str(n))
            tx.run(_TERMS, org=tx.org, id=new_id(), person=id, like=_like(company)[n % 2])
            cells = [{"date": date, "cells": json.dumps(day(n, date, rng), sort_keys=True)} for date in DATES]
            tx.many(_CELLS, [{"org": tx.org, "person": id, **one} for one in cells])
        tx.run("DELETE FROM terms WHERE org=:org AND person IN :like", org=tx.org, like=_like(company))

    company.world.db.write_now(work)
    return ids


def _like(company: Company) -> tuple[str, str]:
    return company.ids["aino"], company.ids["hourly"]


def sampled(company: Company, ids: list[str]) -> None:
    """The rows of people drawn at random hold exactly the minutes of their frozen days."""
    for id in random.Random(3).sample(ids, min(SAMPLE, len(ids))):
        days = company.rows("SELECT cells FROM frozen_day WHERE org=:org AND person=:id", id=id)
        wanted: Counter[str] = Counter()
        for told in (json.loads(one.cells) for one in days):
            parts = told.get("pay")
            over = told.get("overtime50", 0)
            if parts is None:
                wanted.update({"REGULAR": told["worked"] - over, "OVERTIME50": over})
                wanted["SUPPLEMENT"] += told.get("supplements.supplement_evening", 0)
            for part in parts or ():
                wanted["SUPPLEMENT" if part[0].startswith("supplement") else part[0].upper()] += part[1]
            wanted["ABSENCE"] += sum(one["minutes"] for one in told["away"])
        found: Counter[str] = Counter()
        for row in company.rows("SELECT code, minutes, dates FROM pay_row WHERE org=:org AND person=:id", id=id):
            found[row.code] += row.minutes
            assert sum(json.loads(row.dates).values()) == row.minutes
        assert +found == +wanted, (id, found, wanted)


async def content(made: Awaitable[Stream]) -> bytes:
    """A file, whole."""
    found: Any = (await made).iterator
    return b"".join([some async for some in found])


def lock_form(seen: Any) -> LockRun:
    return LockRun(id=new_id(), from_=seen.from_, until=seen.until, pay_day=seen.pay_day, seen=seen.seen)


async def everything(company: Company, ids: list[str]) -> None:
    db, claims = company.world.db, Claims(company.ids["org"], company.ids["payroll"], "family-payroll")
    asked, began, cpu = Asked(*MONTH, None), time.perf_counter(), time.process_time()

    def mark(what: str) -> None:
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        wall, own = time.perf_counter() - began, time.process_time() - cpu
        print(f"{what:10} {wall:7.1f} s from the beginning (processor {own:.1f} s), {memory} MB at most", flush=True)

    mark("begun")
    seen = previewed(await worked(db, claims, asked), "fi")
    mark("preview")
    run = await locked(db, claims, lock_form(seen))
    mark("lock")
    as_json = await content(files.neutral(db, claims, run.id, "json"))
    mark("json")
    as_csv = await content(files.neutral(db, claims, run.id, "csv"))
    mark("csv")
    as_xlsx = await content(files.neutral(db, claims, run.id, "xlsx"))
    mark("xlsx")
    print(f"{run.people} people, {run.lines} rows; {len(as_json)}, {len(as_csv)}, {len(as_xlsx)} bytes")
    told = Counter({one.code: one.minutes for one in run.totals if one.code})
    assert added_up(as_json, as_csv, as_xlsx) == [(told, sum(one.cents or 0 for one in run.totals))] * 3
    sampled(company, ids)
    corrected(company, ids)
    again = previewed(await worked(db, claims, asked), "fi")
    assert (again.number, again.lines, again.people) == (2, CORRECTED, CORRECTED), (again.lines, again.people)
    print(f"files add up; {SAMPLE} people equal their days; a difference of exactly {CORRECTED} rows")
    assert ready_mappers()


def added_up(as_json: bytes, as_csv: bytes, as_xlsx: bytes) -> list[tuple[Counter[str], int]]:
    """Minutes by code, and cents, as each file is read."""
    table = csv.DictReader(io.StringIO(as_csv.decode("utf-8-sig"), newline=""), delimiter=";")
    sheet = load_workbook(io.BytesIO(as_xlsx), read_only=True).worksheets[0]
    lines = sheet.iter_rows(values_only=True)
    title = list(next(lines))
    return [
        summed(json.loads(as_json)["rows"]),
        summed(table),
        summed(dict(zip(title, line, strict=True)) for line in lines),
    ]


def summed(rows: Any) -> tuple[Counter[str], int]:
    minutes: Counter[str] = Counter()
    cents = 0
    for row in rows:
        minutes[row["code"]] += int(row["minutes"])
        cents += int(row["cents"] or 0)
    return minutes, cents


def corrected(company: Company, ids: list[str]) -> None:
    """Some monthly people get half an hour more on a closed day."""

    def work(tx: Tx) -> None:
        for id in ids[: 2 * CORRECTED : 2]:
            own = {"id": new_id(), "person": id, "corrects": "2026-11-17", "minutes": '{"worked": 31}'}
            tx.run(_CORRECTION, org=company.ids["org"], **own)

    company.world.db.write_now(work)


def main(people: int) -> None:
    with tempfile.TemporaryDirectory() as folder, open_company(Path(folder)) as company:
        hire(company, "payroll", "payroll")
        company.at("2026-12-02T09:00")
        ids = filled(company, people)
        asyncio.run(everything(company, ids))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
