"""The API's description: what Litestar finds out by itself, completed by what is true of every route of ours."""

import re
from collections.abc import Iterator
from types import NoneType
from typing import Any

import msgspec
from litestar import Litestar, Router
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.spec import Components, Reference, SecurityScheme, Tag
from litestar.response import Stream
from litestar.routes import HTTPRoute

from leima.access.api_keys import PREFIX
from leima.access.scopes import scope_of
from leima.web.answers import JSON, MEANING
from leima.web.guard import PUBLIC
from leima.web.problem import PROBLEM, ProblemDetails
from leima.web.schema_page import DescriptionPlugin, PagePlugin, refuse_unknown
from leima.web.types import every_struct

BEARER, COOKIE, KEY = "bearerAuth", "refreshCookie", "apiKey"
ABOUT = (
    "Working time for Finland. Sign in with `POST /api/v1/auth/login`, then send `Authorization: Bearer` with its"
    " `access_token`. Facts are written by `POST /api/v1/sync/push` and read by `GET /api/v1/sync/pull`; all else is a"
    " plain request. Minutes are whole numbers, money is whole cents, dates are ISO, and an instant is either ISO"
    " UTC with Z or milliseconds since 1970 (UTC), as its field says."
)
TAGS = {
    "Sign-in": "Signing in and out, devices, one-time links and passwords.",
    "Setting up": "A company on its way to the first clock-in: what there is, invitations on paper, and a pilot.",
    "Payroll": "Pay codes, pay runs with their rows, and their files for payroll systems.",
    "People": "The caller, and the people of the organisation.",
    "Agreements": "Collective agreements with their dated rules.",
    "Contracts": "Contracts of people, and changes of many at once.",
    "Attachments": "Photos and PDFs that belong to what people send.",
    "Days": "Days, balances and why they are what they are.",
    "Ledger": "Ledger lines, transfers, and everybody's balances.",
    "Kiky": "The longer working time of the competitiveness pact, and how it is settled.",
    "Travel": "Travel claims with their trips and receipts, and the files of those.",
    "Calendar": "Who of a team is away or asks to be, and how many people the team needs.",
    "Presence": "Who is in, remote, on a break or away now, and who sees it.",
    "Certificates": "What a person gives with an absence or a request, seen by who decides.",
    "Retention": "How long each kind of record is kept, legal holds, removal, erasure, and what is processed.",
    "Planning rounds": "A team's leave that is planned together.",
    "Calendar links": "Links by which other calendars read the caller's leave.",
    "Inbox": "All that waits for the caller's word, and what was decided.",
    "Substitutes": "Who decides in a supervisor's place, and when.",
    "Months": "Months: sent, approved, closed, and what came after; who changed what and when.",
    "Travel rates": "Travel rates of the organisation's own, year by year, and currencies.",
    "Lists": "The lists of the office, the person card, and what is done with many months at once.",
    "Reports": "Reports as JSON and as files.",
    "Notices": "Which notices go to which devices, and when it is quiet.",
    "API keys": "Keys by which programs ask the API, within their scopes.",
    "Webhooks": "Addresses that hear of what happens, by signed messages.",
    "Sync": "How a device pushes its operations and pulls what has changed.",
    "Health": "Whether the server can do its work.",
}
WITH_BODY = (400, 408, 413, 415)
"""Errors of every route that takes a body."""
_WAITING = (429, 503)
"""Errors that say by Retry-After when to try again."""
_WITHOUT_STORE = "liveness"
"""The one operation that needs no database."""
_COMPONENT = "#/components/schemas/"
Described = dict[str, Any]


def configured() -> OpenAPIConfig:
    """Returns the settings of the description, which is public where it is served."""
    bearer = SecurityScheme("http", scheme="bearer", bearer_format="JWT", description="The `access_token`.")
    cookie = SecurityScheme("apiKey", name="__Host-leima", security_scheme_in="cookie", description="Set by sign-in.")
    key = SecurityScheme(
        "http",
        scheme="bearer",
        bearer_format=f"{PREFIX}…",
        description="An API key in place of the `access_token`, for operations that name its scope.",
    )
    schemes: dict[str, SecurityScheme | Reference] = {BEARER: bearer, COOKIE: cookie, KEY: key}
    return OpenAPIConfig(
        title="Leima",
        version="1",
        description=ABOUT,
        use_handler_docstrings=True,
        components=Components(security_schemes=schemes),
        tags=[Tag(name, description) for name, description in TAGS.items()],
        openapi_router=Router(
            "/schema", route_handlers=[], opt=PUBLIC, include_in_schema=False, before_request=refuse_unknown
        ),
        render_plugins=[PagePlugin(described), DescriptionPlugin(described)],
    )


def described(app: Litestar) -> Described:
    """The description as JSON values; it is made at the first question."""
    if "description" not in app.state:
        app.state.description = _described(app)
    made: Described = app.state.description
    return made


def _described(app: Litestar) -> Described:
    """Paths and parameters as Litestar finds them; every shape as msgspec, which reads and writes it, describes it."""
    found, handlers = app.openapi_schema.to_schema(), list(operations(app))
    shapes = [ProblemDetails, *(shape for _, _, handler in handlers for shape in _shapes(handler) if shape is not None)]
    schemas, parts = msgspec.json.schema_components(shapes, ref_template=_COMPONENT + "{name}")
    _plainly(parts)
    found["components"]["schemas"] = dict(sorted(parts.items()))
    in_turn, bodies = iter(schemas[1:]), []
    for method, path, handler in handlers:
        body, answer = (None if shape is None else next(in_turn) for shape in _shapes(handler))
        bodies.append(body)
        _complete(found["paths"][path][method.lower()], handler, body, answer)
    _require_all(parts, _named(bodies, parts))
    return found


