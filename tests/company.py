"""A small company with contracts, on either database, and phones that push to it."""

import asyncio
import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from litestar.testing import TestClient

from leima import paths
from leima.app import hooks
from leima.db.database import Database
from leima.db.engine import open_database
from leima.db.tx import Tx
from leima.features.days.end_of_day import end_of_day
from leima.features.people import store as people
from leima.rules.resolve import Agreement, Contract, body_of, resolve
from leima.settings import Settings
from leima.web.tokens import Claims
from leima.world.clock import FakeClock
from leima.world.world import World
from tests.apps import app_over
from tests.look import look
from tests.migrated import begun, migrated

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = "2026-11-20T07:00"
COUNTS_FROM = "2026-11-01"
FLEX = {"agreement": "general-37-5", "variant": "company-office", "form": "flexitime", "pay": "monthly"}
HOURLY = {"agreement": "general-40", "form": "general", "pay": "hourly"}


def ms(local: str) -> int:
    """Epoch milliseconds of a local time in Helsinki, such as `2026-11-20T08:02`."""
    return int(datetime.fromisoformat(local).replace(tzinfo=HELSINKI).timestamp() * 1000)


def new_id() -> str:
    return str(uuid.uuid4())


def operation(person: str, type: str, body: dict[str, Any], at: int, **more: Any) -> dict[str, Any]:
    """An operation as a phone seals it."""
    kind = "kiky_mark" if type.startswith("kiky.") else type.partition(".")[0]
    entity = {"type": kind, "id": more.pop("id", None) or new_id()}
    time = {"claimed_at": at, "tz": "Europe/Helsinki", "offset_min": 120, "mono": None, "srv_offset": None}
    sealed = {"op_id": new_id(), "dev_seq": 1, "type": type, "v": 1, "subject": person, "entity": entity, "base": None}
    return {**sealed, "body": body, "time": time, **more}


def punch(person: str, kind: str, local: str, **more: Any) -> dict[str, Any]:
    """A punch at a local time."""
    body = {"kind": kind, "work_type": None, "cost_centre": None, "remote": False, "note": "", **more.pop("body", {})}
    return operation(person, "punch.record", body, ms(local), **more)


@dataclass
class Company:
    """The running app, its clock, and the people by name."""

    client: TestClient[Any]
    world: World
    clock: FakeClock
    ids: dict[str, str] = field(default_factory=dict)

    def at(self, local: str) -> "Company":
        """Moves the clock to a local time."""
        self.clock.set(ms(local))
        return self

    def turn(self, local: str) -> int:
        """Moves the clock and computes the ended days, as the server does at midnight; how many it computed."""
        self.at(local)
        return asyncio.run(end_of_day(self.world.db, confirmed=True))

    def headers(self, who: str) -> dict[str, str]:
        claims = Claims(self.ids["org"], self.ids[who], f"family-{who}")
        return {"Authorization": f"Bearer {self.world.keys.encode(claims, self.clock.now())}"}

    def push(self, who: str, *ops: dict[str, Any], **envelope: Any) -> dict[str, Any]:
        body = {"device_id": f"phone-{who}", "batch_id": new_id(), "sent_at": self.clock.now(), **envelope, "ops": ops}
        answer = self.client.post("/api/v1/sync/push", json=body, headers=self.headers(who))
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def get(self, who: str, path: str, **params: Any) -> Any:
        answer = self.client.get(f"/api/v1/{path}", params=params, headers=self.headers(who))
        assert answer.status_code == 200, answer.text
        return answer.json()

    def account(self, who: str, name: str, **params: Any) -> dict[str, Any]:
        rows = self.get(who, "balances", **params)["accounts"]
        return next(row for row in rows if row["account"] == name)

    def rows(self, sql: str, **params: Any) -> list[Any]:
        return self.world.db.read_now(lambda tx: look(tx, sql, **{"org": self.ids["org"], **params}))


