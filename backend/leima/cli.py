"""The `leima` command: one verb a file in `leima.verbs`, imported only when it is asked for."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from leima.loading import loading

if TYPE_CHECKING:
    from leima.settings import Settings

VERBS = {
    "serve": "answer the API and the PWA over HTTP",
    "migrate": "bring the database up to date",
    "seed": "put the demo company in",
    "doctor": "look at settings, database, disk, clock and the PWA build, and say what to do",
    "contract": "write the API's description (openapi.json)",
    "import": "take in an organisation or its people from a file; shows first, writes with --write",
    "interpret": "work out a described situation (JSON) and print results and explanation",
    "clock": "whether days are computed by a right clock; a person confirms it where that is in doubt",
    "backup": "write a checked copy of the embedded database, also beside a running server",
    "restore": "put a copy back; refuses a damaged one",
    "rates": "take in the European Central Bank's file of currencies, for receipts in other money",
    "key": "keys by which programs ask the API",
    "vectors": "check the golden cases of the working-time rules",
    "user": "links for the first administrator and for people, and their sessions",
}


READS_NO_STORE = frozenset({"contract", "doctor", "interpret", "vectors"})
"""Verbs that write nothing beside the store, or nothing at all."""


def verb_module(verb: str) -> ModuleType:
    """The module of a verb: `run(args, settings) -> exit code`, and `arguments(parser)` where it takes any."""
    return import_module(f"leima.verbs.{verb}_" if verb == "import" else f"leima.verbs.{verb}")


def parser_of(argv: Sequence[str]) -> argparse.ArgumentParser:
    """The command line; only the named verb's own arguments are loaded."""
    parser = argparse.ArgumentParser(prog="leima", description="Time entry for Finland.")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    asked = next((word for word in argv if not word.startswith("-")), None)
    for verb, says in VERBS.items():
        own = verbs.add_parser(verb, help=says, description=f"{says[0].upper()}{says[1:]}.")
        if verb == asked:
            take_arguments = getattr(verb_module(verb), "arguments", None)
            if take_arguments is not None:
                take_arguments(own)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and give its exit code: 0 done, 1 refused or failed, 2 the command line was not understood."""
    words = list(sys.argv[1:] if argv is None else argv)
    with loading():
        args = parser_of(words).parse_args(words)
    from leima.settings import SettingError, load

    try:
        settings = load()
    except SettingError as error:
        print(error, file=sys.stderr)
        return 1
    return _run(args, settings)


def _run(args: argparse.Namespace, settings: "Settings") -> int:
    """Runs the verb. What the store or the disk cannot do is said in one sentence with what to do."""
    from leima.verbs.advice import Failure, advice_on
    from leima.world.private import make_private

    try:
        if args.verb not in READS_NO_STORE:
            make_private(settings.data)
        return int(verb_module(args.verb).run(args, settings))
    except BrokenPipeError:
        return 1
    except Failure as error:
        what, todo = advice_on(error, settings)
        print(f"leima {args.verb}: {what}.\n{todo}", file=sys.stderr)
        return 1
