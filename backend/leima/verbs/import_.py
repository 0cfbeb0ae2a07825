"""`leima import FILE`: an organisation file or a table of people; shows first, writes with --write: docs/import.md."""

import argparse
import json
import sys
from pathlib import Path

from leima.app import open_world
from leima.db.engine import current_revision, head_revision
from leima.db.tx import Tx
from leima.features.importing.reading import read_apart
from leima.features.importing.report import Report, as_json, as_text, sentence
from leima.features.importing.service import take_in
from leima.features.importing.shapes import Bundle, Unreadable
from leima.settings import Settings
from leima.web.words import LANGUAGES


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, and whether to write."""
    parser.add_argument("file", type=Path, help="an organisation file (.json) or people (.csv, .xlsx)")
    parser.add_argument("--write", action="store_true", help="write; without this nothing is written")
    parser.add_argument("--org", help="the organisation's id, when the file names none and there are several")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of the report")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """0 when every row is good, 1 when some were refused; the good rows go in either way."""
    if not args.file.is_file():
        print(f"There is no file {args.file}.", file=sys.stderr)
        return 1
    if current_revision(settings) != head_revision():
        print("The database is not up to date. Run `leima migrate` first.", file=sys.stderr)
        return 1
    try:
        report = _take_in(read_apart(args.file.name, args.file.read_bytes()), args, settings)
    except Unreadable as error:
        report = Report(None, False, problems=[error.problem])
        if not args.json:
            print(sentence(error.problem, args.lang), file=sys.stderr)
            return 1
    print(json.dumps(as_json(report, args.lang), ensure_ascii=False) if args.json else as_text(report, args.lang))
    return 0 if report.all_good else 1


def _take_in(bundle: Bundle, args: argparse.Namespace, settings: Settings) -> Report:
    def work(tx: Tx) -> Report:
        return take_in(tx, bundle, org=args.org, write=args.write)

    world = open_world(settings)
    try:
        return world.db.write_now(work) if args.write else world.db.read_now(work)
    finally:
        world.db.close()
