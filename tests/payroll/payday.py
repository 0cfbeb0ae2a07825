"""A November that is paid: an hourly person whose wage is known, and one paid by the month."""

from typing import Any

from tests.company import FLEX, HOURLY, Company, new_id
from tests.months.month_fixtures import DECEMBER, approved, close
from tests.reports.month import day
from tests.reports.test_money import ordered, waged
from tests.reports.test_pay_columns import contracted

NOVEMBER = {"from": "2026-11-01", "until": "2026-11-30"}
WAGE = 2013
"""An hourly wage in cents that no minute divides."""
READY = ("aino", "hourly")


def worked(company: Company) -> None:
    """Ordinary days, an ordered evening, and a Sunday."""
    contracted(company, "hourly", HOURLY)
    waged(company, "2025-01-02", WAGE)
    company.at("2026-11-30T20:00")
    ordered(company, "2026-11-18", "16:00", "17:07")
    ordered(company, "2026-11-15", "10:00", "12:00")
    day(company, "hourly", "2026-11-17", "08:00", "12:11")
    day(company, "hourly", "2026-11-18", "08:00", "17:07")
    day(company, "hourly", "2026-11-15", "10:00", "12:00")
    day(company, "aino", "2026-11-17", "08:00", "15:41")


def closed(company: Company, *people: str) -> None:
    """November of some people is closed, of both unless it is said whose."""
    worked(company)
    company.turn(DECEMBER)
    for who in people or READY:
        approved(company, who)
        assert close(company, people=[company.ids[who]])["closed"]


def left_out(company: Company, *people: str) -> None:
    """The months of others do not stand in the way: they have no terms."""
    for who in people or ("eino", "boss", "payroll"):
        company.world.db.write_now(lambda tx, who=who: tx.run("DELETE FROM terms WHERE person=:p", p=company.ids[who]))


def preview(company: Company, status: int = 200, **asked: Any) -> Any:
    answer = company.client.get(
        "/api/v1/payroll/preview", params={**NOVEMBER, **asked}, headers=company.headers("payroll")
    )
    assert answer.status_code == status, answer.text
    return answer.json()


def lock(company: Company, seen: dict[str, Any] | None = None, status: int = 200, **more: Any) -> Any:
    """Locks what a preview shows now."""
    told = seen or preview(company)
    form = {name: told[name] for name in ("from", "until", "pay_day", "seen")} | {"id": new_id(), **more}
    answer = company.client.post("/api/v1/payroll/runs", json=form, headers=company.headers("payroll"))
    assert answer.status_code == status, answer.text
    return answer.json()


def rows(company: Company, run: str, who: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = company.get("payroll", f"payroll/runs/{run}/rows", person=company.ids[who])["rows"]
    return found


def give_code(company: Company, kind: str, code: str | None, status: int = 200, **more: Any) -> Any:
    """A code of the organisation's own."""
    form = {"id": new_id(), "kind": kind, "code": code, "from": "2026-01-01", "source": "Palkkalajiluettelo", **more}
    answer = company.client.post("/api/v1/payroll/codes", json=form, headers=company.headers("payroll"))
    assert answer.status_code == status, answer.text
    return answer.json()


__all__ = ["FLEX", "closed", "give_code", "left_out", "lock", "preview", "rows", "worked"]
