"""`leima migrate`: brings the database up to date, all of it or nothing."""

import argparse

from leima.db.engine import migrate
from leima.settings import Settings


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Migrate, and say from which version to which."""
    before, after = migrate(settings)
    if before == after:
        print(f"Database: up to date ({after})")
    else:
        print(f"Database: {before or 'empty'} -> {after}")
    return 0
