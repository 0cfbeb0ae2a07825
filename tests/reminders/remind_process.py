"""A process that reminds, to be killed."""

import asyncio
from pathlib import Path

from leima.app import hooks
from leima.db.engine import open_database
from leima.features.reminders.reminding import remind
from leima.settings import Settings
from tests.reminders.given import FINDERS


def run(folder: str, url: str, now: int) -> None:
    """Reminds everybody in the store of a folder, or at a url, ten times."""
    db = open_database(Settings(data=Path(folder), database_url=url), lambda: now, hooks())
    for _ in range(10):
        asyncio.run(remind(db, FINDERS, {}))
    db.close()
