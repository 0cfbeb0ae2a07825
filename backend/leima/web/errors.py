"""One error shape for every 4xx and 5xx: what happened, and what to do."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import (
    HTTPException,
    InternalServerException,
    NotAuthorizedException,
    SerializationException,
    ValidationException,
)

from leima.db.actor import NoSession
from leima.db.database import Unavailable
from leima.web.problem import PROBLEM, FieldProblem, ProblemDetails
from leima.web.words import LANGUAGES, say
from leima.world.files.refused import Refused

CLIENT_GONE = "client disconnected prematurely"
"""What Litestar says when a body ends before it is whole."""
log = structlog.get_logger("leima")


class Problem(Exception):
    """An expected failure. Subclasses give `status` and `code`; the sentence is `error.<code>` in the words."""

    status = 400
    code = "invalid"

    def __init__(
        self,
        code: str | None = None,
        *,
        fields: list[dict[str, str]] | None = None,
        retry_after: int = 0,
        **params: Any,
    ) -> None:
        super().__init__(code or self.code)
        self.code = code or self.code
        self.params, self.fields, self.retry_after = params, fields, retry_after


class Invalid(Problem):
    """The request cannot be understood or breaks a rule of form."""


class SignInNeeded(Problem):
    status, code = 401, "sign_in_needed"


class Forbidden(Problem):
    status, code = 403, "forbidden"


class NotFound(Problem):
    """Missing and foreign look the same."""

    status, code = 404, "not_found"


class Conflict(Problem):
    status, code = 409, "conflict"


class WrongMediaType(Problem):
    status, code = 415, "wrong_media_type"


class TooSlow(Problem):
    """The body ended before it was whole; mostly nobody waits for the answer any more."""

    status, code = 408, "too_slow"


class FileRefused(Problem):
    """A file from outside is not taken; nothing of it was kept."""

    status, code = 422, "sheet_unreadable"


class TooMany(Problem):
    status, code = 429, "too_many_tries"


class Busy(Problem):
    status, code = 503, "unavailable"


_BY_STATUS = {400: "invalid", 401: "sign_in_needed", 403: "forbidden", 404: "not_found", 405: "method_not_allowed"}
_BY_STATUS |= {413: "too_large", 415: "wrong_media_type", 429: "too_many_tries", 503: "unavailable"}


def language(request: Request[Any, Any, Any]) -> str:
    """The first of our languages that the caller accepts; Finnish otherwise."""
    for part in request.headers.get("accept-language", "").lower().split(","):
        if part.strip()[:2] in LANGUAGES:
            return part.strip()[:2]
    return "fi"


def _plain(params: Mapping[str, Any]) -> dict[str, str | int]:
    return {name: value for name, value in params.items() if isinstance(value, str | int)}


def render(request: Request[Any, Any, Any], problem: Problem) -> Response[bytes]:
    """The answer that carries `problem`."""
    body = ProblemDetails(
        type="about:blank",
        title=HTTPStatus(problem.status).phrase,
        status=problem.status,
        code=problem.code,
        detail=say(language(request), f"error.{problem.code}", problem.params),
        fields=[FieldProblem(**one) for one in problem.fields or ()] or msgspec.UNSET,
        params=_plain(problem.params) or msgspec.UNSET,
    )
    headers = {"Cache-Control": "no-store"}
    if problem.retry_after:
        headers["Retry-After"] = str(problem.retry_after)
    return Response(msgspec.json.encode(body), status_code=problem.status, media_type=PROBLEM, headers=headers)


def _fields(error: ValidationException) -> list[dict[str, str]]:
    extra = error.extra if isinstance(error.extra, list) else []
    return [
        {"field": str(e.get("key", "")), "message": str(e.get("message", ""))} for e in extra if isinstance(e, dict)
    ]


def _of_file(error: Refused) -> Problem:
    """A file that is not taken, or not yet."""
    if error.code.endswith("_in_hand"):
        return TooMany(error.code, retry_after=2)
    if error.code.endswith("s_busy"):
        return Busy(error.code, retry_after=5)
    problem = FileRefused(error.code)
    problem.params = dict(error.params)
    return problem


def as_problem(error: Exception) -> Problem:
    """Any failure as a Problem; what is not expected becomes `internal`."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, Refused):
        return _of_file(error)
    if isinstance(error, NoSession):
        return SignInNeeded(error.code)
    if isinstance(error, Unavailable):
        return Busy(retry_after=error.retry_after)
    if isinstance(error, ValidationException):
        return Invalid(fields=_fields(error))
    if isinstance(error, (SerializationException, UnicodeDecodeError, RecursionError)):
        return Invalid("malformed")
    if isinstance(error, NotAuthorizedException):
        return SignInNeeded()
    if isinstance(error, InternalServerException) and error.detail == CLIENT_GONE:
        return TooSlow()
    problem = Problem("internal")
    problem.status = 500
    if isinstance(error, HTTPException) and error.status_code in _BY_STATUS:
        problem.status, problem.code = error.status_code, _BY_STATUS[error.status_code]
    elif isinstance(error, HTTPException) and error.status_code < 500:
        problem.status, problem.code = error.status_code, "invalid"
    return problem


def handle(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """The one exception handler. The log gets the kind of failure and the route, never a person's data."""
    problem = as_problem(error)
    if problem.status >= 500:
        log.error(
            "request_failed", code=problem.code, kind=type(error).__name__, path=request.scope.get("path_template")
        )
    return render(request, problem)
