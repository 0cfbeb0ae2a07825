"""A sender in a process of its own, to be killed."""

import asyncio
from pathlib import Path

from leima.app import hooks
from leima.db.engine import open_database
from leima.db.jobs import Alarm
from leima.features.push.sending import send_due
from leima.settings import Settings
from leima.world.push import Push


def run(folder: str, now: int, service: str) -> None:
    """Sends what is due in the store of a folder, to a service on loopback."""
    db = open_database(Settings(data=Path(folder)), lambda: now, hooks())
    asyncio.run(send_due(db, Push(beside=(service,)), "push@leima.test", Alarm()))
    db.close()
