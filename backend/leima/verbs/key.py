"""`leima key`: keys by which programs ask the API, from the command line."""

import argparse
from collections.abc import Callable

from leima.access.scopes import SCOPES
from leima.db.tx import Tx
from leima.features.api_keys import making, store
from leima.settings import Settings
from leima.verbs.user import enter, in_one_act

Act = Callable[[Tx, argparse.Namespace], str]


def arguments(parser: argparse.ArgumentParser) -> None:
    """The things that can be done with keys."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    make = acts.add_parser("make", help="a new key; prints it once")
    make.add_argument("--name", required=True, help="what the key is for")
    make.add_argument("--scope", action="append", required=True, choices=SCOPES, help="what it may do; may be repeated")
    make.add_argument("--until", required=True, help="the last date on which it is good, a year from today at the most")
    acts.add_parser("list", help="the keys that there are")
    revoke = acts.add_parser("revoke", help="end a key at once")
    revoke.add_argument("--id", required=True, help="as `leima key list` shows it")
    for act in acts.choices.values():
        act.add_argument("--org", help="the organisation's name, when there are several")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Do one act in one transaction and print what came of it."""

    def act(tx: Tx) -> str:
        enter(tx, args)
        return ACTS[args.act](tx, args)

    return in_one_act(settings, act)


def make(tx: Tx, args: argparse.Namespace) -> str:
    """A new key."""
    made = making.make(tx, args.name, args.scope, args.until)
    return f"{made.key.id}, good until {made.key.until}. The key is shown this once:\n  {made.secret}"


def listing(tx: Tx, args: argparse.Namespace) -> str:
    """Every key on a line."""
    lines = [
        f"{one.id}  {one.standing:<8} until {one.until}  {','.join(one.scopes)}  …{one.ending}  {one.name}"
        for one in (making.told(tx, row) for row in store.listed(tx))
    ]
    return "\n".join(lines) or "No keys yet."


def revoke(tx: Tx, args: argparse.Namespace) -> str:
    """Ends a key."""
    making.revoke(tx, args.id)
    return f"{args.id} is good no more."


ACTS: dict[str, Act] = {"make": make, "list": listing, "revoke": revoke}
