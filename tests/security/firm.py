"""Two small organisations with a person for every kind of caller, and ways to sign them in."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from litestar import Litestar
from litestar.testing import TestClient

from leima.app import hooks
from leima.db.database import Database
from leima.db.engine import open_database
from leima.db.tx import Tx
from leima.features.auth import links, sessions
from leima.features.auth import store as auth_store
from leima.features.auth.passwords import seal
from leima.features.people import store as people
from leima.settings import Settings
from leima.web.tokens import Claims
from leima.world.clock import FakeClock
from leima.world.world import World
from tests.apps import app_over
from tests.look import look
from tests.migrated import begun, migrated

NOW = 1_763_715_600_000
"""2025-11-21 11:00 in Helsinki."""
PASSWORD = "nine wet reindeer on the ice"
SEALED = seal(PASSWORD)
LONG_AGO = "2025-01-01"
MOVED = "2025-11-10"
"""The mover's first day in the new supervisor's team."""


@dataclass
class Firm:
    """Ids by name: people, teams and organisations of the two companies."""

    app: Litestar
    client: TestClient[Litestar]
    world: World
    clock: FakeClock
    portal: Any
    """Runs a coroutine on the app's loop."""
    ids: dict[str, str] = field(default_factory=dict)

    def link_for(self, who: str, kind: str | None = None) -> str:
        """The token of a new one-time link."""

        def work(tx: Tx) -> str:
            tx.org = org_of(tx, self.ids[who])
            return links.make(tx, self.world.settings, self.ids[who], kind).link.partition("#")[2]

        return self.world.db.write_now(work)

    def email(self, who: str) -> str:
        return f"{who}@firm.test"

    def login(self, who: str, *, device: str | None = None, password: str = PASSWORD, **headers: str) -> Any:
        body = {"email": self.email(who), "password": password, "device_id": device or str(uuid.uuid4())}
        return self.client.post("/api/v1/auth/login", json={**body, "device_name": "a test"}, headers=headers)

    def bearer(self, who: str) -> dict[str, str]:
        """The Authorization header of a fresh sign-in."""
        answer = self.login(who)
        assert answer.status_code == 200, answer.text
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}

    def session(self, who: str) -> tuple[dict[str, str], str]:
        """A session as if the person had signed in, without the cost of a password: header and family."""
        person = self.ids[who]

        def begin(tx: Tx) -> sessions.Granted:
            tx.org = org_of(tx, person)
            return sessions.begin(tx, person, str(uuid.uuid4()), "a test")

        granted = self.world.db.write_now(begin)
        token = self.world.keys.encode(Claims(granted.org, person, granted.family), self.clock.now())
        return {"Authorization": f"Bearer {token}"}, granted.family

    def refresh(self, token: str, **headers: str) -> Any:
        return self.post_with_cookie("/api/v1/auth/refresh", token, **headers)

    def post_with_cookie(self, path: str, token: str, **headers: str) -> Any:
        self.client.cookies.clear()
        return self.client.post(path, headers={"X-Leima": "1", "Cookie": f"__Host-leima={token}", **headers})

    def rows(self, sql: str, **params: Any) -> list[Any]:
        return self.world.db.read_now(lambda tx: look(tx, sql, **params))


def org_of(tx: Tx, person: str) -> str:
    """The organisation of a person."""
    found = tx.value(str, "SELECT org FROM person WHERE id=:id", id=person)
    assert found is not None
    return found


def cookie_of(answer: Any) -> str:
    """The refresh token that an answer sets."""
    name, _, value = answer.headers["set-cookie"].partition(";")[0].partition("=")
    assert name == "__Host-leima"
    return str(value)


def _person(tx: Tx, ids: dict[str, str], who: str, *roles: str, password: bool = True) -> str:
    person = people.add_person(tx, name=f"{who.title()} Canary", email=f"{who}@firm.test", counts_from=LONG_AGO)
    people.set_roles(tx, person, ("employee", *roles))
    if password:
        auth_store.set_password(tx, person, SEALED)
    ids[who] = person
    return person


def _ours(tx: Tx, ids: dict[str, str]) -> None:
    ids["org"] = people.add_organisation(tx, "Ours Canary Oy")
    for team in ("north", "south", "west", "east"):
        ids[team] = people.add_team(tx, team.title())
    for who, team, roles in (
        ("employee", "north", ()),
        ("mate", "north", ()),
        ("stranger", "south", ()),
        ("boss", "south", ("supervisor",)),
        ("other_boss", "north", ("supervisor",)),
        ("payroll", "south", ("payroll",)),
        ("admin", "south", ("admin", "payroll")),
        ("gone", "north", ()),
        ("invited", "north", ()),
        ("former_boss", "west", ("supervisor",)),
        ("new_boss", "east", ("supervisor",)),
    ):
        person = _person(tx, ids, who, *roles, password=who != "invited")
        people.add_membership(tx, person, ids[team], from_date=LONG_AGO)
    people.update_person(tx, ids["gone"], active=False)
    people.add_membership(tx, ids["boss"], ids["north"], "supervisor", from_date=LONG_AGO)
    people.add_membership(tx, ids["other_boss"], ids["south"], "supervisor", from_date=LONG_AGO)
    people.add_membership(tx, ids["former_boss"], ids["west"], "supervisor", from_date=LONG_AGO)
    people.add_membership(tx, ids["new_boss"], ids["east"], "supervisor", from_date=LONG_AGO)
    mover = _person(tx, ids, "mover")
    people.add_membership(tx, mover, ids["west"], from_date=LONG_AGO, until_date="2025-11-09")
    people.add_membership(tx, mover, ids["east"], from_date=MOVED)


def _theirs(tx: Tx, ids: dict[str, str]) -> None:
    ids["their_org"] = people.add_organisation(tx, "Theirs Canary Oy")
    ids["their_team"] = people.add_team(tx, "Theirs")
    for who, roles in (("their_admin", ("admin", "payroll")), ("their_employee", ())):
        person = _person(tx, ids, who, *roles)
        people.add_membership(tx, person, ids["their_team"], from_date=LONG_AGO)


def found(settings: Settings) -> dict[str, str]:
    """Writes the two companies; answers the ids by name."""
    migrated(settings)
    ids: dict[str, str] = {}
    db = _opened(settings, FakeClock(NOW))
    try:
        db.write_now(lambda tx: _ours(tx, ids))
        db.write_now(lambda tx: _theirs(tx, ids))
        db.write_now(lambda tx: tx.run("UPDATE organisation SET turned_through='2025-11-20'"))
    finally:
        db.close()
    return ids


def _opened(settings: Settings, clock: FakeClock) -> Database:
    return open_database(settings, clock.now, hooks())


@contextmanager
def open_firm(folder: Path, **settings: Any) -> Iterator[Firm]:
    """An app in this process over a fresh embedded database, with both companies in it."""
    chosen = Settings(data=folder, **settings)
    ids = begun(chosen, found)
    clock = FakeClock(NOW)
    with (
        app_over(chosen, clock, _opened(chosen, clock)) as (app, world),
        TestClient(app, base_url="http://leima.test") as client,
    ):
        yield Firm(app, client, world, clock, client.blocking_portal, ids)
