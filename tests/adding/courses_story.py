"""The feature of `docs/adding-a-feature.md` in use, in the copy where `test_adding_a_feature.py` has added it."""

import asyncio
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from leima.features.courses.facts import COURSE
from leima.features.courses.withdrawing import WITHDRAW_OLD

from leima.app import JOBS, WAITING
from leima.db.actor import Actor
from leima.db.jobs import run_once
from leima.db.tx import Tx
from leima.db.waiting import waiting_for
from leima.features.days.stored_facts import StoredFacts
from leima.verbs.contract import description
from leima.web.guard import as_actor
from leima.web.tokens import Claims
from tests.company import Company, open_company, operation

DATE = "2026-11-19"
ASKED = {"date": DATE, "minutes": 120, "title": "Ensiapu"}


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url) as opened:
        yield opened


def ask(company: Company) -> str:
    """A course that Aino asks for; its id."""
    sealed = operation(company.ids["aino"], "course.ask", ASKED, company.clock.now())
    assert [one["status"] for one in company.push("aino", sealed)["results"]] == ["applied"]
    return str(sealed["entity"]["id"])


def decide(company: Company, who: str, course: str, decision: str = "approve") -> dict[str, Any]:
    body = {"decision": decision, "seen_version": 1}
    sealed = operation(company.ids["aino"], "course.decide", body, company.clock.now(), id=course)
    told: dict[str, Any] = company.push(who, sealed)["results"][0]
    return told


def waiting(company: Company, who: str) -> list[tuple[str, tuple[str, ...], str]]:
    def work(tx: Tx, actor: Actor) -> list[tuple[str, tuple[str, ...], str]]:
        return [(one.kind, one.decided_by, one.about.id) for one in waiting_for(tx, actor, WAITING)]

    claims = Claims(company.ids["org"], company.ids[who], f"family-{who}")
    return company.world.db.read_now(as_actor(claims, work))


def pulled(company: Company, who: str, type: str) -> list[dict[str, Any]]:
    changes = company.get(who, "sync/pull", limit=1000)["changes"]
    return [one["data"] for one in changes if one["type"] == type]


def test_a_course_waits_is_decided_and_counts(company: Company) -> None:
    flex = company.account("aino", "flex")["amount"]
    course = ask(company)
    assert waiting(company, "boss") == [("course", ("course.decide",), course)]
    assert waiting(company, "aino") == []
    assert [one["status"] for one in pulled(company, "boss", "course")] == ["waiting"]
    assert company.account("aino", "flex")["amount"] == flex
    assert decide(company, "aino", course)["code"] == "forbidden"

    assert decide(company, "boss", course)["status"] == "applied"
    assert waiting(company, "boss") == []
    assert pulled(company, "aino", "course") == [
        {"id": course, "person": company.ids["aino"], **ASKED, "status": "approved", "version": 2}
    ]
    notice = pulled(company, "aino", "notice")[0]
    assert (notice["kind"], notice["params"]) == ("course_decided", {"date": DATE, "by": "Boss"})
    assert company.account("aino", "flex")["amount"] == flex + 120, "its minutes meet the target of the day"
    assert decide(company, "boss", course, "reject")["status"] == "conflict"


def test_the_days_facts_hold_the_course_and_cost_no_statement_more(company: Company) -> None:
    course = ask(company)

    def work(tx: Tx) -> tuple[Any, int]:
        tx.org, asked, together = company.ids["org"], [], tx.together
        tx.cache.zone[tx.org] = "Europe/Helsinki"
        tx.together = lambda *queries: asked.append(len(queries)) or together(*queries)  # type: ignore[method-assign]
        read = StoredFacts(tx, company.ids["aino"], DATE, DATE)
        return read.other_facts(DATE).facts.of(COURSE), sum(asked)

    rows, statements = company.world.db.read_now(work)
    assert [(row.id, row.minutes, row.status) for row in rows] == [(course, 120, "waiting")]
    assert statements == 4


def test_its_path_is_served_and_described(company: Company) -> None:
    course = ask(company)
    assert [one["id"] for one in company.get("boss", "courses")["courses"]] == [course]
    assert company.get("eino", "courses") == {"courses": []}
    described = description(company.world.settings)
    assert described["paths"]["/api/v1/courses"]["get"]["operationId"] == "listCourses"
    assert "course.ask" in str(described["components"])


def test_its_job_runs_with_those_of_the_server(company: Company) -> None:
    assert WITHDRAW_OLD in JOBS
    ask(company)
    run = run_once(WITHDRAW_OLD, company.world.db, company.clock.now)
    assert asyncio.run(run) == 3600
    assert [one["status"] for one in pulled(company, "aino", "course")] == ["waiting"]
    company.at("2026-12-29T07:00")
    asyncio.run(run_once(WITHDRAW_OLD, company.world.db, company.clock.now))
    assert [one["status"] for one in pulled(company, "aino", "course")] == ["withdrawn"]
    assert waiting(company, "boss") == []


def test_ones_own_courses_are_in_the_export_of_ones_data(company: Company) -> None:
    ask(company)
    answer = company.client.get("/api/v1/reports/own.zip", headers=company.headers("aino"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as whole:
        kept = json.loads(whole.read("leima.json"))["tables"]
    assert [row["title"] for row in kept["courses"]] == ["Ensiapu"]
