"""What the machine has wrong is said in a sentence with the right advice, and a restore is advised for damage alone."""

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from leima.cli import main
from leima.verbs import doctor


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A migrated data folder."""
    folder = tmp_path / "data"
    monkeypatch.setenv("LEIMA_DATA", str(folder))
    monkeypatch.setenv("LEIMA_PORT", "0")
    monkeypatch.delenv("LEIMA_DATABASE_URL", raising=False)
    assert main(["migrate"]) == 0
    return folder


@contextmanager
def locked(file: Path) -> Iterator[None]:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE alembic_version SET version_num = version_num")
        yield
        other.execute("ROLLBACK")


def damage(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(file.read_bytes())
    content[0:16] = b"no longer a file"
    file.write_bytes(content)


def leima(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "leima", *words], capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("verb", ["serve", "migrate", "doctor", "seed", "user"])
def test_a_damaged_file_is_named_and_a_restore_advised(data: Path, verb: str) -> None:
    damage(data / "leima.sqlite3")
    answer = leima(verb, *(["first-admin"] if verb == "user" else []))
    said = answer.stdout + answer.stderr
    assert answer.returncode == 1 and "Traceback" not in said
    assert "is damaged" in said and "leima restore FILE" in said


@pytest.mark.parametrize("verb", ["migrate", "doctor", "backup"])
def test_a_locked_file_is_said_to_be_held_and_no_restore_is_advised(
    data: Path, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with locked(data / "leima.sqlite3"):
        assert main([verb]) == 1
    said = "".join(capsys.readouterr())
    assert "another program holds" in said and "restore" not in said


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("database or disk is full", "Make room"),
        ("attempt to write a readonly database", "Give Leima's user"),
        ("unable to open database file", "Give Leima's user"),
        ("disk I/O error", "system's log"),
    ],
)
def test_a_full_or_read_only_disk_has_its_own_advice(
    data: Path, words: str, advice: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> int:
        raise sqlite3.OperationalError(words)

    monkeypatch.setattr(doctor, "check_in_place", fails)
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert advice in said and "restore" not in said


def test_the_store_and_its_backups_are_the_owners_alone(data: Path) -> None:
    assert main(["backup"]) == 0
    with closing(sqlite3.connect(data / "leima.sqlite3")) as database:
        database.execute("CREATE TABLE x (y)")
        modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [data, *data.rglob("*")]}
    assert len(modes) >= 5
    assert {path: oct(mode) for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)} == {}


@pytest.mark.parametrize("verb", ["serve", "migrate", "doctor"])
def test_a_database_that_a_newer_program_has_made_is_named_and_left_alone(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LEIMA_DATA", str(tmp_path))
    monkeypatch.delenv("LEIMA_DATABASE_URL", raising=False)
    assert main(["migrate"]) == 0
    with closing(sqlite3.connect(tmp_path / "leima.sqlite3")) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    assert main([verb]) == 1
    said = capsys.readouterr()
    assert "newer Leima" in said.out + said.err and "before the upgrade" in said.out + said.err


def test_files_of_an_earlier_version_are_named_by_the_doctor_and_closed_by_the_next_start(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data.chmod(0o755)
    (data / "leima.sqlite3").chmod(0o644)
    main(["doctor"])
    assert "may open" in capsys.readouterr().out
    assert main(["migrate"]) == 0
    main(["doctor"])
    assert "owner's alone" in capsys.readouterr().out
