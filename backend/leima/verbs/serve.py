"""`leima serve`: the API and the PWA over HTTP, until SIGTERM or Ctrl-C."""

import argparse
import asyncio
import gc
import os
import signal
import socket
import sqlite3
import sys
from contextlib import ExitStack, closing, nullcontext
from importlib import import_module
from pathlib import Path
from types import FrameType

from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.server.embed import Server

from leima.db.engine import NEWER, NEWER_ADVICE, current_revision, head_revision, is_newer
from leima.loading import loading
from leima.settings import Settings
from leima.web.counting import counting_together
from leima.web.timeouts import Asgi, Message, Receive, Send, Timeouts
from leima.world.datalock import DataInUse, DataLock

HEADER_MS = 10_000
"""Longest time in which a request's head must arrive, in milliseconds."""
STOP_SECONDS = 10.0
"""Longest time for requests in hand to end after SIGTERM; committed work is safe however the process ends."""


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Serve. Refuses an old database, a port that something listens on, and a data folder that another server holds."""
    have, head = current_revision(settings), head_revision()
    if is_newer(have):
        print(f"{NEWER.format(have=have, head=head)} {NEWER_ADVICE}", file=sys.stderr)
        return 1
    if have != head:
        print("The database is not up to date. Run: leima migrate", file=sys.stderr)
        return 1
    if not _is_free(settings.host, settings.port):
        print(
            f"Something listens on {settings.host}:{settings.port} already. Stop it, or set LEIMA_PORT.",
            file=sys.stderr,
        )
        return 1
    with ExitStack() as held:
        if not settings.is_postgres:
            try:
                held.enter_context(DataLock(settings.data))
            except DataInUse as error:
                print(error, file=sys.stderr)
                return 1
            prove_writable(settings.sqlite_path)
        return _several(settings) if settings.workers > 1 else _one(settings)


def prove_writable(database: Path) -> None:
    """Writes without changing anything. Raises sqlite3.Error when the file cannot be written, on a full disk too."""
    with closing(sqlite3.connect(database, timeout=5, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint=0")
        kept = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {int(kept)}")
        connection.execute("COMMIT")


def _is_free(host: str, port: int) -> bool:
    """Whether nobody listens there. Granian would share the port, and half of the requests would go to the other."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if sys.platform != "win32":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError:
        return False
    return True


def _one(settings: Settings) -> int:
    """One process, on the loop of this one: a SIGKILL leaves no worker behind (docs/decisions/0001-server.md)."""
    if sys.platform == "win32":
        asyncio.run(_serve(settings))
    else:
        import uvloop

        uvloop.run(_serve(settings))
    return 0


def _app() -> Timeouts:
    """The app. The collector never looks again at what is loaded by now: its longest pauses were for that."""
    with loading():
        from leima.app import from_environment

        app = Timeouts(from_environment())
    gc.freeze()
    return app


async def _serve(settings: Settings) -> None:
    timeouts = _app()
    server = Server(
        timeouts,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_MS),
        websockets=False,
        backlog=1024,
        log_enabled=False,
    )
    loop = asyncio.get_running_loop()

    def stop() -> None:
        timeouts.close()
        server.stop()  # type: ignore[no-untyped-call]
        loop.call_later(STOP_SECONDS, os._exit, 0)

    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop)
    await server.serve()


def worker() -> Asgi:
    """The app of one of several processes. Its streams end at SIGTERM; else granian would wait for them to the last."""
    timeouts = _app()

    async def app(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            _close_at_sigterm(timeouts)
        await timeouts(scope, receive, send)

    return app


def _close_at_sigterm(timeouts: Timeouts) -> None:
    """Beside granian's own handling, which the loop hears of by its wake-up file."""
    loop = asyncio.get_running_loop()
    before = signal.getsignal(signal.SIGTERM)

    def close(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(timeouts.close)
        if callable(before):
            before(number, frame)

    signal.signal(signal.SIGTERM, close)


def _several(settings: Settings) -> int:
    """Several processes over PostgreSQL: granian starts them, and starts a new one when one ends."""
    with counting_together() if settings.metrics_port else nullcontext():
        with loading():
            import_module("leima.app")
        _start(settings)
    return 0


def _start(settings: Settings) -> None:
    Granian(
        "leima.verbs.serve:worker",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=settings.workers,
        loop=Loops.auto,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_MS),
        websockets=False,
        workers_kill_timeout=int(STOP_SECONDS),
        respawn_failed_workers=True,
        log_enabled=False,
    ).serve()