def _named(part: Any, parts: Described) -> set[str]:
    """The shapes that a schema names, and those that they name."""
    named: set[str] = set()
    left = [part]
    while left:
        one = left.pop()
        if isinstance(one, dict) and "$ref" in one and (name := one["$ref"].rpartition("/")[2]) not in named:
            named.add(name)
            left.append(parts[name])
        left += one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
    return named


def _require_all(parts: Described, bodies: set[str]) -> None:
    """In an answer a field with a default stands always, unless its Struct leaves defaults out."""
    sparse = {one.__name__ for one in every_struct() if one.__struct_config__.omit_defaults}
    for name in parts.keys() - bodies - sparse:
        always = [field for field, part in parts[name].get("properties", {}).items() if "default" in part]
        parts[name].setdefault("required", []).extend(always)
        for field in always:
            del parts[name]["properties"][field]["default"]


def _plainly(part: Any) -> None:
    """Leaves out `"items": false` of a tuple, whose length says the same: not every reader knows it.

    An object of anything says so, since some readers take one without properties for an empty one.
    """
    if isinstance(part, dict):
        if part.get("type") == "object" and not part.keys() & {"properties", "additionalProperties"}:
            part["additionalProperties"] = {}
        if "prefixItems" in part:
            part.pop("items", None)
        part = list(part.values())
    for inner in part if isinstance(part, list) else ():
        _plainly(inner)


def _shapes(handler: HTTPRouteHandler) -> tuple[Any, Any]:
    """The types of a route's body and of its good answer; None where there is none in JSON."""
    data = handler.parsed_fn_signature.parameters.get("data")
    body = handler.opt.get("body", data.annotation if data else None)
    returned = handler.parsed_fn_signature.return_type
    if handler.responses and handler.status_code in handler.responses:
        answer = handler.responses[handler.status_code].data_container
    else:
        answer = returned.inner_types[0].annotation if returned.inner_types else returned.annotation
    return body, None if answer in (None, NoneType, bytes) or answer is Stream else answer


def operations(app: Litestar) -> Iterator[tuple[str, str, HTTPRouteHandler]]:
    """(method, path, handler) of every described operation."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for method, (handler, _) in route.route_handler_map.items():
                if method != "OPTIONS" and handler.resolve_include_in_schema():
                    yield str(method), route.path_format, handler


def _complete(operation: Described, handler: HTTPRouteHandler, body: Any, answer: Any) -> None:
    """Adds what Litestar cannot know: shapes, security, files, and the errors of every route."""
    operation["summary"] = _summary(operation["operationId"])
    del operation["deprecated"]
    for parameter in operation.get("parameters", []):
        _simplify(parameter)
    if not handler.opt.get("public"):
        scope = scope_of(operation["operationId"])
        operation["security"] = [{BEARER: []}, *([{KEY: [scope]}] if scope else [])]
    if body is not None:
        operation["requestBody"] = {"required": True, "content": {JSON: {"schema": body}}}
    if kinds := handler.opt.get("takes"):
        file = {"schema": {"type": "string", "format": "binary"}}
        operation["requestBody"] = {"required": True, "content": dict.fromkeys(sorted(kinds), file)}
    content = {JSON: {"schema": answer}} if answer is not None else {}
    for kind in handler.opt.get("files", ()):
        content[kind] = {"schema": {"type": "string"} if kind.startswith("text/") else {"format": "binary"}}
    good = {"description": "As asked." if content else "Done."}
    operation["responses"][str(handler.status_code)] = {**good, "content": content} if content else good
    _add_errors(operation)


def _simplify(parameter: Described) -> None:
    """A parameter without what goes without saying: a text in a query is never null."""
    for name in ("allowEmptyValue", "allowReserved", "deprecated"):
        parameter.pop(name, None)
    schema = parameter["schema"]
    kinds = [one for one in schema.get("oneOf", ()) if one != {"type": "null"}]
    if len(kinds) == 1:
        del schema["oneOf"]
        schema |= kinds[0]


def _summary(operation_id: str) -> str:
    """`List months` of `listMonths`; names of functions stay out of the contract."""
    return re.sub(r"[A-Z]", lambda found: f" {found.group().lower()}", operation_id).capitalize()


def _add_errors(operation: Described) -> None:
    """The errors that every route has: those of its body, of the session and of the store."""
    answers = operation["responses"]
    statuses = {int(status) for status in answers if int(status) >= 400 and status != "400"}
    statuses |= {400} if operation.get("parameters") or "400" in answers else set()
    statuses |= set(WITH_BODY) if "requestBody" in operation else set()
    secured = operation.get("security", [])
    statuses |= {401, 403} if {BEARER: []} in secured else set()
    statuses |= {429} if len(secured) > 1 else set()
    statuses |= set() if operation["operationId"] == _WITHOUT_STORE else {503}
    answers |= {str(status): _error(status) for status in statuses}
    operation["responses"] = dict(sorted(answers.items()))


def _error(status: int) -> Described:
    schema = {"$ref": _COMPONENT + ProblemDetails.__name__}
    answer: Described = {"description": MEANING[status], "content": {PROBLEM: {"schema": schema}}}
    if status in _WAITING:
        answer["headers"] = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
    return answer
