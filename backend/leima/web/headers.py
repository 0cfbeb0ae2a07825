"""The headers that stand on every answer, errors and 404 too."""

from litestar.types import Message, Scope

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


_RAW = [(name.lower().encode(), value.encode()) for name, value in FIXED.items()]


async def secure(message: Message, scope: Scope) -> None:
    """The app's `before_send` hook: a middleware would not see the answers to unknown paths and verbs."""
    if message["type"] != "http.response.start":
        return
    headers = [*message["headers"], *_RAW]
    if scope["path"].startswith("/api/") and not any(name.lower() == b"cache-control" for name, _ in headers):
        headers.append((b"cache-control", b"no-store"))
    if scope.get("scheme") == "https":
        headers.append((b"strict-transport-security", b"max-age=31536000; includeSubDomains"))
    message["headers"] = headers
