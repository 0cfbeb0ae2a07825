"""Every night the server copies its database by itself; what keeps it from that is told."""

import asyncio
import hashlib
import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from leima.db.copying import check_seal
from leima.db.tables.attachments import Blob
from leima.db.tx import Tx
from leima.features.backups import nightly as night
from leima.features.backups.nightly import copy_if_due, due_since, nightly
from leima.features.people import store as people
from leima.settings import SettingError, Settings, load
from leima.verbs import doctor
from leima.world import backups
from leima.world.backups import nightly_path, prune
from leima.world.blobs import BlobFolder
from tests.company import Company, ms, open_company

HOUR = 3


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    with open_company(tmp_path / "data") as opened:
        yield opened.at("2026-11-23T03:10")


def copy(company: Company) -> int:
    """Looks once whether a copy is due; how many were made."""
    return asyncio.run(copy_if_due(company.world.db, company.world.settings, HOUR))


def attach(company: Company, content: bytes) -> str:
    """An attachment of somebody; returns the name of its content."""
    kept = hashlib.sha256(content).hexdigest()
    company.world.blobs.put(company.ids["org"], kept, content)
    row = {"org": company.ids["org"], "person": company.ids["aino"], "sha256": kept[::-1], "kept": kept}
    blob = Blob(**row, media="image/png", size=len(content), pages=1, at=company.clock.now())
    company.world.db.write_now(lambda tx: tx.insert(blob))
    return kept


def copies(company: Company) -> list[str]:
    return sorted(file.name for file in company.world.settings.backups.glob("*.sqlite3"))


def told(company: Company) -> list[tuple[str, str]]:
    rows = company.rows("SELECT person, params FROM notice WHERE org=:org AND kind='backup_failed' ORDER BY at")
    return [(row.person, json.loads(row.params)["date"]) for row in rows]


def _make_admin(tx: Tx, org: str, person: str) -> None:
    tx.org = org
    people.set_roles(tx, person, ("employee", "admin"))


@pytest.mark.parametrize(
    ("local", "due"),
    [
        ("2026-11-23T03:00", "2026-11-23T03:00"),
        ("2026-11-23T02:59", "2026-11-22T03:00"),
        ("2026-03-29T12:00", "2026-03-29T04:00"),
    ],
)
def test_a_copy_is_due_since_the_last_time_that_the_site_showed_the_hour(local: str, due: str) -> None:
    assert due_since(ms(local), HOUR, "Europe/Helsinki") == ms(due)


def test_a_night_has_one_copy_and_a_missed_one_is_made_up_for(company: Company) -> None:
    assert (copy(company), copy(company.at("2026-11-24T02:59"))) == (1, 0)
    assert (copy(company.at("2026-11-26T13:00")), copy(company)) == (1, 0)
    assert copies(company) == ["nightly-20261123T011000Z.sqlite3", "nightly-20261126T110000Z.sqlite3"]


def test_copies_are_whole_hold_attachments_and_are_the_owners_alone(company: Company) -> None:
    name = attach(company, b"kuitti")
    copy(company)
    folder = company.world.settings.backups
    check_seal(folder / copies(company)[0])
    assert BlobFolder(folder / "blobs").get(company.ids["org"], name) == b"kuitti"
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_only_so_many_copies_are_kept_and_attachments_go_with_the_last_copy_that_names_them(company: Company) -> None:
    name, folder = attach(company, b"vanha"), company.world.settings.backups
    for day in range(20, 25):
        copy(company.at(f"2026-11-{day}T04:00"))
        if day == 22:
            assert BlobFolder(folder / "blobs").get(company.ids["org"], name) == b"vanha"
            company.world.db.write_now(lambda tx: tx.run("DELETE FROM blob"))
    prune(folder, 2)
    assert [one[:16] for one in copies(company)] == ["nightly-20261123", "nightly-20261124"]
    assert BlobFolder(folder / "blobs").get(company.ids["org"], name) is None


def test_admins_are_told_once_a_night_that_there_is_no_room_and_then_it_is_made(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss = company.ids["boss"]
    company.world.db.write_now(lambda tx: _make_admin(tx, company.ids["org"], boss))
    with monkeypatch.context() as full:
        full.setattr(backups, "free_space", lambda folder: 20 * backups.MB)
        assert (copy(company), copy(company.at("2026-11-23T03:20"))) == (0, 0)
        assert told(company) == [(boss, "2026-11-23")]
        assert copy(company.at("2026-11-24T03:20")) == 0
        assert told(company)[1:] == [(boss, "2026-11-24")]
    assert copies(company) == []
    assert copy(company) == 1


def test_a_server_that_just_started_serves_first_and_one_on_postgresql_leaves_it_to_others(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    (job,) = nightly(company.world)
    assert asyncio.run(job.run(company.world.db)) == 0
    monkeypatch.setattr(night, "QUIET_START", 0)
    assert asyncio.run(job.run(company.world.db)) == 1
    for settings in (Settings(database_url="postgresql://x"), Settings(backup_hour=None)):
        assert nightly(replace(company.world, settings=settings)) == ()


@pytest.mark.parametrize("hour", ["24", "-1", "three"])
def test_an_hour_that_no_clock_shows_is_refused(hour: str) -> None:
    with pytest.raises(SettingError, match="LEIMA_BACKUP_HOUR"):
        load({"LEIMA_BACKUP_HOUR": hour})
    assert load({"LEIMA_BACKUP_HOUR": "off"}).backup_hour is None


def test_the_doctor_names_an_old_copy_a_damaged_one_and_missing_room(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = company.world.settings
    assert doctor.nightly_copy(settings).todo == ""
    copy(company.at("2020-01-02T04:00"))
    assert "2020-01-02" in doctor.nightly_copy(settings).what
    newest = nightly_path(settings.backups, ms("2026-11-24T04:00"))
    newest.write_bytes((settings.backups / copies(company)[0]).read_bytes()[:-1])
    assert "damaged" in doctor.nightly_copy(settings).what
    newest.unlink()
    monkeypatch.setattr(doctor, "free_space", lambda folder: 0)
    assert "LEIMA_BACKUP_FOLDER" in doctor.nightly_copy(settings).todo
