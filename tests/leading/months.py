"""Months to report on: bookings, orders, absences, kiky and flex of several people."""

import asyncio
import random
from functools import partial
from typing import Any

from leima.db.tx import Tx
from leima.features.agreements.terms import parse_terms
from leima.features.days.end_of_day import end_of_day
from leima.features.people import store as people
from tests.company import FLEX, Company, _person, add_terms, ms, new_id, operation, punch

MONTHS = {"from": "2026-11", "to": "2026-11"}
NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}


def leading(company: Company, who: str, report: str, **params: Any) -> dict[str, Any]:
    """A report of November 2026."""
    told: dict[str, Any] = company.get(who, "leading", report=report, **{**MONTHS, **params})
    return told


def file(company: Company, who: str, report: str, form: str, **params: Any) -> bytes:
    """The same as a file."""
    asked = {"report": report, "format": form, **{**MONTHS, **params}}
    answer = company.client.get("/api/v1/leading", params=asked, headers=company.headers(who))
    assert answer.status_code == 200, answer.text
    return bytes(answer.content)


def status(company: Company, who: str, report: str, **params: Any) -> int:
    asked = {"report": report, **{**MONTHS, **params}}
    return int(company.client.get("/api/v1/leading", params=asked, headers=company.headers(who)).status_code)


def booked(company: Company, who: str, date: str, start: str, end: str, **body: Any) -> None:
    """One day of work with its booking."""
    person = company.ids[who]
    begin = punch(person, "in", f"{date}T{start}", body=dict(body))
    company.push(who, begin, punch(person, "out", f"{date}T{end}", body=dict(body)))


def order() -> dict[str, str]:
    return {"type": "work_order", "id": new_id()}


def ordered(company: Company, who: str, date: str, start: str, end: str) -> None:
    """Work that the supervisor ordered."""
    body = {"date": date, "start": ms(f"{date}T{start}"), "end": ms(f"{date}T{end}"), "minutes": None, "note": ""}
    made = company.push("boss", operation(company.ids[who], "order.place", body, company.clock.now(), entity=order()))
    assert made["results"][0]["status"] == "applied", made


def away(company: Company, who: str, kind: str, first: str, last: str, minutes: int | None = None) -> str:
    """Time away, as an import brings it."""

    def work(tx: Tx, id: str) -> None:
        tx.org = company.ids["org"]
        tx.run(
            "INSERT INTO absence (org, id, person, unit, from_date, until_date, minutes, kind, note, reason, author,"
            " deleted, version) VALUES (:org, :id, :person, NULL, :first, :last, :minutes, :kind, '', '', :person,"
            " :deleted, 1)",
            org=tx.org,
            id=id,
            person=company.ids[who],
            first=first,
            last=last,
            minutes=minutes,
            kind=kind,
            deleted=False,
        )
        tx.touch(company.ids[who], first, last)

    id = new_id()
    company.world.db.write_now(partial(work, id=id))
    return id


def types(company: Company) -> None:
    """Two work types and a cost centre, one of them named like a formula."""

    def work(tx: Tx) -> None:
        org = company.ids["org"]
        for id, name in (("w1", "Ohjaus"), ("w2", "=1+1")):
            sql = "INSERT INTO work_type (org, id, name, kiky, active) VALUES (:org, :id, :name, :kiky, :active)"
            tx.run(sql, org=org, id=id, name=name, kiky=False, active=True)
        sql = "INSERT INTO cost_centre (org, id, code, name, active) VALUES (:org, 'c1', '100', 'Keittiö', :active)"
        tx.run(sql, org=org, active=True)

    company.world.db.write_now(work)


def grant(company: Company, who: str, *roles: str) -> None:
    """Gives somebody roles."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        people.set_roles(tx, company.ids[who], ("employee", *roles))

    company.world.db.write_now(work)


def hire(company: Company, team: str, *names: str) -> None:
    """People of a team that is made if need be."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        if team not in company.ids:
            company.ids[team] = people.add_team(tx, team.title())
        ids = {**company.ids, "team": company.ids[team]}
        for name in names:
            _person(tx, ids, name, FLEX)
            company.ids[name] = ids[name]
            tx.touch(ids[name], "2026-11-01", "2026-11-30")

    company.world.db.write_now(work)


def moved(company: Company, who: str, team: str, date: str, eve: str) -> None:
    """From a date on somebody is in another team."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.run(
            "UPDATE team_member SET until_date=:eve WHERE org=:org AND person=:person AND role='member'",
            eve=eve,
            org=tx.org,
            person=company.ids[who],
        )
        people.add_membership(tx, company.ids[who], company.ids[team], from_date=date)

    company.world.db.write_now(work)


def with_wage(company: Company, who: str, cents: int) -> None:
    """The hourly wage of somebody from the beginning."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.run("DELETE FROM terms WHERE org=:org AND person=:person", org=tx.org, person=company.ids[who])
        contract = {"agreement": "general-40", "form": "general", "pay": "hourly", "hourly_cents": cents}
        add_terms(tx, company.ids[who], **contract)
        tx.touch(company.ids[who], "2026-11-01", "2026-11-30")

    company.world.db.write_now(work)


def wages(company: Company, who: str) -> list[Any]:
    """The wages that somebody's terms tell."""
    rows = company.rows("SELECT body FROM terms WHERE org=:org AND person=:p", p=company.ids[who])
    return [wage for row in rows for wage in parse_terms(row.body).wages]


def ended(company: Company, local: str) -> None:
    """Moves the clock, and works out the days that have ended."""
    company.at(local)
    asyncio.run(end_of_day(company.world.db, confirmed=True))


def plain_month(company: Company) -> None:
    """Work of two people from the 16th to the 18th, all ended."""
    types(company)
    company.at("2026-11-20T06:00")
    for n, date in enumerate(("2026-11-16", "2026-11-17", "2026-11-18")):
        booked(company, "aino", date, "08:00", "16:20", work_type="w1" if n else "w2", cost_centre="c1", remote=n == 1)
        booked(company, "hourly", date, "07:00", "15:10", work_type="w1")


def random_month(company: Company, seed: int) -> None:
    """A month of three people: bookings, split and overlapping days, orders, absences; all of it ended."""
    by = random.Random(seed)
    types(company)
    company.at("2026-11-30T23:00")
    for who in ("aino", "eino", "hourly"):
        for n in range(2, 31):
            date = f"2026-11-{n:02d}"
            chance = by.random()
            if chance < 0.15:
                away(company, who, by.choice(("sick", "training", "unpaid", "flex_leave")), date, date, None)
            elif chance < 0.2:
                away(company, who, "child_sick", date, date, by.randrange(30, 300))
            if chance > 0.12:
                _random_day(company, by, who, date)
    ended(company, "2026-12-01T06:00")


def _random_day(company: Company, by: random.Random, who: str, date: str) -> None:
    at = by.randrange(6 * 60, 9 * 60)
    for _ in range(by.randrange(1, 4)):
        end = min(at + by.randrange(5, 400), 23 * 60)
        body = {"work_type": by.choice(("w1", "w2", None)), "cost_centre": by.choice(("c1", None))}
        clocks = [f"{minute // 60:02d}:{minute % 60:02d}" for minute in (at, end)]
        booked(company, who, date, *clocks, **body, remote=by.random() < 0.4)
        if by.random() < 0.2:
            ordered(company, who, date, *clocks)
        at = end + by.randrange(0, 60)
        if at >= 22 * 60:
            break
