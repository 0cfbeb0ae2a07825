"""The body of every error answer, as the wire shows it."""

import msgspec

PROBLEM = "application/problem+json"


class FieldProblem(msgspec.Struct, frozen=True):
    """What is wrong with one field of the request."""

    field: str
    message: str


class ProblemDetails(msgspec.Struct, frozen=True, kw_only=True):
    """Why a request was refused, in the shape of RFC 9457.

    `code` is a stable word for programs; `detail` is a sentence for people in the language of `Accept-Language`: what
    happened, and what to do. `fields` stands where single fields are wrong.
    """

    type: str
    title: str
    status: int
    code: str
    detail: str
    fields: list[FieldProblem] | msgspec.UnsetType = msgspec.UNSET
    params: dict[str, str | int] | msgspec.UnsetType = msgspec.UNSET
    """What fills the sentence of the code, for a caller that says it in words of its own."""
