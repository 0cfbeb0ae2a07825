"""The refresh cookie: read by refresh and log-out alone, which demand a header that no foreign page can send."""

from typing import Any
from urllib.parse import urlsplit

from litestar import Request
from litestar.datastructures import Cookie

from leima.features.auth.sessions import SLIDES
from leima.web.errors import Forbidden

NAME = "__Host-leima"


def with_token(token: str) -> Cookie:
    """The cookie that carries a refresh token for its 90 days."""
    return Cookie(NAME, value=token, path="/", max_age=SLIDES // 1000, httponly=True, secure=True, samesite="strict")


def cleared() -> Cookie:
    """The cookie that ends the one before."""
    return Cookie(NAME, value="", path="/", max_age=0, httponly=True, secure=True, samesite="strict")


def presented(request: Request[Any, Any, Any], name: str = NAME) -> str:
    """The refresh token of the request, or "". Raises Forbidden unless our own page sent it."""
    refuse_foreign_page(request)
    return request.cookies.get(name, "")[:200]


def refuse_foreign_page(request: Request[Any, Any, Any]) -> None:
    """Raises Forbidden unless our own page sent the request: no other can send the header."""
    origin = request.headers.get("origin")
    if request.headers.get("x-leima") != "1" or (origin is not None and not _is_own(request, origin)):
        raise Forbidden("foreign_page")


def _is_own(request: Request[Any, Any, Any], origin: str) -> bool:
    return bool(origin) and urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()
