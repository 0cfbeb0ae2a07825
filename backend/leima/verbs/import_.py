"""`leima import FILE`: an organisation file or a table of people; shows first, writes with --write: docs/import.md."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from leima.app import open_world
from leima.db.engine import current_revision, head_revision
from leima.db.tx import Tx
from leima.features.importing.reading import cells_apart, read_apart
from leima.features.importing.report import Report, as_json, as_text, sentence
from leima.features.importing.schemas import StaffFile, Usual
from leima.features.importing.service import organisation_of, take_in
from leima.features.importing.shapes import Bundle, Unreadable
from leima.features.importing.staff import take_by_command
from leima.settings import Settings
from leima.verbs import import_history
from leima.web.errors import Problem
from leima.web.words import LANGUAGES, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, and whether to write."""
    said = "an organisation file (.json) or people (.csv, .xlsx); after the word history, a file of an old clock"
    parser.add_argument("file", type=Path, nargs="+", metavar="[history] FILE", help=said)
    parser.add_argument("--write", action="store_true", help="write; without this nothing is written")
    parser.add_argument("--org", help="the organisation's id, when the file names none and there are several")
    staff = parser.add_argument_group("a register of people, taken in whole or not at all")
    staff.add_argument("--people-from", metavar="DATE", help="it is such a file; its changes hold from DATE on")
    staff.add_argument("--everybody", action="store_true", help="who is not in the file has left")
    staff.add_argument("--many-leave", action="store_true", help="so many have left as are missing")
    staff.add_argument("--make-teams", action="store_true", help="make the teams that are not there yet")
    for name in ("agreement", "form", "pay", "language"):
        staff.add_argument(f"--{name}", default="", help=f"the {name} of new people where no column tells it")
    old = parser.add_argument_group("hours of an old clock: leima import history FILE")
    old.add_argument("--by", default="", metavar="EMAIL", help="the admin who answers for it")
    old.add_argument("--zone", default="", help="the time zone of its clock; the organisation's unless given")
    old.add_argument("--dates", default="", choices=("dmy", "mdy"), help="the order of dates with slashes")
    old.add_argument("--totals-from", default="08:00", metavar="HH:MM", help="where a day's total begins")
    old.add_argument("--leave-out", action="store_true", help="leave the lines with faults out")
    old.add_argument("--who", action="append", default=[], metavar="NAME=ID", help="whose lines they are; - for nobody")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of the report")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """0 when every row is good, 1 when some were refused; the good rows go in either way."""
    *words, args.file = args.file
    if words not in ([], [Path("history")]) or not args.file.is_file():
        print(f"There is no file {args.file}.", file=sys.stderr)
        return 1
    if current_revision(settings) != head_revision():
        print("The database is not up to date. Run `leima migrate` first.", file=sys.stderr)
        return 1
    try:
        if words:
            return import_history.run(args, args.file, settings)
        report = _done(_work(args), args, settings)
    except Problem as error:
        print(say(args.lang, f"error.{error.code}", error.params), file=sys.stderr)
        return 1
    except Unreadable as error:
        report = Report(None, False, problems=[error.problem])
        if not args.json:
            print(sentence(error.problem, args.lang), file=sys.stderr)
            return 1
    print(json.dumps(as_json(report, args.lang), ensure_ascii=False) if args.json else as_text(report, args.lang))
    return 0 if report.all_good else 1


def _work(args: argparse.Namespace) -> Callable[[Tx], Report]:
    """What is to be done with the file, which is read first."""
    name, content = args.file.name, args.file.read_bytes()
    if args.people_from is None:
        bundle = read_apart(name, content)
        return lambda tx: take_in(tx, bundle, org=args.org, write=args.write)
    form = StaffFile(
        name=name,
        content="-",
        from_=args.people_from,
        everybody=args.everybody,
        many_leave=args.many_leave,
        make_teams=args.make_teams,
        usual=Usual(agreement=args.agreement, form=args.form, pay=args.pay, lang=args.language),
    )
    table = cells_apart(name, content)

    def staff(tx: Tx) -> Report:
        tx.org = organisation_of(tx, Bundle(), args.org)
        return take_by_command(tx, form, table, write=args.write, lang=args.lang)

    return staff


def _done(work: Callable[[Tx], Report], args: argparse.Namespace, settings: Settings) -> Report:
    world = open_world(settings)
    try:
        return world.db.write_now(work) if args.write else world.db.read_now(work)
    finally:
        world.db.close()
