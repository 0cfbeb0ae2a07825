"""R4: backups taken under load restore elsewhere as they were; damaged ones are refused; phones heal the rest."""

import asyncio
import hashlib
import random
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Thread

import httpx
import pytest

from leima.cli import main
from leima.db import copying
from leima.settings import Settings
from leima.world.backups import make_backup
from leima.world.blobs import BlobFolder
from tests.faults.phones import Phone, start, stop
from tests.faults.server import Firm, Served, found_firm
from tests.sizes import size

WHO = ("aino", "eino")


def dump(file: Path) -> str:
    """SHA-256 of every row of every table in the order of keys; a new epoch is what a restore writes."""
    digest = hashlib.sha256()
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        for line in database.iterdump():
            if not line.startswith('INSERT INTO "sync_head"'):
                digest.update(line.encode())
    return digest.hexdigest()


def contents(folder: Path) -> dict[str, str]:
    """SHA-256 of every attachment by its place."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def run(settings: Settings, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """A verb of the command line on a data folder."""
    monkeypatch.setenv("LEIMA_DATA", str(settings.data))
    return main(list(words))


@dataclass
class Receipts:
    """Attachments that keep coming, as uploads write them."""

    firm: Firm
    made: int = 0

    def keep_coming(self, stopped: Event) -> None:
        blobs = BlobFolder(self.firm.settings.blobs)
        while not stopped.is_set():
            content = random.Random(self.made).randbytes(20_000)
            blobs.put(self.firm.ids["org"], hashlib.sha256(content).hexdigest(), content)
            self.made += 1
            time.sleep(0.05)


def wait_for_more(phones: list[Phone]) -> None:
    """Until a punch has been acknowledged that was not before."""
    before, tried = sum(len(phone.acked) for phone in phones), time.monotonic()
    while sum(len(phone.acked) for phone in phones) == before:
        assert time.monotonic() - tried < 60
        time.sleep(0.02)


def slowest_push(phone: Phone, client: httpx.Client, done: Event) -> float:
    """The most seconds that a push of one punch took until `done`."""
    took = [0.0]
    while not done.is_set():
        began = time.monotonic()
        assert phone.round(client, 1) == 1
        took.append(time.monotonic() - began)
    return max(took)


def test_backups_under_load_restore_equal_and_what_they_had_not_seen_comes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted, firm = size("backups_under_load"), found_firm(tmp_path / "data")
    served, receipts, over = Served(firm.settings, tmp_path / "log"), Receipts(firm), Event()
    phones = [Phone(firm, who, served.url, random.Random(n)) for n, who in enumerate(WHO)]
    copies = [tmp_path / "copies" / f"{n}.sqlite3" for n in range(wanted.wanted)]
    seen, files = [], []
    try:
        served.start()
        threads = start(phones)
        coming = Thread(target=receipts.keep_coming, args=(over,), daemon=True)
        coming.start()
        for copy in copies:
            wait_for_more(phones)
            made = asyncio.run(make_backup(firm.settings, copy))
            seen.append(made.rows)
            files.append(contents(copy.parent / "blobs"))
        stop(phones, threads)
        over.set()
        coming.join(30)
        served.stop()
        assert seen == sorted(set(seen)) and seen[0] > 0, "every copy was taken while punches came"
        done = 0
        for n, (copy, had) in enumerate(zip(copies, files, strict=True)):
            elsewhere = replace(firm.settings, data=tmp_path / f"elsewhere{n}")
            assert run(elsewhere, monkeypatch, "restore", str(copy)) == 0
            assert dump(elsewhere.sqlite_path) == dump(copy)
            restored = contents(elsewhere.blobs)
            assert all(restored[name] == hash for name, hash in had.items())
            assert all(Path(name).name == hash for name, hash in restored.items())
            done += 1
        wanted.reached(done)
        assert run(firm.settings, monkeypatch, "restore", str(copies[0])) == 0
        assert run(firm.settings, monkeypatch, "migrate") == 0
        served.start()
        with httpx.Client(timeout=60) as client:
            for phone in phones:
                made_by = list(phone.made.values())
                for first in range(0, len(made_by), 50):
                    assert phone.send(client, made_by[first : first + 50]) is not None
    finally:
        over.set()
        served.kill()
    stored = [row.id for row in firm.rows("SELECT id FROM punch WHERE org=:org")]
    made_in_all = {op["entity"]["id"] for phone in phones for op in phone.made.values()}
    print(f"operations in copies: {seen}; attachments: {receipts.made}; punches in the end: {len(stored)}")
    assert len(stored) == len(set(stored)) and set(stored) == made_in_all
    assert [wrong for phone in phones for wrong in phone.wrong] == []


def _damage(content: bytes, chance: random.Random) -> bytes:
    """A bit turned, a stretch overwritten, a part cut off or out, or something put in."""
    at, many = chance.randrange(len(content)), chance.randrange(1, 5000)
    how = chance.randrange(5)
    if how == 0:
        return content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]
    if how == 1:
        return content[:at] + bytes(255 - byte for byte in content[at : at + many]) + content[at + many :]
    if how == 2:
        return content[:at]
    if how == 3:
        return content[:at] + content[at + many :]
    return content[:at] + chance.randbytes(many) + content[at:]


def test_damaged_backups_are_refused_and_nothing_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted, firm = size("damaged_backups"), found_firm(tmp_path / "data")
    copy, broken, chance = tmp_path / "copy.sqlite3", tmp_path / "broken.sqlite3", random.Random(11)
    assert run(firm.settings, monkeypatch, "backup", str(copy)) == 0
    content, before = copy.read_bytes(), dump(firm.settings.sqlite_path)
    refused = 0
    for _ in range(wanted.wanted):
        broken.write_bytes(_damage(content, chance))
        refused += run(firm.settings, monkeypatch, "restore", str(broken)) == 1
    wanted.reached(refused)
    assert dump(firm.settings.sqlite_path) == before


def test_a_copy_holds_up_no_punch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy is slowed down to ten goes in a second or more; punches are taken between them."""
    megabytes, firm = size("backup_megabytes"), found_firm(tmp_path / "data")
    monkeypatch.setattr(copying, "_PAUSE", 0.1)
    with closing(sqlite3.connect(firm.settings.sqlite_path)) as database:
        database.execute("CREATE TABLE ballast (n INTEGER PRIMARY KEY, what BLOB)")
        database.executemany("INSERT INTO ballast (what) VALUES (zeroblob(?))", [(100_000,)] * 10 * megabytes.wanted)
        database.commit()
    served, done, slowest = Served(firm.settings, tmp_path / "log"), Event(), [0.0]
    phone = Phone(firm, "aino", served.url, random.Random(3))
    try:
        served.start()
        with httpx.Client(timeout=30) as client:
            assert phone.round(client, 1) == 1
            pushing = Thread(target=lambda: slowest.append(slowest_push(phone, client, done)))
            began = time.monotonic()
            pushing.start()
            asyncio.run(make_backup(firm.settings, tmp_path / "copies" / "one.sqlite3"))
            took = time.monotonic() - began
            done.set()
            pushing.join(30)
    finally:
        done.set()
        served.kill()
    megabytes.reached(firm.settings.sqlite_path.stat().st_size // 1_000_000)
    print(f"copy: {took:.1f} s; punches meanwhile: {len(phone.acked) - 1}; slowest: {max(slowest):.2f} s")
    assert len(phone.acked) > 2 and max(slowest) < took / 2
