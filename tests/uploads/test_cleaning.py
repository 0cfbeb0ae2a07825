"""What nothing names is cleaned up after a month, and never what a receipt names or a phone has just sent."""

import asyncio
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leima.db.tables.attachments import Blob
from leima.db.tx import Tx
from leima.features.attachments import store
from leima.features.attachments.cleaning import clean
from leima.world.blobs import Content
from tests.company import Company, ms, new_id, open_company, operation
from tests.uploads import attachments as given

DAY = 24 * 3_600_000
CLAIM = new_id()


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url) as opened:
        yield opened


def send(company: Company, content: bytes) -> str:
    """Sends a file; on the disk it is as old as the company's clock says."""
    name = hashlib.sha256(content).hexdigest()
    headers = {**company.headers("aino"), "Content-Type": "application/octet-stream"}
    assert company.client.put(f"/api/v1/blobs/{name}", content=content, headers=headers).status_code == 200
    for path in folder(company):
        if path.name == name:
            os.utime(path, (company.clock.now() / 1000,) * 2)
    return name


def receipt(company: Company, files: list[str], **more: Any) -> dict[str, Any]:
    body = {"claim": CLAIM, "date": "2026-11-18", "supplier": "Taksi", "gross_cents": 1250, "files": files}
    return operation(company.ids["aino"], "receipt.save", body, ms("2026-11-20T08:00"), **more)


def days_pass(company: Company, days: int) -> int:
    """So many days pass, and the server cleans up once. Returns how much went."""
    company.clock.move(days * DAY)
    return asyncio.run(clean(company.world.db, company.world.blobs))


def folder(company: Company) -> list[Path]:
    return [path for path in (company.world.settings.data / "blobs").rglob("*") if path.is_file()]


def test_a_file_that_a_receipt_names_stays(company: Company) -> None:
    name = send(company, given.photo())
    pushed = company.push("aino", receipt(company, [name]))
    assert [one["status"] for one in pushed["results"]] == ["applied"]
    assert [days_pass(company, days) for days in (2, 40, 400)] == [0, 0, 0]
    assert len(folder(company)) == 1


def test_a_file_that_nothing_names_goes_after_thirty_days_and_not_before(company: Company) -> None:
    send(company, given.photo())
    assert [days_pass(company, days) for days in (0, 2, 29)] == [0, 0, 0]
    assert len(folder(company)) == 1
    assert days_pass(company, 2) == 2, "the file and its content"
    assert folder(company) == []
    assert company.rows("SELECT sha256 FROM blob WHERE org=:org") == []


def test_a_page_that_was_taken_off_a_receipt_goes_thirty_days_after_that(company: Company) -> None:
    name, other, id = send(company, given.photo()), send(company, given.photo((40, 40))), new_id()

    def saved(*files: str, seen: int | None = None) -> int:
        base = None if seen is None else {"version": seen}
        (result,) = company.push("aino", receipt(company, list(files), id=id, base=base))["results"]
        assert result["status"] == "applied", result
        return int(result["version"])

    version = saved(name, other)
    assert days_pass(company, 60) == 0
    version = saved(other, seen=version)
    assert [days_pass(company, days) for days in (0, 29)] == [0, 0]
    version = saved(name, other, seen=version)
    assert [days_pass(company, days) for days in (1, 29)] == [0, 0], "it is named again"
    saved(other, seen=version)
    assert [days_pass(company, days) for days in (1, 31)] == [0, 2]
    assert [path.name for path in folder(company)] == [other]


def test_a_file_that_a_receipt_names_while_the_cleaning_is_at_work_stays(company: Company) -> None:
    """The cleaning has chosen it, and then a receipt that was long on its way names it."""
    name = send(company, given.photo())
    days_pass(company, 2)
    chosen = store.unnamed_since

    def named_meanwhile(tx: Tx, before: int) -> list[Blob]:
        found = chosen(tx, before)
        assert [row.sha256 for row in found] == [name]
        pushed.append(company.push("aino", receipt(company, [name]))["results"][0]["status"])
        return found

    pushed: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "unnamed_since", named_meanwhile)
        assert days_pass(company, 31) == 0
    assert pushed == ["applied"]
    assert [path.name for path in folder(company)] == [name]
    assert days_pass(company, 60) == 0


def test_a_file_that_is_sent_again_has_thirty_days_anew(company: Company) -> None:
    send(company, given.photo())
    assert [days_pass(company, days) for days in (2, 29)] == [0, 0]
    name = send(company, given.photo())
    assert [days_pass(company, days) for days in (2, 29)] == [0, 0]
    assert [path.name for path in folder(company)] == [name]
    assert days_pass(company, 2) == 2


def test_a_day_without_news_keeps_no_writer_waiting_and_asks_for_no_file_by_itself(company: Company) -> None:
    """A store of many years has many files, each of them named: looked at one by one they would take hours."""
    name = send(company, given.photo())
    company.push("aino", receipt(company, [name]))

    async def write(work: Any) -> None:
        raise AssertionError("nothing is to be written")

    def has_content(tx: Tx, org: str, kept: str) -> bool:
        raise AssertionError("the file has its row")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(company.world.db, "write", write)
        patch.setattr(store, "has_content", has_content)
        assert days_pass(company, 60) == 0
    assert [path.name for path in folder(company)] == [name]


def test_a_content_without_a_row_goes_after_thirty_days(company: Company) -> None:
    content = b"a sending that broke off"
    name = hashlib.sha256(content).hexdigest()
    company.world.blobs.put(company.ids["org"], name, content)
    os.utime(folder(company)[0], (company.clock.now() / 1000,) * 2)
    assert [days_pass(company, days) for days in (29, 2)] == [0, 1]
    assert folder(company) == []


def test_a_content_that_is_sent_again_while_it_is_taken_away_is_there(company: Company) -> None:
    """The sending finds the file, the cleaning takes it away, and then the row is written."""
    name = send(company, given.photo())
    company.clock.move(2 * DAY)
    asyncio.run(clean(company.world.db, company.world.blobs))
    company.clock.move(31 * DAY)
    blobs = company.world.blobs
    aside = blobs.set_aside

    def sent_meanwhile(content: Content) -> None:
        aside(content)
        send(company, given.photo())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blobs, "set_aside", sent_meanwhile)
        asyncio.run(clean(company.world.db, blobs))
    assert [path.name for path in folder(company)] == [name]


def test_what_a_killed_cleaning_had_set_aside_comes_back_or_goes(company: Company) -> None:
    """One content has its row again, the other has none; a cleaning that is at work elsewhere is left alone."""
    named, orphan = send(company, given.photo()), b"a sending that broke off"
    company.push("aino", receipt(company, [named]))
    name = hashlib.sha256(orphan).hexdigest()
    company.world.blobs.put(company.ids["org"], name, orphan)
    for one in list(company.world.blobs.contents()):
        company.world.blobs.set_aside(one)
    for path in folder(company):
        os.utime(path, (company.clock.now() / 1000,) * 2)
    assert sorted(path.suffix for path in folder(company)) == [".going", ".going"]
    assert days_pass(company, 0) == 0
    assert sorted(path.name for path in folder(company)) == sorted([named, f"{name}.going"])
    assert days_pass(company, 1) == 1
    assert [path.name for path in folder(company)] == [named]
