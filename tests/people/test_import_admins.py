"""A file never leaves an organisation without somebody who may let others in."""

import json
from pathlib import Path

import pytest

from leima import paths
from leima.app import open_world
from leima.features.importing.reading import read
from leima.features.importing.report import Report
from leima.features.importing.service import take_in
from leima.settings import Settings
from tests.migrated import migrated


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_file_does_not_take_the_role_from_the_last_admin_and_hands_it_over_when_it_names_another(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str
) -> None:
    url = request.getfixturevalue("postgres_url") if kind == "postgres" else ""
    settings = Settings(data=tmp_path, database_url=url)
    migrated(settings)
    db = open_world(settings).db
    company = json.loads((paths.shared() / "demo" / "company.json").read_text(encoding="utf-8"))
    company["people"] = company["people"][:2]
    first, second = company["people"]

    def take(roles: list[str], others: list[str]) -> Report:
        first["roles"], second["roles"] = roles, others
        bundle = read("file.json", json.dumps(company).encode())
        return db.write_now(lambda tx: take_in(tx, bundle, write=True))

    assert take(["admin"], []).all_good
    assert [(one.field, one.code) for one in take([], []).problems] == [("roles", "last_admin")]
    assert take([], ["admin"]).all_good
    sql = "SELECT p.email FROM person_role r JOIN person p ON p.id = r.person WHERE r.role='admin'"
    assert db.read_now(lambda tx: tx.values(str, sql)) == [second["email"].lower()]
    db.close()
