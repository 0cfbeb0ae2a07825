"""`leima seed`: puts the demo company in where nothing is yet, and prints its logins."""

import argparse
import secrets
import sys
import time

from leima.app import open_world
from leima.db.engine import migrate
from leima.demo.seed import LOGINS, seed
from leima.features.auth.passwords import refuse_if_weak
from leima.settings import Settings
from leima.web.errors import Problem
from leima.web.words import say

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody confuses."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing is needed; `--if-empty` is what always happens, said aloud."""
    parser.add_argument("--if-empty", action="store_true", help="as always: a database that holds something is left be")


def made_password() -> str:
    """Four groups of four characters: about 79 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Migrate, put the demo in, say how to sign in."""
    password = settings.demo_password or made_password()
    try:
        refuse_if_weak(password)
    except Problem as error:
        print(f"LEIMA_DEMO_PASSWORD: {say('en', f'error.{error.code}', error.params)}", file=sys.stderr)
        return 1
    migrate(settings)
    world = open_world(settings)
    started = time.monotonic()
    try:
        seeded = seed(world.db, world.clock.now(), password, blobs=world.blobs)
    finally:
        world.db.close()
    if seeded is None:
        print("The database is not empty: the demo company was left out.")
        return 0
    print(f"Demo company: {seeded.people} people, {seeded.operations} operations, {time.monotonic() - started:.1f} s.")
    print("Logins, each with the password " + (f"{password}:" if not settings.demo_password else "you gave:"))
    for email, what in LOGINS.items():
        print(f"  {email:<22} {what}")
    return 0
