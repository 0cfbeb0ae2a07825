"""Everything of one's own: all of it, nobody else's, in forms that a person and a program can read."""

import asyncio
import csv
import hashlib
import io
import json
import tracemalloc
import zipfile
from functools import partial
from typing import Any

from sqlmodel import SQLModel

from leima.db.rows import table_of
from leima.db.tables.attachments import Blob
from leima.db.tx import Tx
from leima.features.reports.own_data.archive import JSON
from leima.features.reports.own_data.archive import archive as own_archive
from leima.features.reports.own_data.store import OWN
from leima.web.tokens import Claims
from leima.world.files.harmless import as_written
from tests.company import Company
from tests.reports.month import PAYLOADS, day, file, live_cells, november
from tests.retention.filling import SENT, fill

TABLES = {"punches": "punch", "entries": "entry", "days": "day_result", "ledger": "posting", "terms": "terms"}


def archive(company: Company, who: str) -> zipfile.ZipFile:
    answer = file(company, who, "own.zip")
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == 'attachment; filename="leima-omat-tiedot.zip"'
    assert answer.headers["cache-control"] == "no-store"
    return zipfile.ZipFile(io.BytesIO(answer.content))


def tables(company: Company, who: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(archive(company, who).read("leima.json"))
    return dict(told["tables"])


def test_the_export_holds_every_row_of_the_person_and_none_of_anybody_else(company: Company) -> None:
    november(company)
    day(company, "eino", "2026-11-19", "08:00", "16:00", "kanarialintu")
    found = tables(company, "aino")
    for name, table in TABLES.items():
        stored = company.rows(f"SELECT * FROM {table} WHERE org=:org AND person=:p", p=company.ids["aino"])
        assert len(found[name]) == len(stored) > 0, name
        assert {row.get("person", company.ids["aino"]) for row in found[name]} == {company.ids["aino"]}
    whole = archive(company, "aino")
    text = "".join(whole.read(name).decode() for name in whole.namelist())
    assert "kanarialintu" not in text
    assert company.ids["eino"] not in text


ELSEWHERE = {
    "day_share": "worked out of `days`",
    "credential": "in `sign_in`, without the secret",
    "mail_outbox": "a notice on its way, and `notices` has it",
    "push_outbox": "a notice on its way, and `notices` has it",
    "one_time_link": "the hash of a secret that works once",
    "passkey_try": "the hash of a challenge that is good for ten minutes",
    "refused_sign_in": "counts of a day, and `changes` tells them",
    "recovery_code": "the hash of a secret that works once",
    "two_step": "in `sign_in`, without the secret",
    "legal_hold": "the grounds of a hold may be a dispute with the person; that it stands is no record of their work",
    "erasure": "how many records of a person who left went",
    "person": "in `person`",
    "audit_event": "in `changes`",
    "op_receipt": "in `sent`",
    "op_archive": "in the tables that the operations were written to; a decider's are about others",
    "op_quarantine": "what nothing could read; a decider's are about others",
    "change_log": "numbers of changes, without what they are",
}
"""Tables that hold a person's id and are not exported as they are, and why."""


def test_every_column_that_may_hold_the_person_is_exported_or_says_why_not(company: Company) -> None:
    november(company)
    me, exported = company.ids["aino"], {table_of(table)[0] for table, _ in OWN.values()}
    walked = 0
    for name, table in SQLModel.metadata.tables.items():
        texts = [column.name for column in table.columns if column.type.python_type in (str, object)]
        if name in exported or name in ELSEWHERE or "org" not in table.columns:
            continue
        assert "person" not in texts, f"{name} is neither exported nor in ELSEWHERE"
        for column in texts:
            walked += 1
            found = company.rows(f"SELECT 1 AS n FROM {name} WHERE org=:org AND {column}=:me", me=me)
            assert found == [], f"{name}.{column} names the person"
    assert walked > 60


def test_every_exported_table_is_whole_and_holds_nobody_elses_rows(company: Company) -> None:
    november(company)
    day(company, "eino", "2026-11-19", "08:00", "16:00", "")
    told = tables(company, "aino")
    me = company.ids["aino"]
    for name, (table, _) in OWN.items():
        stored = company.rows(f"SELECT * FROM {table_of(table)[0]} WHERE org=:org AND person=:me", me=me)
        assert len(told[name]) == len(stored), name
    for name, column in (("op_receipt", "author"), ("audit_event", "person")):
        stored = company.rows(f"SELECT * FROM {name} WHERE org=:org AND {column}=:me", me=me)
        assert len(told["sent" if name == "op_receipt" else "changes"]) == len(stored) > 0, name
    assert [row["method"] for row in told["sign_in"]] == []


def test_with_a_record_in_every_table_each_is_exported_and_no_column_of_another_table_names_the_person(
    company: Company,
) -> None:
    for who in ("aino", "eino"):
        fill(company, who, "2026-11-19")
        company.world.db.write_now(partial(_made_readable, id=f"{who}-2026-11-19"))
    me, told = company.ids["aino"], tables(company, "aino")
    walked = 0
    for name, (table, _) in OWN.items():
        stored, _ = table_of(table)
        if stored not in SENT:
            rows = company.rows(f"SELECT 1 AS n FROM {stored} WHERE org=:org AND person=:me", me=me)
            assert len(told[name]) == len(rows) > 0, name
            walked += 1
    exported = {table_of(table)[0] for table, _ in OWN.values()}
    naming = {}
    for name, table in SQLModel.metadata.tables.items():
        if name in exported or name in ELSEWHERE or "org" not in table.columns:
            continue
        for column in table.columns:
            if column.type.python_type in (str, object):
                found = company.rows(f"SELECT 1 AS n FROM {name} WHERE org=:org AND {column.name}=:me", me=me)
                naming |= {f"{name}.{column.name}": len(found)} if found else {}
    assert naming == {}
    whole = archive(company, "aino")
    text = "".join(whole.read(name).decode(errors="replace") for name in whole.namelist())
    assert "aino-2026-11-19" in text
    assert [word for word in ("eino-2026-11-19", company.ids["eino"]) if word in text] == []
    print(f"own export: {walked} tables, a record in each")


def test_the_files_that_the_person_attached_are_in_it_as_they_are_kept_and_nobody_elses(company: Company) -> None:
    org = company.ids["org"]
    for who in ("aino", "eino"):
        content = f"kuitti {who}".encode()
        kept = hashlib.sha256(content).hexdigest()
        company.world.blobs.put(org, kept, content)
        row = {"org": org, "person": company.ids[who], "sha256": kept[::-1], "kept": kept, "media": "image/jpeg"}
        blob = Blob(**row, size=len(content), pages=1, at=company.clock.now())
        company.world.db.write_now(partial(_keep, blob=blob))
    whole = archive(company, "aino")
    [file] = [name for name in whole.namelist() if name.startswith("attachments/")]
    assert whole.read(file) == b"kuitti aino"


def _made_readable(tx: Tx, id: str) -> None:
    """Where a column holds JSON, a filled record has some."""
    for table, _ in OWN.values():
        name, columns = table_of(table)
        for column in JSON.intersection(columns) | {"why"}.intersection(columns):
            tx.run(f"UPDATE {name} SET {column}='[]' WHERE {column}=:id", id=id)


def _keep(tx: Tx, blob: Blob) -> None:
    tx.insert(blob)


def test_many_rows_take_no_more_memory_than_few(company: Company) -> None:
    november(company)
    claims = Claims(company.ids["org"], company.ids["aino"], "family-aino")

    def peak() -> int:
        async def work() -> int:
            tracemalloc.start()
            size = sum([len(some) async for some in own_archive(company.world.db, claims, company.world.blobs)])
            assert size > 1000
            return tracemalloc.get_traced_memory()[1]

        try:
            return asyncio.run(work())
        finally:
            tracemalloc.stop()

    def add(tx: Tx) -> None:
        rows = [
            {"org": company.ids["org"], "id": f"n{n}", "person": company.ids["aino"], "at": n, "text": "x" * 300}
            for n in range(20_000)
        ]
        sql = (
            "INSERT INTO notice (org, id, person, at, kind, params, deleted, version)"
            " VALUES (:org, :id, :person, :at, 'kind', :text, FALSE, 1)"
        )
        tx.many(sql, [{**row, "text": json.dumps({"of": row["text"]})} for row in rows])

    few = peak()
    company.world.db.write_now(add)
    assert peak() < few + 12_000_000


def test_every_change_of_ones_own_rows_is_told_with_old_and_new(company: Company) -> None:
    november(company)
    changes = tables(company, "aino")["changes"]
    assert {"posting.made"} <= {row["what"] for row in changes}
    assert all(row["new"] is not None or row["old"] is not None for row in changes)


def test_each_table_is_also_a_csv_in_which_nothing_is_a_formula(company: Company) -> None:
    november(company)
    whole = archive(company, "aino")
    text = whole.read("punches.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert rows[0]["at"] == "2026-11-02 08:00:00"
    assert {payload for payload in PAYLOADS} <= {as_written(row["note"]) for row in rows}
    assert live_cells("a;=1") and live_cells("x,=1")
    for name in whole.namelist():
        if name.endswith(".csv"):
            assert live_cells(whole.read(name).decode("utf-8-sig")) == [], name
    assert whole.read("lue-minut.txt").decode("utf-8-sig").startswith("Tässä paketissa")


def test_the_second_step_is_told_by_its_date_and_its_secret_is_not(company: Company) -> None:
    def turn_on(tx: Tx) -> None:
        sql = "INSERT INTO two_step (org, person, secret, since, last_step) VALUES (:org, :person, 'KANARIA', 7000, 0)"
        tx.run(sql, org=company.ids["org"], person=company.ids["aino"])

    company.world.db.write_now(turn_on)
    whole = archive(company, "aino")
    assert [row["method"] for row in tables(company, "aino")["sign_in"]] == ["two_step"]
    assert not any(b"KANARIA" in whole.read(name) for name in whole.namelist())
