"""`leima user`: people from the command line: in by a link, out by deactivation; never a password in sight."""

import argparse
import sys
from collections.abc import Callable
from typing import NamedTuple

from leima.app import open_world
from leima.db.engine import current_revision, head_revision
from leima.db.site import today
from leima.db.tables.people import Person
from leima.db.tx import Tx
from leima.features.auth import leaving, links
from leima.features.auth.schemas import Link
from leima.features.people import store
from leima.settings import Settings
from leima.web.errors import Problem
from leima.web.words import say

Act = Callable[[Tx, argparse.Namespace, Settings], str]


class _Named(NamedTuple):
    id: str
    name: str


class _Listed(NamedTuple):
    id: str
    email: str
    active: bool


class Refused(Exception):
    """The command cannot be done; the text says why and what to write instead."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The things that can be done with people."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    first = acts.add_parser("first-admin", help="an organisation with its first administrator; prints a one-time link")
    first.add_argument("--org", default="Leima", help="the organisation's name")
    first.add_argument("--email", default="admin@localhost.invalid", help="the administrator's address")
    first.add_argument("--name", default="Pääkäyttäjä", help="the administrator's name")
    add = acts.add_parser("add", help="one person; prints an invitation link")
    add.add_argument("--name", required=True)
    add.add_argument("--role", action="append", default=[], choices=store.ROLES)
    add.add_argument("--lang", default="fi", choices=("fi", "sv", "en"))
    for name, says in (("invite", "a new invitation link"), ("reset", "a link to set a new password, 30 minutes")):
        acts.add_parser(name, help=says)
    acts.add_parser("deactivate", help="no sign-in, no refresh, no API from now on")
    acts.add_parser("list", help="who there is")
    for name, act in acts.choices.items():
        if name != "first-admin":
            act.add_argument("--org", help="the organisation's name, when there are several")
        if name not in ("first-admin", "list"):
            act.add_argument("--email", required=True)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Do one act in one transaction and print what came of it."""
    return in_one_act(settings, lambda tx: ACTS[args.act](tx, args, settings))


def in_one_act(settings: Settings, act: Callable[[Tx], str]) -> int:
    """Does something in one transaction and prints what came of it, or why it cannot be done. Returns the exit code."""
    if current_revision(settings) != head_revision():
        print("The database is not up to date. Run `leima migrate` first.", file=sys.stderr)
        return 1
    world = open_world(settings)
    try:
        print(world.db.write_now(act))
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    except Problem as error:
        print(say("en", f"error.{error.code}", error.params), file=sys.stderr)
        return 1
    finally:
        world.db.close()
    return 0


def enter(tx: Tx, args: argparse.Namespace) -> None:
    """Sets `tx.org` to the organisation that is meant."""
    names = tx.rows(_Named, "SELECT id, name FROM organisation ORDER BY name, id")
    meant = [row for row in names if args.org in (None, row.name)]
    if len(meant) != 1:
        listed = ", ".join(row.name for row in names) or "none yet; run `leima user first-admin`"
        raise Refused(f"Say which organisation with --org NAME. There are: {listed}.")
    tx.org = meant[0].id


def _person(tx: Tx, args: argparse.Namespace) -> Person:
    enter(tx, args)
    row = store.person_by_email(tx, args.email)
    if row is None or not row.active:
        raise Refused(f"Nobody active has the address {args.email}. `leima user list` shows who there is.")
    return row


def _tell(link: Link, who: str) -> str:
    return f"One-time link for {who}, good until {link.expires_at}:\n  {link.link}"


def first_admin(tx: Tx, args: argparse.Namespace, settings: Settings) -> str:
    """An organisation and an admin without a password; a new link while nobody has used the first one."""
    known = store.organisations_named(tx, args.org)
    if not known and tx.value(str, "SELECT id FROM organisation") is not None and args.org == "Leima":
        return "There is an organisation already; name a new one with --org NAME to open another."
    if not known:
        store.add_organisation(tx, args.org)
        admin = store.add_person(tx, name=args.name, email=args.email, counts_from=today(tx))
        store.set_roles(tx, admin, ("employee", "admin", "payroll"))
        return _tell(links.make(tx, settings, admin, "first_admin"), "the first administrator")
    tx.org = known[0]
    waiting = links.first_admin_waiting(tx)
    if waiting is None:
        return f"{args.org} has its administrator already. `leima user reset --email …` makes a new link."
    return _tell(links.make(tx, settings, waiting, "first_admin"), "the first administrator")


def add(tx: Tx, args: argparse.Namespace, settings: Settings) -> str:
    """One person with a link to sign in with."""
    enter(tx, args)
    who = store.add_person(tx, name=args.name, email=args.email, counts_from=today(tx), lang=args.lang)
    store.set_roles(tx, who, {"employee", *args.role})
    tx.audit("person.add", "person", who, None, {"by": "command"})
    return _tell(links.make(tx, settings, who), args.email)


def invite(tx: Tx, args: argparse.Namespace, settings: Settings) -> str:
    """An invitation for a person who is there."""
    return _tell(links.make(tx, settings, _person(tx, args).id, "invite"), args.email)


def reset(tx: Tx, args: argparse.Namespace, settings: Settings) -> str:
    """A link to set a new password."""
    return _tell(links.make(tx, settings, _person(tx, args).id, "reset"), args.email)


def deactivate(tx: Tx, args: argparse.Namespace, _: Settings) -> str:
    """Ends a person's access, unless nobody would be left to administer the organisation."""
    row = _person(tx, args)
    if leaving.is_last_admin(tx, row.id):
        raise Refused(
            f"{args.email} is the last administrator. Add another first:"
            " `leima user add --role admin --email … --name …`."
        )
    leaving.end_access(tx, row.id)
    return f"{args.email} can no longer sign in, and every session has ended."


def listing(tx: Tx, args: argparse.Namespace, _: Settings) -> str:
    """Address, roles and state of everyone."""
    enter(tx, args)
    rows = tx.rows(_Listed, "SELECT id, email, active FROM person WHERE org=:org ORDER BY email", org=tx.org)
    lines = [
        f"{row.email:<40} {','.join(store.roles_of(tx, row.id)):<30} {'' if row.active else 'deactivated'}".rstrip()
        for row in rows
    ]
    return "\n".join(lines) or "Nobody yet."


ACTS: dict[str, Act] = {
    "first-admin": first_admin,
    "add": add,
    "invite": invite,
    "reset": reset,
    "deactivate": deactivate,
    "list": listing,
}
