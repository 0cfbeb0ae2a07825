"""Puts an organisation of any size straight into an empty database: people with terms and open sessions. Bench only."""

import json
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from leima.app import open_world
from leima.db.engine import migrate
from leima.db.tx import Tx
from leima.features.auth.passwords import seal
from leima.settings import Settings
from leima.web.tokens import Claims, Keys
from tests.bench.ids import new_id

ORG = "bench"
TEAM_SIZE = 25
DAY = 450
PASSWORD = "one that only the bench knows"
TERMS: dict[str, Any] = {
    "until": None,
    "zone": "Europe/Helsinki",
    "agreement": "bench",
    "form": "office",
    "pay": "monthly",
    "weekdays": [DAY, DAY, DAY, DAY, DAY, 0, 0],
    "contract_day": DAY,
    "week_minutes": 5 * DAY,
    "share": 1.0,
    "boundary": "calendar",
    "rounding": {"mode": "none", "minutes": 0},
    "daily_limit": 480,
    "sources": {},
    "auto_break": {"over": 360, "minutes": 30},
    "flex": {"daily_limit": 240, "core": ["09:00", "15:00"], "band": ["06:00", "20:00"], "max": 3600, "min": -1200},
    "holiday": {"cut": None, "spill": False, "except": []},
}
LIVES: dict[int, tuple[tuple[str, int], ...]] = {
    2: (("in", 8 * 60), ("out", 16 * 60)),
    4: (("in", 8 * 60), ("break_start", 11 * 60 + 30), ("break_end", 12 * 60), ("out", 16 * 60 + 10)),
}
"""Punches of a working day: what, and minutes from local midnight."""


@dataclass(frozen=True)
class Loaded:
    """The people, each with the session of one device, and the keys that sign their tokens."""

    people: tuple[str, ...]
    families: tuple[str, ...]
    keys: Keys

    def token(self, user: int) -> str:
        """A fresh access token, as a refresh would give it."""
        claims = Claims(ORG, self.people[user], self.families[user])
        return self.keys.encode(claims, int(time.time() * 1000))


def load(settings: Settings, count: int, years: int = 11) -> Loaded:
    """Fill the database of `settings` with `count` people whose balances count from `years` years ago."""
    migrate(settings)
    now = datetime.now(UTC)
    first = (now - timedelta(days=366 * years)).date().isoformat()
    yesterday = (now - timedelta(days=1)).date().isoformat()
    people = tuple(new_id() for _ in range(count))
    families = tuple(new_id() for _ in range(count))
    secret = secrets.token_urlsafe(48)
    world = open_world(settings)
    try:
        world.db.write_now(lambda tx: _organisation(tx, yesterday, secret))
        for start in range(0, count, 1000):
            some = range(start, min(start + 1000, count))
            world.db.write_now(lambda tx, some=some: _people(tx, some, people, families, first))  # type: ignore[misc]
    finally:
        world.db.close()
    return Loaded(people, families, Keys({"k1": secret}, "k1"))


def _organisation(tx: Tx, turned: str, secret: str) -> None:
    insert(
        tx,
        "organisation",
        [{"id": ORG, "name": "Bench", "zone": "Europe/Helsinki", "turned_through": turned, "is_demo": False}],
    )
    insert(tx, "sync_head", [{"org": ORG, "seq": 0, "epoch": "e1"}])
    insert(tx, "signing_key", [{"kid": "k1", "secret": secret, "created_at": tx.now}])


def _people(tx: Tx, some: range, people: tuple[str, ...], families: tuple[str, ...], first: str) -> None:
    tx.org = ORG
    if some.start == 0:
        insert(tx, "credential", [_credential(tx.now, people[0])])
    numbered = [(number, people[number]) for number in some]
    insert(tx, "person", [_person(number, person, first) for number, person in numbered])
    insert(tx, "person_role", [{"org": ORG, "person": person, "role": "employee"} for _, person in numbered])
    teams = sorted({f"team-{number // TEAM_SIZE}" for number, _ in numbered if number % TEAM_SIZE == 0})
    insert(tx, "team", [{"org": ORG, "id": team, "name": team} for team in teams])
    insert(tx, "team_member", [_member(number, person, first) for number, person in numbered])
    insert(tx, "terms", [_terms(person, first) for _, person in numbered])
    insert(tx, "session_family", [_family(tx.now, person, families[number]) for number, person in numbered])


def _person(number: int, person: str, first: str) -> dict[str, Any]:
    name = {"name": f"Person {number}", "email": f"person{number}@bench.test", "lang": "fi"}
    return {"org": ORG, "id": person, **name, "active": True, "counts_from": first, "version": 1}


def _member(number: int, person: str, first: str) -> dict[str, Any]:
    return {"org": ORG, "person": person, "team": f"team-{number // TEAM_SIZE}", "role": "member", "from_date": first}


def _terms(person: str, first: str) -> dict[str, Any]:
    id = new_id()
    body = json.dumps({"id": id, "person": person, "from": first, **TERMS})
    return {"org": ORG, "id": id, "person": person, "from_date": first, "body": body, "version": 1, "deleted": False}


def _credential(now: int, person: str) -> dict[str, Any]:
    return {"org": ORG, "person": person, "method": "password", "secret": seal(PASSWORD), "changed_at": now}


def _family(now: int, person: str, family: str) -> dict[str, Any]:
    device = {"device": f"device-{family[:8]}", "device_name": "bench", "created_at": now, "last_seen_at": now}
    return {"org": ORG, "id": family, "person": person, **device}


def insert(tx: Tx, table: str, rows: list[dict[str, Any]]) -> None:
    """Rows of one shape into a table."""
    if rows:
        names = list(rows[0])
        marks = ", ".join(f":{name}" for name in names)
        tx.many(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)


def working_moments(days_back: int, per_day: int = 4) -> Iterator[tuple[str, int]]:
    """(kind, epoch ms) of a life of working days, from `days_back` days ago up to yesterday."""
    plan = LIVES[per_day]
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for back in range(days_back, 0, -1):
        day = midnight - timedelta(days=back)
        if day.weekday() < 5:
            for kind, minute in plan:
                yield kind, int((day + timedelta(minutes=minute - 120)).timestamp() * 1000)
