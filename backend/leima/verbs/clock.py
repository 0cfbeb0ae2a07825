"""`leima clock`: whether days are settled by a clock that is right, and a person's word where that is in doubt."""

import argparse
import asyncio
import sys

from leima.app import open_world
from leima.db.engine import current_revision, head_revision
from leima.db.tx import Tx
from leima.features.days.clock import ClockStands, all_stand, turn_back
from leima.features.days.end_of_day import end_of_day
from leima.settings import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """A person's word; without one the dates are shown."""
    word = parser.add_mutually_exclusive_group()
    word.add_argument(
        "--confirm", action="store_true", help="today's date is right: settle the days that wait for that"
    )
    word.add_argument(
        "--turn-back",
        action="store_true",
        help="the clock was ahead and is right now: take back days that have not ended",
    )


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Show, confirm or turn back. 1 while something is in doubt."""
    if current_revision(settings) != head_revision():
        print("The database is not up to date. Run: leima migrate", file=sys.stderr)
        return 1
    world = open_world(settings)
    try:
        if args.confirm:
            print(f"Settled {asyncio.run(end_of_day(world.db, confirmed=True))} days.")
        if args.turn_back:
            print(f"Turned back; worked the days of {world.db.write_now(_turn_back)} people out again.")
        found = world.db.read_now(all_stand)
    finally:
        world.db.close()
    for at in found:
        print(sentence(at))
    return 1 if any(in_doubt(at) for at in found) else 0


def _turn_back(tx: Tx) -> int:
    """Every organisation whose clock was ahead, each settled before the next."""
    ahead = [at for at in all_stand(tx) if at.was_ahead]
    return sum(turn_back(tx, at) for at in ahead)


def in_doubt(at: ClockStands) -> bool:
    """Whether a person is asked for a word."""
    return at.was_ahead or at.may_end_until < at.today


def sentence(at: ClockStands) -> str:
    """One organisation's dates in a sentence, with what to do."""
    said = f"today is {at.today}, days are settled through {at.ended_through or 'none'}"
    if at.was_ahead:
        return f"{said}: the clock was ahead. When it is right now, run: leima clock --turn-back"
    if in_doubt(at):
        return f"{said}: no device has told of anything later. When the date is right, run: leima clock --confirm"
    return said
