"""`leima migrate`: brings the database up to date, all of it or nothing."""

import argparse
import sys

from leima.app import open_world
from leima.db.engine import NEWER, NEWER_ADVICE, current_revision, head_revision, is_newer, migrate
from leima.features.agreements.upgrading import tell_leave
from leima.features.days.leave_given import given_by_hand, sentence
from leima.settings import Settings


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Migrate, and say from which version to which."""
    if is_newer(have := current_revision(settings)):
        print(f"{NEWER.format(have=have, head=head_revision())} {NEWER_ADVICE}", file=sys.stderr)
        return 1
    before, after = migrate(settings)
    if before == after:
        print(f"Database: up to date ({after})")
    else:
        print(f"Database: {before or 'empty'} -> {after}")
    if before not in (None, after):
        _complete(settings)
    return 0


def _complete(settings: Settings) -> None:
    """What a newer program knows of the rows that stand."""
    world = open_world(settings)
    try:
        told = tell_leave(world.db)
        given = world.db.read_now(given_by_hand)
    finally:
        world.db.close()
    if told:
        print(f"Terms: the rules of leave were told of {told} people.")
    for one in given:
        print(sentence(one))
