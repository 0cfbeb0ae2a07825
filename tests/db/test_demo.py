"""The demo company: what it shows, whenever it is seeded; it goes in whole or not at all."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from leima import cli
from leima.app import JOBS, open_world
from leima.db.database import Database, Hooks
from leima.db.engine import migrate, open_database
from leima.db.tx import Tx
from leima.demo import seed as demo
from leima.demo.company import demo_bundle
from leima.demo.seed import LOGINS, seed
from leima.features.auth.passwords import matches
from leima.features.auth.store import password_of
from leima.features.balances.standing import balances
from leima.features.days.end_of_day import dates_to_end
from leima.features.days.recompute import recompute_days
from leima.settings import Settings
from leima.world.blobs import BlobFolder
from tests.look import look
from tests.migrated import migrated

HELSINKI = ZoneInfo("Europe/Helsinki")
SATURDAY_NIGHT, MONDAY_MORNING = "2026-11-21T21:00", "2026-11-23T10:20"
SPRING_NIGHT, JANUARY = "2027-03-29T09:30", "2027-01-12T13:00"
PASSWORD = "kuusi-kallio-2026"
FEW = 30
"""People of the reduced demo; the four logins are among the first."""


def ms(local: str) -> int:
    return int(datetime.fromisoformat(local).replace(tzinfo=HELSINKI).timestamp() * 1000)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Callable[[str], Database]]:
    """Opens an empty, migrated database whose clock stands at a local time."""
    opened: list[Database] = []

    def at(local: str) -> Database:
        settings = Settings(data=tmp_path)
        migrated(settings)
        opened.append(open_database(settings, lambda: ms(local), Hooks(recompute_days)))
        return opened[-1]

    yield at
    for one in opened:
        one.close()


def query(db: Database, sql: str, **params: Any) -> list[Any]:
    return db.read_now(lambda tx: look(tx, sql, **params))


def shown(db: Database, email: str) -> dict[str, Any]:
    """The balances of a person as the API gives them, accounts by name."""

    def work(tx: Tx) -> dict[str, Any]:
        tx.org = tx.value(str, "SELECT id FROM organisation") or ""
        person = tx.value(str, "SELECT id FROM person WHERE email=:email", email=email)
        found = balances(tx, person or "")
        holiday = {one["year"]: one["amount"] for one in found["accounts"] if one["account"] == "annual_holiday"}
        return {**found, "accounts": {one["account"]: one for one in found["accounts"]}, "holiday": holiday}

    return db.read_now(work)


@pytest.mark.parametrize("when", [SATURDAY_NIGHT, MONDAY_MORNING, SPRING_NIGHT])
def test_the_employee_sees_flex_2_15_kiky_5_30_left_and_14_holidays_whenever_the_demo_is_seeded(
    database: Callable[[str], Database], when: str
) -> None:
    db = database(when)

    seed(db, ms(when), PASSWORD, days=60 if when < SPRING_NIGHT else 75, people=FEW)

    employee = shown(db, "employee@demo.test")
    kiky = employee["accounts"]["kiky"]
    assert employee["accounts"]["flex"]["settled"] == 135
    assert (kiky["opening"], kiky["done"], kiky["amount"]) == (1440, 1110, 330)
    assert employee["holiday"] == {None: 14, 2027: 5}, "what was brought in, and two months that have earned"
    assert employee["pending_days"] == 1
    assert shown(db, "contractor@demo.test")["accounts"] == {}


def test_a_forgotten_clock_out_two_words_about_one_a_request_and_a_slow_clock_wait_for_the_supervisor(
    database: Callable[[str], Database],
) -> None:
    db = database(MONDAY_MORNING)

    seed(db, ms(MONDAY_MORNING), PASSWORD, days=14, people=FEW)

    kinds = sorted(text for (text,) in query(db, "SELECT attention FROM team_state WHERE attention <> '[]'"))
    found = [kind for kind in ("missing_out", "two_outs", "clock_suspect") for text in kinds if f'"{kind}"' in text]
    assert found == ["missing_out", "two_outs", "two_outs", "clock_suspect"]
    (unit,) = query(db, "SELECT DISTINCT unit FROM team_state WHERE attention <> '[]'")
    assert query(db, "SELECT status, unit FROM correction") == [("waiting", *unit)]
    assert query(db, "SELECT DISTINCT status FROM op_receipt") == [("applied",)]


def test_on_a_monday_morning_people_are_in_and_at_home_and_the_employee_is_not_yet(
    database: Callable[[str], Database],
) -> None:
    db = database(MONDAY_MORNING)

    seed(db, ms(MONDAY_MORNING), PASSWORD, days=7, people=FEW)

    states = dict(query(db, "SELECT state, count(*) FROM team_state GROUP BY state"))
    assert states["in"] > FEW // 2
    assert query(db, "SELECT count(*) FROM team_state WHERE state='in' AND remote")[0][0] > 0
    employee = "SELECT s.state FROM team_state s JOIN person p ON p.id = s.person WHERE p.email='employee@demo.test'"
    assert query(db, employee) == [("out",)]


def test_there_is_a_claim_in_every_status_and_each_receipt_has_its_photo(
    database: Callable[[str], Database], tmp_path: Path
) -> None:
    db, blobs = database(MONDAY_MORNING), BlobFolder(tmp_path / "photos")

    seed(db, ms(MONDAY_MORNING), PASSWORD, days=7, people=FEW, blobs=blobs)

    statuses = {status for (status,) in query(db, "SELECT status FROM claim")}
    assert statuses == {"draft", "submitted", "returned", "approved", "rejected", "paid"}
    owners = "SELECT p.email FROM claim c JOIN person p ON p.id = c.person WHERE c.payee=:payee"
    assert {email for (email,) in query(db, owners, payee="contractor")} == {"contractor@demo.test"}
    photos = [blobs.get(org, kept) for org, kept in query(db, "SELECT org, kept FROM blob")]
    assert len(photos) == len(query(db, "SELECT id FROM receipt")) > 5
    assert all(photo is not None and photo.startswith(b"\xff\xd8") for photo in photos)


def test_in_january_only_this_years_kiky_is_told(database: Callable[[str], Database]) -> None:
    db = database(JANUARY)

    seed(db, ms(JANUARY), PASSWORD, days=40, people=4 + 12)

    kiky = shown(db, "employee@demo.test")["accounts"]["kiky"]
    assert kiky["year"] == 2027
    assert 0 <= kiky["done"] <= 1110
    assert kiky["amount"] == kiky["opening"] - kiky["done"]


def test_the_four_logins_open_with_the_password_and_nobody_else_has_one(database: Callable[[str], Database]) -> None:
    db = database(SATURDAY_NIGHT)

    seed(db, ms(SATURDAY_NIGHT), PASSWORD, days=7, people=FEW)

    found = query(db, "SELECT p.email, p.org, p.id FROM credential c JOIN person p ON p.id = c.person ORDER BY p.email")
    assert [email for email, _, _ in found] == sorted(LOGINS)
    sealed = db.read_now(lambda tx: password_of(tx, found[0][1], found[0][2]))
    assert sealed is not None
    assert matches(sealed, PASSWORD)


def test_nothing_is_left_for_the_turn_of_the_day(database: Callable[[str], Database]) -> None:
    db = database(MONDAY_MORNING)

    seed(db, ms(MONDAY_MORNING), PASSWORD, days=14, people=FEW)

    ((through,),) = query(db, "SELECT turned_through FROM organisation")
    assert dates_to_end(through, MONDAY_MORNING[:10]) == []
    unposted = "SELECT count(*) FROM day_result WHERE date < :today AND NOT posted AND status <> 'pending'"
    assert query(db, unposted, today=MONDAY_MORNING[:10]) == [(0,)]


def test_what_the_server_does_by_itself_works_on_it_morning_and_evening(
    database: Callable[[str], Database],
) -> None:
    seed(database(MONDAY_MORNING), ms(MONDAY_MORNING), PASSWORD, days=7, people=FEW)
    for when in (MONDAY_MORNING, "2026-11-23T20:00", "2026-12-04T09:30"):
        db = database(when)
        for job in JOBS:
            asyncio.run(job.run(db))


def test_a_database_that_holds_something_is_left_as_it_is(database: Callable[[str], Database]) -> None:
    db = database(SATURDAY_NIGHT)
    seed(db, ms(SATURDAY_NIGHT), PASSWORD, days=7, people=FEW)
    before = query(db, "SELECT count(*) FROM change_log")

    assert seed(db, ms(SATURDAY_NIGHT), PASSWORD, days=7, people=FEW) is None
    assert query(db, "SELECT count(*) FROM change_log") == before


def test_a_demo_that_fails_half_way_leaves_nothing(
    database: Callable[[str], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    db = database(SATURDAY_NIGHT)
    monkeypatch.setitem(demo.TYPES, ("punch.choose", 1), None)

    with pytest.raises(demo.RefusedOperation):
        seed(db, ms(SATURDAY_NIGHT), PASSWORD, days=14, people=FEW)

    assert query(db, "SELECT count(*) FROM organisation") == [(0,)]
    assert query(db, "SELECT count(*) FROM punch") == [(0,)]


def test_the_demo_company_has_120_people_two_agreements_and_a_company_variant() -> None:
    bundle = demo_bundle("2026-09-01")

    assert not bundle.problems
    assert len(bundle.people) == 120
    used = {(one.agreement, one.variant) for person in bundle.people for one in person.contracts}
    assert used == {("general-37-5", "company-office"), ("general-40", None)}
    assert {person.lang for person in bundle.people} == {"fi", "sv", "en"}
    assert any(one.body.get("share", 1) < 1 for person in bundle.people for one in person.contracts)


def test_the_verb_migrates_seeds_and_prints_the_logins_and_a_weak_password_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LEIMA_DATA", str(tmp_path))
    monkeypatch.setenv("LEIMA_DEMO_PASSWORD", "salasana")
    assert cli.main(["seed"]) == 1
    assert "LEIMA_DEMO_PASSWORD" in capsys.readouterr().err
    monkeypatch.setattr("leima.verbs.seed.seed", partial(seed, days=7, people=FEW))
    monkeypatch.delenv("LEIMA_DEMO_PASSWORD")

    assert cli.main(["seed", "--if-empty"]) == 0
    said = capsys.readouterr().out
    assert all(email in said for email in LOGINS)
    assert len(said.split("password ")[1].split(":")[0]) >= 16
    assert cli.main(["seed"]) == 0
    assert "not empty" in capsys.readouterr().out


def test_the_demo_runs_on_postgresql_too(postgres_url: str, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database_url=postgres_url)
    migrate(settings)
    world = open_world(settings)
    try:
        seeded = seed(world.db, world.clock.now(), PASSWORD, days=14, people=FEW)
        assert seeded is not None
        assert shown(world.db, "employee@demo.test")["accounts"]["flex"]["settled"] == 135
    finally:
        world.db.close()


def test_requests_for_leave_wait_and_have_been_decided(database: Callable[[str], Database]) -> None:
    db = database(MONDAY_MORNING)

    seed(db, ms(MONDAY_MORNING), PASSWORD, days=7, people=FEW)

    rows = query(db, "SELECT status, person FROM leave_request")
    assert sorted(row.status for row in rows) == ["approved", "rejected", "requested", "requested"]
    assert len({row.person for row in rows}) == len(rows)
    assert [row.kind for row in query(db, "SELECT kind FROM absence WHERE id IN (SELECT id FROM leave_request)")] == [
        "flex_leave"
    ]
