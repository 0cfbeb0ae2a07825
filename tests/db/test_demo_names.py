"""No list of the demo company shows the same name twice in one place."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from leima.app import build_app
from leima.db.database import Hooks
from leima.db.engine import open_database
from leima.demo.seed import seed
from leima.features.days.recompute import recompute_days
from leima.settings import Settings
from leima.web.tokens import Claims
from leima.world.clock import FakeClock
from leima.world.world import World
from tests.company import ms
from tests.look import look
from tests.migrated import migrated

NOW = "2026-11-23T10:20"
LISTS = (
    *("people", "team", "contracts", "agreements", "months?month=2026-11", "months/waiting", "kiky/team"),
    *("balances", "reports/balances", "reports/balances?format=json&limit=500", "reports/working-time"),
    *("kiky/proposals", "people/balances", "days?from=2026-11-16&to=2026-11-23"),
)
"""What the screens' lists are read from."""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Answers of the demo's server by login and path."""
    settings = Settings(data=tmp_path_factory.mktemp("demo"))
    migrated(settings)
    clock = FakeClock(ms(NOW))
    world = World(settings, clock, open_database(settings, clock.now, Hooks(recompute_days)))
    seed(world.db, ms(NOW), "kuusi-kallio-2026", days=7)

    def signed(email: str) -> Claims:
        def work(tx: Any) -> Claims:
            (row,) = look(tx, "SELECT org, id FROM person WHERE email=:email", email=email)
            tx.run(
                "INSERT INTO session_family (org, id, person, device, device_name, created_at, last_seen_at)"
                " VALUES (:org, :id, :person, 'd', 'phone', :now, :now)",
                org=row.org,
                id=f"f-{email}",
                person=row.id,
                now=tx.now,
            )
            return Claims(row.org, row.id, f"f-{email}")

        return world.db.write_now(work)

    with TestClient(build_app(settings, world)) as client:
        known: dict[str, str] = {}

        def get(email: str, path: str) -> Any:
            if email not in known:
                known[email] = "Bearer " + world.keys.encode(signed(email), clock.now())
            return client.get(f"/api/v1/{path}", headers={"Authorization": known[email]})

        yield get


def twice(value: Any, place: str = "") -> list[str]:
    """Every name that stands twice in one list, with the list's place."""
    if isinstance(value, dict):
        return [one for key, part in value.items() for one in twice(part, f"{place}.{key}")]
    if not isinstance(value, list):
        return []
    names = [one.get("name") if isinstance(one, dict) else one for one in value]
    said = Counter(name for name in names if isinstance(name, str))
    found = [f"{place}: {name}" for name, count in said.items() if count > 1]
    return found + [one for part in value for one in twice(part, f"{place}[]")]


@pytest.mark.parametrize("email", ["payroll@demo.test", "supervisor@demo.test", "bjorn.holmlund@demo.test"])
@pytest.mark.parametrize("path", LISTS)
def test_no_list_of_the_demo_shows_a_name_twice(asked: Any, email: str, path: str) -> None:
    answer = asked(email, path)
    assert answer.status_code in (200, 403, 404), answer.text
    if answer.status_code == 200:
        assert twice(answer.json()) == []


def test_a_name_that_stands_twice_is_found() -> None:
    assert twice({"people": [{"teams": [{"name": "A"}, {"name": "A"}]}, {"teams": []}]}) == [".people[].teams: A"]
