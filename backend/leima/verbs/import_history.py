"""`leima import history FILE`: hours and openings of an old clock; shows first, writes with --write: docs/import.md."""

import argparse
import base64
import json
import sys
from pathlib import Path

import msgspec

from leima.app import open_world
from leima.db.actor import Actor, signed_in
from leima.db.tx import Tx
from leima.features.history.schemas import HistoryFile, HistoryTaken
from leima.features.history.taking import take
from leima.features.importing.reading import cells_apart
from leima.features.importing.service import organisation_of
from leima.features.importing.shapes import Bundle
from leima.features.people.store import person_by_email
from leima.settings import Settings
from leima.web.words import say


class Nobody(Exception):
    """The address is of nobody who may take files in."""


def run(args: argparse.Namespace, file: Path, settings: Settings) -> int:
    """0 when it can be done, or was; 1 while there are faults or names that are nobody's."""
    content = file.read_bytes()
    table = cells_apart(file.name, content)
    form = HistoryFile(
        name=file.name,
        content=base64.b64encode(content).decode(),
        clock_zone=args.zone,
        date_order=args.dates,
        totals_from=args.totals_from,
        leave_out=args.leave_out,
        named=dict(one.rsplit("=", 1) for one in args.who),
    )

    def work(tx: Tx) -> HistoryTaken:
        tx.org = organisation_of(tx, Bundle(), args.org)
        actor = tx.actor = _admin(tx, args.by)
        told = take(tx, actor, form, table)
        return take(tx, actor, msgspec.structs.replace(form, seen=told.seen), table) if args.write else told

    world = open_world(settings)
    try:
        told = world.db.write_now(work) if args.write else world.db.read_now(work)
    except Nobody:
        print("Say with --by the e-mail of the admin who answers for it.", file=sys.stderr)
        return 1
    finally:
        world.db.close()
    print(msgspec.json.encode(told).decode() if args.json else as_text(told, args.lang))
    return 0 if (not told.unknown and not told.bad) or told.written else 1


def _admin(tx: Tx, email: str) -> Actor:
    """The admin in whose name it is done. Raises Nobody."""
    person = person_by_email(tx, email.lower())
    actor = next(iter(signed_in(tx, [person.id])), None) if person is not None and person.active else None
    if actor is None or not actor.may_import:
        raise Nobody()
    return actor


def as_text(told: HistoryTaken, lang: str) -> str:
    """What a file has, for people: each person on a line, then what is wrong."""
    read = {"layout": say(lang, f"history.layout.{told.layout}"), "zone": told.clock_zone}
    lines = [say(lang, "history.read_as", read)]
    for one in told.people:
        counts = {"new": one.new, "same": one.same, "overlapping": len(one.overlapping), "openings": len(one.openings)}
        hours = f"{one.minutes // 60}:{one.minutes % 60:02d}"
        lines.append(f"  {one.name} ({one.said}): {hours} {json.dumps(counts)[1:-1]}")
    lines += [f"  ? {one.said}: {one.lines}" for one in told.unknown if not one.chosen]
    lines += [f"  {one.row or ''} {one.column}: {one.message}" for one in told.faults]
    return "\n".join([*lines, say(lang, "import.said.written" if told.written else "import.said.dry_run")])
