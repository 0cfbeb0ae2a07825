"""The headers that stand on every answer, errors and 404 too."""

from litestar.types import HTTPResponseStartEvent, Message, Scope

from leima.web.metrics import count

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self';"
    " connect-src 'self'; manifest-src 'self'; worker-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
    " require-trusted-types-for 'script'; trusted-types leima"
)
FIXED = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "geolocation=(), camera=(self), microphone=()",
}


_NO_STORE = (b"cache-control", b"no-store")
_RAW = [(name.lower().encode(), value.encode()) for name, value in FIXED.items()]


async def before_start(message: Message, scope: Scope) -> None:
    """The app's `before_send` hook: a middleware would not see the answers to unknown paths and verbs."""
    if message["type"] == "http.response.start":
        secure(message, scope)
        count(message["status"], scope)


def secure(message: HTTPResponseStartEvent, scope: Scope) -> None:
    """Adds the headers to the beginning of an answer."""
    headers = [*message["headers"], *_RAW]
    if scope["path"].startswith("/api/") and b"cache-control" not in [name.lower() for name, _ in message["headers"]]:
        headers.append(_NO_STORE)
    if scope.get("scheme") == "https":
        headers.append((b"strict-transport-security", b"max-age=31536000; includeSubDomains"))
    message["headers"] = headers
