"""`leima rates ecb FILE`: currencies from the European Central Bank's file. See docs/travel-rates.md."""

import argparse
import sys
from functools import partial
from pathlib import Path

from leima.app import open_world
from leima.db.engine import current_revision, head_revision
from leima.db.tx import Tx
from leima.features.rates.currencies import keep
from leima.features.rates.ecb import BankDay, read_ecb
from leima.settings import Settings
from leima.web.errors import Problem, as_problem
from leima.web.words import LANGUAGES, say
from leima.world.files.apart import read_apart
from leima.world.files.refused import Refused


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, and for whom."""
    parser.add_argument("what", choices=("ecb",), help="the European Central Bank's reference rates")
    parser.add_argument("file", type=Path, help="eurofxref-daily.xml, eurofxref-hist-90d.xml, or the same as CSV")
    parser.add_argument("--org", help="one organisation's id; else every organisation takes them in")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of a refusal")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """0 with how many days were new; 1 with a sentence when the file is not taken."""
    if not args.file.is_file():
        print(f"There is no file {args.file}.", file=sys.stderr)
        return 1
    if current_revision(settings) != head_revision():
        print("The database is not up to date. Run `leima migrate` first.", file=sys.stderr)
        return 1
    try:
        days = read_apart(read_ecb, args.file.name, args.file.read_bytes(), list[BankDay])
        organisations, new = _take_in(days, args.org, settings)
    except (Refused, Problem) as error:
        problem = as_problem(error)
        print(say(args.lang, f"error.{problem.code}", problem.params), file=sys.stderr)
        return 1
    if not organisations:
        print(f"There is no organisation {args.org}." if args.org else "There is no organisation.", file=sys.stderr)
        return 1
    print(f"{len(days)} days to {days[-1].date} read; {new} new or changed in {organisations} organisations.")
    return 0


def _take_in(days: list[BankDay], org: str | None, settings: Settings) -> tuple[int, int]:
    """How many organisations there are, and how many days were new in them."""
    world = open_world(settings)
    try:
        found = world.db.read_now(partial(_organisations, org=org))
        return len(found), sum(world.db.write_now(partial(_keep, org=one, days=days)) for one in found)
    finally:
        world.db.close()


def _organisations(tx: Tx, org: str | None) -> list[str]:
    """The one of this id, or all."""
    return tx.values(str, "SELECT id FROM organisation WHERE id=:id OR :id IS NULL ORDER BY id", id=org)


def _keep(tx: Tx, org: str, days: list[BankDay]) -> int:
    """A unit of work is one organisation's: it has the change log and the audit trail."""
    tx.org = org
    return keep(tx, days)
