"""Apps for tests: each is put together once, and stands over one world after another."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from litestar import Litestar

from leima.app import JOBS, REMIND, build_app
from leima.db.database import Database
from leima.features.auth.refusals import TELL_REFUSALS
from leima.features.rates.missing import TELL_MISSING
from leima.features.retention.reminding import REMIND as REMIND_OF_RETENTION
from leima.settings import Settings
from leima.world.clock import Clock
from leima.world.files.desk import FileDesk
from leima.world.mail import NoMail
from leima.world.push import Push
from leima.world.webhooks import Webhooks
from leima.world.world import World

_FREE: dict[Settings, list[tuple[Litestar, World]]] = {}
"""Those that nobody uses now, by the settings that they were built with."""
QUIET = tuple(job for job in JOBS if job not in (TELL_MISSING, REMIND, REMIND_OF_RETENTION, TELL_REFUSALS))
"""The clocks of tests stand in November: a notice of missing rates would come at any moment of a test, and so would
reminders, and events of refused sign-ins a minute later. Their own tests run them."""


async def nowhere(host: str) -> list[str]:
    """No name has an address: no test calls a push service."""
    raise OSError(host)


@contextmanager
def app_over(settings: Settings, clock: Clock, db: Database) -> Iterator[tuple[Litestar, World]]:
    """The app, not begun yet, and its world: this clock, this store, no keys and fresh files.

    What the app has kept in its state is gone: locks among it, which belong to the loop of one run.
    """
    free = _FREE.setdefault(replace(settings, data=Path(), database_url=""), [])
    if not free:
        world = World(settings, clock, db)
        free.append((build_app(settings, world, QUIET), world))
    app, world = free.pop()
    world.settings, world.clock, world.db, world.keys, world.files = settings, clock, db, None, FileDesk()
    world.push, world.mail, world.webhooks = Push(nowhere), NoMail(), Webhooks(nowhere)
    app.state.clear()
    app.state.world = world
    yield app, world
    free.append((app, world))
