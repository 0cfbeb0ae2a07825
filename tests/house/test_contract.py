"""The API's description is true and whole: what a stranger needs stands at each operation."""

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar

from leima.access.scopes import scope_of
from leima.app import build_app, open_world
from leima.settings import Settings
from leima.web import description
from leima.web.problem import PROBLEM
from tests.house.house import ROOT

JSON = "application/json"
PUBLIC_FORMS: dict[str, list[dict[str, list[str]]]] = {
    "POST /api/v1/auth/refresh": [{"refreshCookie": []}],
    "POST /api/v1/auth/logout": [{"refreshCookie": []}, {"bearerAuth": []}],
}
"""Public operations that are known by their cookie; every other public one needs nothing."""
UNDESCRIBED: set[str] = set()
"""Answers that are not described yet; the set may only shrink."""
Described = dict[str, Any]
Law = tuple[str, Described, Described, str]
"""`GET /path`, its operation, the whole description, and the file that the route stands in."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Litestar]:
    """The whole app over an empty folder; no request is made."""
    settings = replace(Settings(), data=Path(tmp_path_factory.mktemp("contract")), schema=True)
    world = open_world(settings)
    yield build_app(settings, world)
    world.db.close()


@pytest.fixture(scope="module")
def laws(app: Litestar) -> list[Law]:
    """Every operation with what the laws below look at."""
    found = description.described(app)
    return [
        (f"{method} {path}", found["paths"][path][method.lower()], found, handler.fn.__module__.replace(".", "/"))
        for method, path, handler in description.operations(app)
    ]


def faults(law: Law) -> list[str]:
    """What an operation lacks, each as a sentence with the place and what to do."""
    name, operation, found, file = law
    said = [*_head(operation), *_security(name, operation), *_errors(operation)]
    said += [*_bodies(name, operation), *_answers(name, operation, found)]
    return [f"{name} in backend/{file}.py: {one}" for one in said]


def _head(operation: Described) -> Iterator[str]:
    if len(operation.get("tags", [])) != 1:
        yield 'it has no tag of its own. Write tags=["…"], one of TAGS in web/description.py, on its router'
    if not (operation.get("description") or "").strip():
        yield "it has no description. Write a docstring that says what it returns"
    if not re.fullmatch(r"[a-z]+([A-Z][a-z]*)*", operation["operationId"]) or "ApiV1" in operation["operationId"]:
        yield 'it has no name of its own. Write operation_id="verbNoun"'


def _security(name: str, operation: Described) -> Iterator[str]:
    public = "401" not in operation["responses"] or name.startswith("POST /api/v1/auth/")
    needed = PUBLIC_FORMS.get(name, [] if public and not _bearer(operation) else [{"bearerAuth": []}])
    if scope := scope_of(operation["operationId"]):
        needed = [*needed, {"apiKey": [scope]}]
    if operation.get("security", []) != needed:
        yield f"its security is {operation.get('security')}, and should be {needed}. It follows from opt=PUBLIC"


def _bearer(operation: Described) -> bool:
    return {"bearerAuth": []} in operation.get("security", [])


def _errors(operation: Described) -> Iterator[str]:
    for status, answer in operation["responses"].items():
        shapes = {kind: part["schema"].get("$ref") for kind, part in answer.get("content", {}).items()}
        if int(status) >= 400 and shapes != {PROBLEM: "#/components/schemas/ProblemDetails"}:
            yield f"its answer {status} is {shapes}. Declare it by responses=errors({status})"
    needed = {"401"} if _bearer(operation) else set()
    needed |= {"400"} if operation.get("parameters") else set()
    needed |= {"400", "408", "413", "415"} if "requestBody" in operation else set()
    if lacking := sorted(needed - set(operation["responses"])):
        yield f"it has no answers {lacking}, which every route of its kind has. See _add_errors in web/description.py"


def _bodies(name: str, operation: Described) -> Iterator[str]:
    hook = "POST /api/v1/webhooks/{webhook}"
    bare = {"POST /api/v1/auth/refresh", "POST /api/v1/auth/logout"}
    bare |= {f"POST /api/v1/auth/passkeys/{act}" for act in ("ask", "begin")}
    bare |= {f"{hook}/secret", f"{hook}/test", f"{hook}/messages/{{message}}/again"}
    takes = name.startswith(("POST", "PUT", "PATCH")) and not re.search(r"/(undo|activate|deactivate)$", name)
    content = operation.get("requestBody", {}).get("content", {})
    file = {kind for kind in content if kind != JSON and content[kind]["schema"].get("format") == "binary"}
    if takes and name not in bare and not file and "$ref" not in content.get(JSON, {}).get("schema", {}):
        yield 'it has no request body. Take data: JSONBody[Struct], or write opt={"body": Struct} where bytes are read'


def _answers(name: str, operation: Described, found: Described) -> Iterator[str]:
    good = [(status, answer) for status, answer in operation["responses"].items() if status.startswith("2")]
    for status, answer in good:
        for kind, part in answer.get("content", {}).items():
            if kind == JSON and not _has_form(part["schema"], found):
                yield f"its answer {status} has no form. Write responses=returns(Struct) and as_json(value, Struct)"
        if (
            status != "204"
            and not name.startswith("HEAD ")
            and not answer.get("content")
            and operation["operationId"] not in UNDESCRIBED
        ):
            yield f"its answer {status} has no content. Say what it is by responses=returns(…)"


def _has_form(schema: Described, found: Described) -> bool:
    """An object with named properties, or a list of them."""
    if "$ref" in schema:
        return _has_form(found["components"]["schemas"][schema["$ref"].rpartition("/")[2]], found)
    if schema.get("type") == "array":
        return _has_form(schema["items"], found)
    return bool(schema.get("properties")) or any(_has_form(one, found) for one in schema.get("oneOf", ()))


def test_every_operation_says_what_a_stranger_needs(laws: list[Law]) -> None:
    assert len(laws) > 60
    said = [one for law in laws for one in faults(law)]
    assert said == [], "\n".join(said)


def test_operation_ids_and_shapes_have_one_name_each(laws: list[Law]) -> None:
    ids = [operation["operationId"] for _, operation, _, _ in laws]
    assert sorted(one for one in ids if ids.count(one) > 1) == []
    named_twice = [name for name in laws[0][2]["components"]["schemas"] if not name.isidentifier() or "_" in name]
    assert named_twice == [], "two Structs of the API have one name: give one of them another"


def test_every_tag_is_used_and_described(laws: list[Law]) -> None:
    assert {tag for _, operation, _, _ in laws for tag in operation["tags"]} == set(description.TAGS)


@pytest.mark.parametrize(
    "sentence, change",
    [
        ("has no tag", lambda one: one.pop("tags")),
        ("has no description", lambda one: one.pop("description")),
        ("has no name", lambda one: one.update(operationId="ApiV1ActsUndo")),
        ("its security is", lambda one: one.update(security=[])),
        ("has no request body", lambda one: one.pop("requestBody")),
        ("has no answers ['401']", lambda one: one["responses"].pop("401")),
        ("its answer 400 is", lambda one: one["responses"]["400"].update(content={JSON: {"schema": {}}})),
        ("has no form", lambda one: one["responses"]["200"].update(content={JSON: {"schema": {"type": "string"}}})),
        ("has no content", lambda one: one["responses"]["200"].pop("content")),
    ],
)
def test_what_an_operation_lacks_is_found_and_said(laws: list[Law], sentence: str, change: Any) -> None:
    name, operation, found, file = next(law for law in laws if law[0] == "POST /api/v1/transfers")
    planted = copy.deepcopy(operation)
    change(planted)
    said = faults((name, planted, found, file))
    assert any(sentence in one and file in one for one in said), said


def test_the_written_description_is_the_one_that_is_served(laws: list[Law]) -> None:
    written = json.loads((ROOT / "shared" / "contract" / "openapi.json").read_text("utf-8"))
    assert written == json.loads(json.dumps(laws[0][2])), "the description is stale: run npm run contract"
