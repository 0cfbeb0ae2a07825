"""What the lists of the office cost with everybody in them: each list, sorted and narrowed by each of its columns.

`python -m tests.bench.lists [PEOPLE] [--postgres]`; not a part of `npm run bench`. Every figure is of one reading
through the whole server, the least of three: by the clock, and of the processor (of this process alone on PostgreSQL).
"""

import json
import os
import random
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from leima.db.engine import migrate
from leima.db.tx import Tx
from leima.settings import Settings
from tests.bench.payroll import filled
from tests.bench.servers import postgres
from tests.company import Company, new_id, open_company
from tests.months.month_fixtures import hire

PEOPLE, TEAMS = 11_500, 400
EVENTS = ("person.created", "person.changed", "month.sent", "login.new")
MONTH, DATES = "2026-11", [f"2026-11-{day:02d}" for day in range(1, 31)]
BUDGET = 0.2
"""Seconds of a first page, of sorting and of narrowing."""
LISTS = {"people": {}, "months": {"month": MONTH}, "audit": {}, "week": {"from": "2026-11-16"}}
"""Each list, and what is asked of it besides."""
_MEMBER = (
    "INSERT INTO team_member (org, person, team, role, from_date) VALUES (:org, :person, :team, 'member', '2026-11-01')"
)
_CONTRACT = (
    "INSERT INTO contract (org, id, person, from_date, agreement, body)"
    " VALUES (:org, :id, :person, '2026-11-01', :agreement, '{}')"
)
_DAY = (
    "INSERT INTO day_result (org, person, date, status, flex, kiky, posted, attention, body, version, worked)"
    " VALUES (:org, :person, :date, 'done', :flex, 0, :yes, '', :body, 1, :worked)"
)
_STATE = (
    "INSERT INTO month_state (org, person, month, id, unit, status, sent_at, reason, totals, version)"
    " VALUES (:org, :person, :month, :id, :unit, :status, :sent_at, '', '{}', 1)"
)


def organised(company: Company, ids: list[str]) -> None:
    """Teams, contracts, done days, months and events of everybody."""
    rng, teams = random.Random(11), [new_id() for _ in range(TEAMS)]

    def rooms(tx: Tx) -> None:
        tx.org = company.ids["org"]
        made = [{"org": tx.org, "id": id, "name": f"Ryhmä {n:03d}"} for n, id in enumerate(teams)]
        tx.many("INSERT INTO team (org, id, name) VALUES (:org, :id, :name)", made)
        own = [{"org": tx.org, "person": id} for id in ids]
        tx.many(_MEMBER, [one | {"team": teams[n % TEAMS]} for n, one in enumerate(own)])
        tx.many(_CONTRACT, [one | {"id": new_id(), "agreement": f"sopimus-{n % 7}"} for n, one in enumerate(own)])
        tx.many(_STATE, [a_month(tx, id, n) for n, id in enumerate(ids) if n % 4])

    company.world.db.write_now(rooms)
    for at in range(0, len(ids), 500):
        some = ids[at : at + 500]

        def days(tx: Tx, some: list[str] = some) -> None:
            tx.org = company.ids["org"]
            for id in some:
                tx.many(_DAY, [a_day(company, id, date, rng) for date in DATES])
                for what in EVENTS:
                    tx.audit(what, "person", id, None, {"name": id})

        company.world.db.write_now(days)


def a_month(tx: Tx, id: str, n: int) -> dict[str, object]:
    status = ("sent", "approved", "returned")[n % 3]
    own = {"org": tx.org, "person": id, "month": MONTH, "id": f"{id}:{MONTH}"}
    return own | {"unit": None, "status": status, "sent_at": tx.now + n}


def a_day(company: Company, id: str, date: str, rng: random.Random) -> dict[str, object]:
    worked = rng.randint(400, 520)
    body = json.dumps({"worked": worked, "findings": [{"code": "long_break"}] if rng.random() < 0.02 else []})
    own = {"org": company.ids["org"], "person": id, "date": date, "body": body}
    return own | {"flex": worked - 450, "yes": True, "worked": worked}


def readings(company: Company, name: str) -> list[tuple[str, float, float]]:
    """What was asked of a list, and what it took: seconds by the clock and of the processor."""
    first = company.get("payroll", f"tables/{name}", **LISTS[name])
    asked: list[tuple[str, dict[str, Any]]] = [("first page", {}), ("search", {"search": "nimi 07"})]
    asked.append(("last page", {"page": max(0, first["found"] - 1) // 100}))
    for column in first["columns"]:
        if column["sorts"]:
            asked += [(f"sort {mark}{column['key']}", {"sort": f"{mark}{column['key']}"}) for mark in ("", "-")]
        if column["choices"]:
            asked.append((f"filter {column['key']}", {"filter": f"{column['key']}:{column['choices'][-1]['value']}"}))
    return [(what, *least(company, name, want)) for what, want in asked]


def least(company: Company, name: str, want: dict[str, Any]) -> tuple[float, float]:
    """The least of three readings."""
    seen = []
    for _ in range(3):
        wall, cpu = time.perf_counter(), time.process_time()
        company.get("payroll", f"tables/{name}", **LISTS[name], **want)
        seen.append((time.perf_counter() - wall, time.process_time() - cpu))
    return min(wall for wall, _ in seen), min(cpu for _, cpu in seen)


def main(people: int, on_postgres: bool) -> None:
    with ExitStack() as stands:
        url = ""
        if on_postgres:
            url, _ = stands.enter_context(postgres(Path(os.environ["LEIMA_POSTGRES_BIN"])))
            migrate(Settings(database_url=url))
        folder = Path(stands.enter_context(tempfile.TemporaryDirectory()))
        company = stands.enter_context(open_company(folder, url, anew=on_postgres))
        hire(company, "payroll", "payroll", "admin")
        company.at("2026-12-02T09:00")
        organised(company, filled(company, people))
        if on_postgres:
            company.world.db.write_now(lambda tx: tx.run("ANALYZE"))
        slow = 0
        for name in LISTS:
            told = readings(company, name)
            over = [one for one in told if one[1] > BUDGET]
            slow += len(over)
            worst = max(told, key=lambda one: one[1])
            print(f"{name}: {len(told)} readings, {len(over)} over {BUDGET * 1000:.0f} ms; the slowest is {worst[0]!r}")
            for what, wall, cpu in told:
                print(f"  {what:24} {wall * 1000:7.1f} ms (processor {cpu * 1000:.1f})", flush=True)
        print(f"{people} people: {slow} readings over the budget")


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    main(numbers[0] if numbers else PEOPLE, "--postgres" in sys.argv)
