"""A backup is whole or it is not there; a damaged one is refused; a restore tells every device that history changed."""

import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from leima.cli import main
from leima.world import backups
from leima.world.blobs import BlobFolder
from leima.world.datalock import DataInUse, DataLock


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A migrated data folder with one organisation in its first epoch."""
    monkeypatch.setenv("LEIMA_DATA", str(tmp_path))
    monkeypatch.delenv("LEIMA_DATABASE_URL", raising=False)
    assert main(["migrate"]) == 0
    with closing(sqlite3.connect(tmp_path / "leima.sqlite3")) as database:
        database.execute("INSERT INTO sync_head (org, seq, epoch) VALUES ('one', 7, 'e1')")
        database.commit()
    yield tmp_path


def heads(file: Path) -> list[tuple[int, str]]:
    """(seq, epoch) of every organisation."""
    with closing(sqlite3.connect(file)) as database:
        return list(database.execute("SELECT seq, epoch FROM sync_head"))


def test_a_restored_backup_has_its_rows_in_a_new_epoch_and_keeps_what_was_there(data: Path) -> None:
    assert main(["backup", str(data / "copy.sqlite3")]) == 0
    with closing(sqlite3.connect(data / "leima.sqlite3")) as database:
        database.execute("UPDATE sync_head SET seq = 9")
        database.commit()

    assert main(["restore", str(data / "copy.sqlite3")]) == 0

    [(seq, epoch)] = heads(data / "leima.sqlite3")
    assert (seq, epoch != "e1") == (7, True)
    [aside] = [file for file in data.glob("*.before-restore-*") if not file.name.endswith(("-wal", "-shm"))]
    assert heads(aside) == [(9, "e1")]
    assert main(["migrate"]) == 0


def test_attachments_are_in_the_backup_once_and_come_back_byte_for_byte(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, there = hashlib.sha256(b"kuitti").hexdigest(), tmp_path / "elsewhere"
    BlobFolder(data / "blobs").put("org", name, b"kuitti")
    assert main(["backup", str(there / "one.sqlite3")]) == 0
    assert main(["backup", str(there / "two.sqlite3")]) == 0
    assert re.findall(r"(\d+) new attachments", capsys.readouterr().out) == ["1", "0"]
    shutil.rmtree(data / "blobs")
    assert main(["restore", str(there / "two.sqlite3")]) == 0
    assert BlobFolder(data / "blobs").get("org", name) == b"kuitti"


def test_a_damaged_attachment_is_refused_and_nothing_changes(data: Path, tmp_path: Path) -> None:
    there = tmp_path / "elsewhere"
    name = hashlib.sha256(b"kuitti").hexdigest()
    BlobFolder(data / "blobs").put("org", name, b"kuitti")
    assert main(["backup", str(there / "copy.sqlite3")]) == 0
    shutil.rmtree(data / "blobs")
    (there / "blobs" / "org" / name[:2] / name).write_bytes(b"kuittt")
    assert main(["restore", str(there / "copy.sqlite3")]) == 1
    assert heads(data / "leima.sqlite3") == [(7, "e1")]


@pytest.mark.parametrize("at", [60, 100, 5_000, 40_000, 200_000])
def test_a_damaged_backup_is_refused_and_nothing_changes(data: Path, at: int) -> None:
    copy = data / "copy.sqlite3"
    assert main(["backup", str(copy)]) == 0
    bytes_of_it = bytearray(copy.read_bytes())
    bytes_of_it[at : at + 3000] = b"\xff" * 3000
    copy.write_bytes(bytes_of_it)

    assert main(["restore", str(copy)]) == 1

    assert heads(data / "leima.sqlite3") == [(7, "e1")]


def test_a_cut_off_backup_and_a_file_of_something_else_are_refused(data: Path) -> None:
    copy = data / "copy.sqlite3"
    assert main(["backup", str(copy)]) == 0
    copy.write_bytes(copy.read_bytes()[:-8192])
    (data / "other").write_text("not a database at all")

    assert main(["restore", str(copy)]) == 1
    assert main(["restore", str(data / "other")]) == 1
    assert heads(data / "leima.sqlite3") == [(7, "e1")]


def test_beside_a_server_a_restore_is_refused_and_a_backup_is_not(data: Path) -> None:
    with DataLock(data):
        assert main(["backup", str(data / "copy.sqlite3")]) == 0
        assert main(["restore", str(data / "copy.sqlite3")]) == 1
        with pytest.raises(DataInUse):
            DataLock(data).__enter__()
    assert main(["restore", str(data / "copy.sqlite3")]) == 0


def leftovers(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if ".part" in file.name)


def test_a_backup_for_which_there_is_no_room_is_not_begun_and_says_how_much_is_needed(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(backups, "free_space", lambda folder: 20 * 1_048_576)
    assert main(["backup", str(data / "copy.sqlite3")]) == 1
    said = capsys.readouterr().err
    stored = sum(file.stat().st_size for file in data.glob("leima.sqlite3*") if not file.name.endswith("-shm"))
    assert "20 MB free" in said and f"needs {32 + stored // 1_048_576} MB" in said and said.count("\n") == 1
    assert not (data / "copy.sqlite3").exists() and leftovers(data) == []


def test_a_disk_that_fills_up_during_a_backup_leaves_nothing_behind(data: Path) -> None:
    """Files of this process cannot grow beyond 64 kB: the copy fails in its middle."""
    limited = (
        "import resource, sys; from leima.cli import main;"
        " resource.setrlimit(resource.RLIMIT_FSIZE, (65536, resource.RLIM_INFINITY)); sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", limited, "backup", str(data / "copy.sqlite3")]
    failed = subprocess.run(command, env={**os.environ, "LEIMA_DATA": str(data)}, capture_output=True, text=True)
    assert failed.returncode == 1, failed.stderr
    assert "No backup was made" in failed.stderr and "Traceback" not in failed.stderr
    assert not (data / "copy.sqlite3").exists() and leftovers(data) == []
    assert main(["backup", str(data / "copy.sqlite3")]) == 0


def test_a_backup_never_overwrites_another(data: Path) -> None:
    assert main(["backup", str(data / "copy.sqlite3")]) == 0
    assert main(["backup", str(data / "copy.sqlite3")]) == 1
