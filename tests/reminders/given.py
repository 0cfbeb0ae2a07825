"""People who miss something or nothing, and what they have been reminded of."""

import asyncio
import json
import time
from typing import Any

from leima.app import WAITING
from leima.db.tables.absences import Absence
from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.ledger import store as ledger
from leima.features.people import store as people
from leima.features.reminders import store
from leima.features.reminders.kinds import KINDS, Kind
from leima.features.reminders.reminding import Looked, finders, remind
from leima.rules.zone import next_date
from tests.company import Company, agreements, new_id, operation

BEGAN = "2026-11-01"
FINDERS = finders(WAITING)


def furnish(tx: Tx, ids: dict[str, str]) -> None:
    """The agreements are stored, as those who look for leave that is to be taken read them."""
    for key, one in agreements().items():
        said = {"name": one.name, "from_date": one.from_, "source": one.source, "until_date": one.until}
        agreement_store.add_agreement(tx, key, rows=[row.to_json() for row in one.rows], base=one.base, **said)


def begin(company: Company) -> Company:
    """Reminders of the company began with the month."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        store.start(tx, BEGAN)

    company.world.db.write_now(work)
    return company


def run(company: Company, looked: Looked | None = None) -> int:
    """Runs the job once, as a process that has just begun unless it `looked` before."""
    return asyncio.run(remind(company.world.db, FINDERS, {} if looked is None else looked))


def turned(company: Company, at: str) -> None:
    """Moves the clock, and waits until the days before are settled.

    The server's own first work may be at it, and a unit of work that began by the former time takes what people do by
    the new one for what is still to come.
    """
    company.turn(at)
    sql = "SELECT turned_through AS date FROM organisation WHERE id=:org"
    until = time.monotonic() + 30
    while next_date(company.rows(sql)[0].date) < at[:10] and time.monotonic() < until:
        time.sleep(0.01)


def told(company: Company, *kinds: Kind) -> list[tuple[str, str, dict[str, Any]]]:
    """Who has been reminded of what: the name, the kind and what the notice says; of all kinds or of some."""
    names = {id: who for who, id in company.ids.items()}
    wanted = [f"remind_{kind}" for kind in kinds or KINDS]
    sql = "SELECT person, kind, params FROM notice WHERE org=:org AND kind IN :kinds ORDER BY kind, person"
    rows = company.rows(sql, kinds=wanted)
    return sorted(
        [(names[row.person], row.kind.removeprefix("remind_"), json.loads(row.params)) for row in rows],
        key=lambda one: (one[1], one[0], str(one[2])),
    )


def who(company: Company, kind: Kind) -> list[str]:
    """Who has been reminded of a kind, once for each notice."""
    return [name for name, _, _ in told(company, kind)]


def away(company: Company, name: str, first: str, last: str, kind: str = "annual_holiday") -> None:
    """Somebody is away on whole days."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        own = {"person": company.ids[name], "from_date": first, "until_date": last, "kind": kind}
        tx.insert(Absence(org=tx.org, id=new_id(), author=company.ids[name], **own))
        tx.touch(company.ids[name], first, last)

    company.world.db.write_now(work)


def leave_company(company: Company, name: str, last: str) -> None:
    """Somebody's contract ends with a date."""

    def work(tx: Tx) -> None:
        sql = "UPDATE terms SET until_date=:last WHERE org=:org AND person=:person"
        tx.run(sql, last=last, org=company.ids["org"], person=company.ids[name])

    company.world.db.write_now(work)


def quiet(company: Company, name: str, start: str, end: str) -> None:
    """Somebody's quiet hours."""
    body = {"off": [], "quiet": {"start": start, "end": end}}
    answer = company.client.put("/api/v1/notices/choices", json=body, headers=company.headers(name))
    assert answer.status_code == 200, answer.text


def choose(company: Company, name: str, kind: Kind, **body: Any) -> Any:
    """Somebody's own word on a kind of reminder."""
    path = f"/api/v1/reminders/own/{kind}"
    return company.client.put(path, json=body, headers=company.headers(name))


def make_admin(company: Company, name: str) -> None:
    """Somebody becomes an admin too."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        people.set_roles(tx, company.ids[name], ("employee", "admin"))

    company.world.db.write_now(work)


def rule(company: Company, kind: Kind, **body: Any) -> Any:
    """The organisation's word on a kind, by its admin `eino`."""
    given = {"enabled": True, "own": True, **body}
    return company.client.put(f"/api/v1/reminders/rules/{kind}", json=given, headers=company.headers("eino"))


def post(company: Company, name: str, account: str, year: int, amount: int, date: str = "2026-11-02") -> None:
    """A line on somebody's account, by hand."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        line = ledger.NewPosting(company.ids[name], account, year, date, "opening", amount, "{}", "")
        ledger.post(tx, line, new_id())

    company.world.db.write_now(work)


def send_month(company: Company, name: str, month: str) -> None:
    """Somebody sends a month."""
    person = company.ids[name]
    sent = operation(person, "month.send", {}, company.clock.now(), id=f"{person}:{month}")
    [receipt] = company.push(name, sent)["results"]
    assert receipt["status"] == "applied", receipt


def ask_order(company: Company, name: str, date: str) -> str:
    """Somebody asks that their time on a date be approved. Returns the request's id."""
    id = new_id()
    sealed = operation(company.ids[name], "order.ask", {"date": date, "minutes": 30}, company.clock.now(), id=id)
    sealed["entity"]["type"] = "work_order"
    [receipt] = company.push(name, sealed)["results"]
    assert receipt["status"] == "applied", receipt
    return id
