"""Requests made from the API's own description, as four roles: every answer is one that the description promises."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from leima.web.description import described
from tests.security.firm import Firm, open_firm
from tests.sizes import size

ROLES = ("employee", "boss", "payroll", "admin")
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
ENDLESS = {"syncPoke"}
"""A stream that stays open; `tests/sync/test_poke.py` reads it."""
FINAL = {"deactivatePerson", "changePassword", "signOut"}
"""Operations that would end the sessions of the roles; they name nobody who is there."""
DATES = ("2025-11-17", "2025-11-20", "2025-11-21")


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    """One whose description is on."""
    with open_firm(tmp_path_factory.mktemp("described"), schema=True) as opened:
        yield opened


def made_real(firm: Firm, case: Any, draw: Any) -> None:
    """Most generated ids and dates name nothing: three in four are replaced by what is there."""
    if case.operation.definition.raw["operationId"] in FINAL or draw(st.integers(0, 3)) == 0:
        return
    people = st.sampled_from(("employee", "mate", "boss", "mover", "payroll", "their_employee"))
    for place in (case.query, case.path_parameters, case.body if isinstance(case.body, dict) else None):
        for name in place or ():
            if name == "person":
                place[name] = firm.ids[draw(people)]
            elif name in ("from", "to", "on", "date", "day"):
                place[name] = draw(st.sampled_from(DATES))
            elif name in ("month", "team"):
                place[name] = "2025-11" if name == "month" else firm.ids["north"]
    if isinstance(case.query, dict) and {"from", "to"} <= case.query.keys():
        case.query["from"], case.query["to"] = sorted((case.query["from"], case.query["to"]))


def ask(firm: Firm, case: Any, role: str) -> Any:
    """One request; the operations for signing in are called without a session."""
    secured = {"bearerAuth": []} in case.operation.definition.raw.get("security", [])
    headers = {"X-Leima": "1", **(firm.session(role)[0] if secured else {})}
    sent = {"json": case.body} if isinstance(case.body, (dict, list)) else {}
    query = {name: value for name, value in (case.query or {}).items() if value is not None}
    return firm.client.request(case.method, case.formatted_path, params=query, headers=headers, **sent)


def wrong_answers(firm: Firm, operation: Any, role: str, cases: int, seen: Counter[int]) -> list[str]:
    """What the description does not promise, of so many generated requests to an operation."""
    found: list[str] = []

    @seed(len(operation.path))
    @settings(
        max_examples=cases, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=[*HealthCheck]
    )
    @given(case=operation.as_strategy(), data=st.data())
    def run(case: Any, data: Any) -> None:
        made_real(firm, case, data.draw)
        answer = ask(firm, case, role)
        seen[answer.status_code] += 1
        try:
            case.validate_response(answer, checks=CHECKS)
        except FailureGroup as failures:
            said = "; ".join(str(one) for one in failures.exceptions)
            found.append(f"{role}: {case.method} {case.formatted_path} {case.query}: {said[:900]}")

    run()
    return found


def operations(firm: Firm) -> list[Any]:
    """Every described operation that ends."""
    loaded = schemathesis.openapi.from_dict(described(firm.app))
    every = [one.ok() for one in loaded.get_all_operations()]
    return [one for one in every if one.definition.raw["operationId"] not in ENDLESS]


def test_no_answer_is_other_than_the_description_says(firm: Firm) -> None:
    wanted, every = size("contract_cases"), operations(firm)
    cases, seen = -(-wanted.wanted // (len(every) * len(ROLES))), Counter[int]()
    wrong = [fault for one in every for role in ROLES for fault in wrong_answers(firm, one, role, cases, seen)]
    print(f"described answers: {len(every)} operations as {len(ROLES)} roles: {dict(sorted(seen.items()))}")
    assert not wrong, f"{len(wrong)} wrong:\n" + "\n".join(wrong[:20])
    assert {200, 400, 403, 404} <= set(seen)
    wanted.reached(seen.total())


def test_an_answer_that_is_not_described_is_found(firm: Firm) -> None:
    """The same run against a description that knows neither a field nor a status."""
    loaded = described(firm.app)
    planted = {**loaded, "components": {"schemas": {**loaded["components"]["schemas"]}}}
    shapes = planted["components"]["schemas"]
    shapes["Me"] = {**shapes["Me"], "properties": {**shapes["Me"]["properties"], "name": {"type": "integer"}}}
    operation = schemathesis.openapi.from_dict(planted)["/api/v1/me"]["GET"]
    said = wrong_answers(firm, operation, "employee", 1, Counter())
    assert len(said) == 1
    assert "name" in said[0] or "integer" in said[0]
