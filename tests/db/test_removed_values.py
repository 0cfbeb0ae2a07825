"""The values of an audit event may go while the chain holds; what nobody has told of is a break."""

from pathlib import Path

import pytest

from leima.db.audit import REMOVED, every_break_of, remove_values, seal_of
from leima.db.changes import Event
from leima.db.engine import open_database
from leima.db.tables.people import AuditEvent
from leima.db.tx import Tx
from leima.features.people import store as people
from leima.settings import Settings
from tests.migrated import migrated

OLD_VERSION = Event(1, "w", "a", "person", "p", None, '{"email": "aino@firma.test"}')


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    made = Settings(data=tmp_path, database_url=url)
    migrated(made)
    return made


def begin(tx: Tx) -> None:
    """An organisation whose first event an older version has sealed."""
    people.add_organisation(tx, "Firma", id="o")
    seal = seal_of("", 1, "o", OLD_VERSION, "p")
    tx.insert(AuditEvent(org="o", n=1, **vars(OLD_VERSION), person="p", seal=seal))
    tx.run("INSERT INTO audit_head (org, n, seal) VALUES ('o', 1, :seal)", seal=seal)


def add(tx: Tx) -> None:
    tx.org = "o"
    tx.audit("person.change", "person", "p", {"name": "Aino"}, {"name": "Aino Aalto"})
    tx.audit("punch.recorded_for", "punch", "x", None, {"kind": "in"})


def remove(tx: Tx) -> int:
    tx.org = "o"
    return remove_values(tx, tx.rows(AuditEvent, "SELECT * FROM audit_event WHERE org='o' AND entity='person'"))


def whole(tx: Tx) -> list[int]:
    tx.org = "o"
    return every_break_of(tx)[1]


@pytest.mark.parametrize(
    ("damage", "broken"),
    [
        ("SELECT 1", []),
        ("UPDATE audit_event SET who='other' WHERE n=1", [1, 2]),
        ("UPDATE audit_event SET who='other' WHERE n=2", [1, 2]),
        ("UPDATE audit_event SET new='{}' WHERE n=2", [2]),
        ("UPDATE audit_event SET new=NULL, salt=NULL, kept='{}', removal='x' WHERE n=3", [3]),
        ("UPDATE audit_event SET new=NULL, kept='{}', removal=(SELECT removal FROM audit_event WHERE n=1) WHERE n=3",
         [1, 2, 3]),
        ("UPDATE audit_event SET new='{\"events\": 2, \"digest\": \"0\"}' WHERE n=4", [1, 2, 4]),
    ],
)  # fmt: skip
def test_removed_values_leave_a_chain_that_holds_and_nothing_else_may_be_taken_from_it(
    settings: Settings, damage: str, broken: list[int]
) -> None:
    db = open_database(settings, lambda: 7)
    try:
        for work in (begin, add):
            db.write_now(work)
        assert db.read_now(whole) == []
        assert db.write_now(remove) == 2
        assert db.write_now(remove) == 0
        rows = db.read_now(lambda tx: tx.rows(AuditEvent, "SELECT * FROM audit_event WHERE org='o' ORDER BY n"))
        assert [row.what for row in rows] == ["a", "person.change", "punch.recorded_for", REMOVED]
        assert not any("aino" in f"{row.old}{row.new}{row.kept}{row.salt}".lower() for row in rows)
        if damage != "SELECT 1":
            db.write_now(lambda tx: tx.run(damage))
        assert db.read_now(whole) == broken
    finally:
        db.close()
