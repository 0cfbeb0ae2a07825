"""Dates, months, cursors and ids that nobody means are answered with what is wrong, never by a failure of ours."""

import re
import uuid
from typing import Any
from urllib.parse import urlencode

import pytest

from leima.verbs.contract import description
from tests.security.bodies import BODIES
from tests.security.every_rule import POLICY
from tests.security.firm import Firm
from tests.security.making import send_pages
from tests.security.raw_request import raw_request, route_table
from tests.security.sealed import op, push

DATES = (
    "9999-12-31",
    "9999-01-01",
    "0001-01-01",
    "1949-12-31",
    "2201-01-01",
    "2026-02-30",
    "20261129",
    "2026-W01-1",
    "²",
)
EDGES = ("1950-01-01", "2200-12-31")
"""The first and the last date that are dates."""
DATED = re.compile(r"^\d{4}-\d\d-\d\d$")


def asked(firm: Firm) -> list[tuple[str, str]]:
    """(path, parameter) of every read that takes a date, a month or a cursor."""
    found = []
    for path, item in description(firm.world.settings)["paths"].items():
        for parameter in item.get("get", {}).get("parameters", []):
            if parameter["in"] == "query" and parameter["name"] not in ("person", "team", "entity", "account", "limit"):
                found.append((path, parameter["name"]))
    return found


def test_no_read_fails_over_an_odd_date_or_cursor(standing: Firm) -> None:
    headers, probes, wrong = standing.session("payroll")[0], 0, []
    for path, name in asked(standing):
        where = re.sub(r"\{[^}]*\}", standing.ids["employee"], path)
        for value in (*DATES, *EDGES, "9999-12", "0000-00", "e.v.²", "e.v.1.x.²", "-1"):
            probes += 1
            answer = raw_request(standing, "GET", f"{where}?{urlencode({name: value, 'account': 'flex'})}", headers)
            if answer.status >= 500:
                wrong.append(f"{path}?{name}={value}: {answer.status}")
    print(f"odd dates: {probes} reads")
    assert not wrong, "\n".join(wrong)
    assert probes >= 16 * 30


def swapped(body: dict[str, Any], date: str) -> dict[str, Any]:
    return {k: date if isinstance(v, str) and DATED.match(v) else v for k, v in body.items()}


@pytest.mark.parametrize("type", sorted(BODIES))
def test_an_operation_with_an_odd_date_is_rejected_and_never_put_aside(standing: Firm, type: str) -> None:
    headers, person = standing.session("employee")[0], standing.ids["employee"]
    if swapped(BODIES[type], "x") == BODIES[type]:
        return
    ops = [op(type, person, body=swapped(BODIES[type], date)) for date in (*DATES, *EDGES)]
    for date, result in zip((*DATES, *EDGES), push(standing, headers, *ops), strict=True):
        assert (result["status"] == "rejected") if date not in EDGES else (result["status"] != "deferred"), (
            date,
            result,
        )


@pytest.mark.parametrize("type", sorted(BODIES))
@pytest.mark.parametrize("month", ["9999-12", "9999-12-31", "0000-00", "0001-01"])
def test_an_operation_on_an_odd_month_is_rejected_and_never_put_aside(standing: Firm, type: str, month: str) -> None:
    headers, person = standing.session("employee")[0], standing.ids["employee"]
    send_pages(standing, "employee")
    result = push(standing, headers, op(type, person, entity=f"{person}:{month}"))[0]
    assert result["status"] != "deferred", result


def test_the_id_of_another_kind_of_act_is_refused_by_every_route_that_takes_one(firm: Firm) -> None:
    headers, taken, probes = firm.session("payroll")[0], str(uuid.uuid4()), 0
    form = {"id": taken, "person": firm.ids["employee"], "account": "bank", "amount": 1, "reason": "r"}
    made = raw_request(firm, "POST", "/api/v1/postings", headers, {**form, "date": "2025-11-24", "is_kiky": False})
    assert made.status == 200, made.body
    for route, handler in route_table(firm.app).items():
        rule, (verb, _, path) = POLICY.get(route), route.partition(" ")
        body = rule.body(firm.ids["employee"]) if rule and rule.body else {}
        if verb == "GET" or not ("id" in body or "{" in path):
            continue
        where, probes = re.sub(r"\{[^}]*\}", taken, path), probes + 1
        answer = raw_request(firm, verb, where, headers, {**body, "id": taken} if "id" in body else body)
        assert answer.status < 500, (route, handler, answer.body)
    assert probes >= 15