@cache
def agreements() -> Mapping[str, Agreement]:
    """The agreements of shared/tables, by key."""
    found = {}
    for path in sorted((paths.shared() / "tables").glob("*.json")):
        body = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(body, dict) and {"key", "rows", "from"} <= body.keys():
            found[body["key"]] = Agreement.from_json(body)
    return found


def add_terms(tx: Tx, person: str, first: str = "2025-01-01", until: str | None = None, **contract: Any) -> None:
    """Resolves one contract and stores its terms."""
    given = {"id": new_id(), "from": first, "until": until, **contract}
    for terms in resolve(person, [Contract.from_json(given)], agreements()):
        tx.run(
            "INSERT INTO terms (org, id, person, from_date, until_date, body, version, deleted)"
            " VALUES (:org, :id, :person, :first, :last, :body, 1, :deleted)",
            org=tx.org,
            id=terms.id,
            person=person,
            first=terms.from_,
            last=terms.until,
            body=json.dumps(body_of(terms)),
            deleted=False,
        )
        tx.changed("terms", terms.id, owner=person, version=1)


def _person(tx: Tx, ids: dict[str, str], who: str, contract: dict[str, Any], *roles: str) -> None:
    person = people.add_person(tx, name=who.title(), email=f"{who}@company.test", counts_from=COUNTS_FROM)
    people.set_roles(tx, person, ("employee", *roles))
    people.add_membership(tx, person, ids["team"], from_date="2025-01-01")
    ids[who] = person
    tx.run(
        "INSERT INTO session_family (org, id, person, device, device_name, created_at, last_seen_at)"
        " VALUES (:org, :id, :person, :device, 'phone', :now, :now)",
        org=tx.org,
        id=f"family-{who}",
        person=person,
        device=f"phone-{who}",
        now=tx.now,
    )
    add_terms(tx, person, **contract)


def found(tx: Tx) -> dict[str, str]:
    """Founds the company: two employees, a contractor and their supervisor."""
    ids: dict[str, str] = {}
    ids["org"] = people.add_organisation(tx, "Pohjola Oy")
    ids["team"] = people.add_team(tx, "Kehitys")
    for who, contract, roles in (
        ("aino", FLEX, ()),
        ("eino", FLEX, ()),
        ("hourly", HOURLY, ()),
        ("boss", FLEX, ("supervisor",)),
    ):
        _person(tx, ids, who, contract, *roles)
    people.add_membership(tx, ids["boss"], ids["team"], "supervisor", from_date="2025-01-01")
    return ids


Furnish = Callable[[Tx, dict[str, str]], None]
"""Brings more into the company, and writes the ids of it by their names."""


@dataclass(frozen=True)
class Founded:
    """The company as it stands at a local time, its ended days computed, and furnished."""

    now: str
    furnish: Furnish | None = None

    def __call__(self, settings: Settings) -> dict[str, str]:
        migrated(settings)
        db = _opened(settings, FakeClock(ms(self.now)))
        try:
            ids = db.write_now(found)
            asyncio.run(end_of_day(db))
            if self.furnish is not None:
                db.write_now(partial(self._furnish, ids))
        finally:
            db.close()
        return ids

    def _furnish(self, ids: dict[str, str], tx: Tx) -> None:
        tx.org = ids["org"]
        assert self.furnish is not None
        self.furnish(tx, ids)


def _opened(settings: Settings, clock: FakeClock) -> Database:
    return open_database(settings, clock.now, hooks())


@contextmanager
def open_company(
    folder: Path, url: str = "", now: str = NOW, furnish: Furnish | None = None, *, anew: bool = False
) -> Iterator[Company]:
    """A fresh company on SQLite in `folder`, or on PostgreSQL at `url`: a copy, or founded here `anew`."""
    settings, founded = Settings(data=folder, database_url=url), Founded(now, furnish)
    ids = founded(settings) if anew else begun(settings, founded)
    clock = FakeClock(ms(now))
    with app_over(settings, clock, _opened(settings, clock)) as (app, world), TestClient(app) as client:
        yield Company(client, world, clock, ids)
