"""Counters for operators, on a port of their own: routes and statuses, never a person."""

import os
import time
from functools import lru_cache
from typing import Any

from litestar.connection import ASGIConnection
from litestar.types import Scope
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

from leima.settings import Settings
from leima.web.counting import FOLDER

REQUESTS = Counter("leima_requests_total", "Answers by route and status", ["method", "route", "status"])
SECONDS = Histogram(
    "leima_request_seconds",
    "Time from routing to the first byte of an answer",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10),
)
OPERATIONS = Counter("leima_operations_total", "Pushed operations by what became of them", ["status"])
PUSHES = Counter("leima_push_messages_total", "Messages to phones by what became of them", ["result"])
LETTERS = Counter("leima_mail_messages_total", "Letters by what became of them", ["result"])
BACKUP_MADE = Gauge("leima_backup_made_timestamp_seconds", "When the newest nightly copy was made", [])
WEBHOOKS = Counter("leima_webhook_messages_total", "Messages to webhooks by what became of them", ["result"])
_BEGAN = "leima_began"


def begin(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Notes when the work on a request began."""
    connection.scope["state"][_BEGAN] = time.perf_counter()


@lru_cache(maxsize=4096)
def _answers(method: str, route: str, status: int) -> Counter:
    return REQUESTS.labels(method, route, status)


def count(status: int, scope: Scope) -> None:
    """Counts an answer, and how long it took."""
    _answers(str(scope.get("method")), str(scope.get("path_template") or "unknown"), status).inc()
    began = scope.get("state", {}).get(_BEGAN)
    if began is not None:
        SECONDS.observe(time.perf_counter() - began)


def serve_metrics(settings: Settings) -> None:
    """Opens the metrics port where the settings name one. The first process of several gets it, and tells the sums."""
    if settings.metrics_port:
        try:
            start_http_server(settings.metrics_port, addr="127.0.0.1", registry=_counted())
        except OSError:
            return


def _counted() -> CollectorRegistry:
    """What this process has counted; with FOLDER set, what every process has, also those that have ended."""
    if not os.environ.get(FOLDER):
        return REGISTRY
    sums = CollectorRegistry()
    MultiProcessCollector(sums)  # type: ignore[no-untyped-call]
    return sums
