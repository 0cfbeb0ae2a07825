"""History from an old clock: first seen, then taken in as entries by whoever is asking, the whole file or nothing."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import available_timezones

import msgspec

from leima.db import sync_sql
from leima.db.actor import Actor, Override
from leima.db.operations import Operation, Rejected
from leima.db.site import local_date, zone
from leima.db.tables.people import Person
from leima.db.tx import Tx
from leima.features.agreements.parsing.shapes import Problem
from leima.features.history import schemas, store
from leima.features.history.booking import Bookings
from leima.features.history.columns import COLUMNS, FIELDS, LEFT_OUT, WHO, layout_of
from leima.features.history.lines import Found, How, Span, read_lines
from leima.features.history.matching import Matched, match
from leima.features.history.pairing import paired
from leima.features.history.times import order_of, text_of
from leima.features.history.weighing import MINUTE, Weighed, weigh, year_of
from leima.features.hours.entries import create_entry
from leima.features.hours.schemas import Breaks, EntryCreate
from leima.features.importing import report
from leima.features.importing.openings import open_account
from leima.features.importing.schemas import StaffColumn, StaffFault
from leima.features.importing.staff import refuse_others
from leima.features.importing.store import erased_people
from leima.features.importing.table import titles_of
from leima.features.people.choices import remember_history
from leima.rules.zone import offset_at
from leima.web.errors import Conflict, Invalid
from leima.web.words import say
from leima.world.files.cells import Row

MOST_SHOWN = 500
"""Faults that are named at once."""
DEVICE = "history"
"""What operations of a file say of their device."""


@dataclass(frozen=True)
class Sheet:
    """A file of an old clock: its titles, what each column fills, and how it is read."""

    titles: Sequence[str]
    rows: Sequence[Row]
    how: How
    named: Mapping[str, str]


@dataclass(frozen=True)
class Seen:
    """What a file would do."""

    sheet: Sheet
    found: Found
    matched: Matched
    people: Sequence[Weighed]
    problems: Sequence[Problem]
    everybody: Sequence[Person]


def take(tx: Tx, actor: Actor, form: schemas.HistoryFile, table: Sequence[Row]) -> schemas.HistoryTaken:
    """What the file would do; with `seen` it is done, if that is still what was seen. Raises Conflict, Invalid."""
    refuse_others(tx, actor)
    seen = look(tx, form, table)
    told = _told(tx, form, seen, actor.lang)
    if form.seen and form.seen != told.seen:
        raise Conflict("staff_changed")
    if not form.seen or not told.ready:
        return told
    write(tx, actor, form, seen)
    return msgspec.structs.replace(told, written=True)


def look(tx: Tx, form: schemas.HistoryFile, table: Sequence[Row]) -> Seen:
    """Reads the rows, finds their people and weighs them beside what is stored."""
    sheet = _sheet(tx, form, table)
    problems = _header(sheet)
    found = Found() if problems else read_lines(sheet.rows, sheet.how)
    spans, odd = paired(found.presses)
    gone = erased_people(tx, tx.org)
    everybody = [one for one in store.people(tx) if one.id not in gone]
    matched = match(found.who, everybody, sheet.named)
    people, wrong = weigh(tx, matched.people, [*found.spans, *spans], found.balances)
    problems += [*found.problems, *odd, *wrong]
    return Seen(sheet, found, matched, people, problems, everybody)


def _sheet(tx: Tx, form: schemas.HistoryFile, table: Sequence[Row]) -> Sheet:
    """The columns as they were chosen, else as they were the last time, else by their titles."""
    if form.clock_zone and form.clock_zone not in available_timezones():
        raise Invalid("bad_zone")
    titles, last = titles_of(table[0]), store.last(tx)
    chosen = {title.casefold(): field for title, field in form.columns.items()}
    known = {**COLUMNS, **last.columns, **chosen}
    fields = [_field(title.casefold(), known) for title in titles]
    fields = [
        LEFT_OUT if field in fields[:at] and field not in ("", LEFT_OUT) else field for at, field in enumerate(fields)
    ]
    dates = [at for at, field in enumerate(fields) if field in ("date", "end_date", "at", "start", "end")]
    texts = (text_of(row.cells[at]) for row in table[1:] for at in dates if at < len(row.cells))
    order = form.date_order or order_of(texts) or last.date_order
    hours, minutes = form.totals_from.split(":")
    how = How(fields, form.clock_zone or zone(tx), order, int(hours) * 60 + int(minutes))
    return Sheet(titles, table[1:], how, {**last.named, **form.named})


def _field(title: str, known: Mapping[str, str]) -> str:
    field = known.get(title, LEFT_OUT) if title else ""
    return field if field in FIELDS or not title else LEFT_OUT


def _header(sheet: Sheet) -> list[Problem]:
    """What the header lacks: who, and when or how much."""
    fields, missing = sheet.how.fields, []
    if not any(name in fields for name in WHO):
        missing.append("name")
    if "state" in fields:
        missing += [] if "at" in fields else ["at"]
    elif "start" in fields:
        missing += [] if {"end", "length", "decimal"} & set(fields) else ["end"]
    elif "date" not in fields:
        missing.append("date")
    elif not {"length", "decimal", "flex", "kiky", "holiday"} & set(fields):
        missing.append("length")
    return [Problem("row 1", name, "no_column") for name in missing]


def write(tx: Tx, actor: Actor, form: schemas.HistoryFile, seen: Seen) -> None:
    """Takes every new line in as an entry that the actor types in. Raises Conflict where one cannot be any more."""
    sync_sql.lock_people(tx, sorted({one.person.id for one in seen.people}))
    bookings = Bookings(tx)
    try:
        for one in seen.people:
            tx.actor = replace(actor, override=Override(one.person.id, actor.person))
            for id, span in one.new:
                create_entry(tx, _operation(tx, one.person.id, id, span, seen.sheet.how.zone, bookings))
            tx.actor = actor
            why = say(one.person.lang, "history.why")
            for line in one.balances:
                open_account(tx, one.person.id, line.account, year_of(line), line.date, line.amount, why)
    except Rejected as error:
        raise Conflict("staff_changed") from error
    finally:
        tx.actor = actor
    _keep_trace(tx, form, seen)


def _operation(tx: Tx, person: str, id: str, span: Span, where: str, bookings: Bookings) -> Operation:
    """The line as an operation: what a person would push who types it in."""
    breaks = Breaks(span.end * MINUTE, [(first * MINUTE, last * MINUTE) for first, last in span.breaks])
    work_type, cost_centre, note = bookings.of(span)
    body = EntryCreate(
        start=span.start * MINUTE,
        end=span.end * MINUTE,
        work_type=work_type,
        cost_centre=cost_centre,
        note=note,
        breaks=breaks if span.breaks else None,
    )
    return Operation(
        op_id=id,
        type="entry.create",
        v=1,
        subject=person,
        entity_type="entry",
        entity_id=id,
        base=None,
        body=body,
        claimed_at=tx.now,
        tz=where,
        offset_min=offset_at(where, span.start),
        clock_offset=None,
        device=DEVICE,
        received_at=tx.now,
    )


def _keep_trace(tx: Tx, form: schemas.HistoryFile, seen: Seen) -> None:
    """Remembers how the file was read, and that it was taken in: its name, sum, clock and how many lines."""
    sheet = seen.sheet
    columns = {title.casefold(): field for title, field in zip(sheet.titles, sheet.how.fields, strict=True) if title}
    remember_history(tx, columns, sheet.named, sheet.how.order)
    told = {
        "file": form.name,
        "sha256": hashlib.sha256(form.content.encode()).hexdigest(),
        "layout": layout_of(sheet.titles, sheet.how.fields),
        "zone": sheet.how.zone,
        "entries": sum(len(one.new) for one in seen.people),
        "openings": sum(len(one.balances) for one in seen.people),
        "left_out": len(seen.problems),
    }
    tx.audit("history.file", "organisation", tx.org, None, told)


def _told(tx: Tx, form: schemas.HistoryFile, seen: Seen, lang: str) -> schemas.HistoryTaken:
    sheet, matched = seen.sheet, seen.matched
    people = [_person(tx, one) for one in seen.people]
    faults = sorted((_fault(one, sheet, lang) for one in seen.problems), key=lambda one: (one.row or 0, one.column))
    unknown = [schemas.HistoryUnknown(said, seen.found.counts[said], "") for said in matched.unknown]
    unknown += [schemas.HistoryUnknown(said, seen.found.counts[said], LEFT_OUT) for said in sorted(matched.left_out)]
    does = any(one.new or one.openings for one in people)
    unread = any(one.row == 1 for one in faults)
    return schemas.HistoryTaken(
        written=False,
        seen=_fingerprint(form, people, faults),
        layout=layout_of(sheet.titles, sheet.how.fields),
        clock_zone=sheet.how.zone,
        date_order=sheet.how.order,
        rows=len(sheet.rows),
        columns=[
            StaffColumn(title, "" if field == LEFT_OUT else field)
            for title, field in zip(sheet.titles, sheet.how.fields, strict=True)
            if title
        ],
        fields=list(FIELDS),
        people=people,
        unknown=unknown,
        choices=[schemas.HistoryChoice(one.id, one.name) for one in seen.everybody] if unknown else [],
        faults=faults[:MOST_SHOWN],
        bad=len(faults),
        ready=does and not matched.unknown and not unread and (form.leave_out or not faults),
    )


def _person(tx: Tx, one: Weighed) -> schemas.HistoryPerson:
    dates = sorted({local_date(tx, span.start * MINUTE) for _, span in one.new})
    worked = sum(span.end - span.start - sum(b - a for a, b in span.breaks) for _, span in one.new)
    counts_from = one.person.counts_from
    return schemas.HistoryPerson(
        person=one.person.id,
        name=one.person.name,
        said=one.said,
        by=one.by,
        days=len(dates),
        minutes=worked,
        new=len(one.new),
        same=one.same,
        overlapping=one.overlapping,
        first=dates[0] if dates else "",
        last=dates[-1] if dates else "",
        counts_from=counts_from,
        before=sum(1 for _, span in one.new if local_date(tx, span.start * MINUTE) < counts_from),
        openings=one.openings,
    )


def _fault(problem: Problem, sheet: Sheet, lang: str) -> StaffFault:
    kind, _, number = problem.place.partition(" ")
    fields = list(sheet.how.fields)
    title = sheet.titles[fields.index(problem.field)] if problem.field in fields else ""
    named = say(lang, f"history.field.{problem.field}") if problem.field and not title else title
    return StaffFault(int(number) if kind == "row" else None, named, report.why(problem, lang))


def _fingerprint(
    form: schemas.HistoryFile, people: Sequence[schemas.HistoryPerson], faults: Sequence[StaffFault]
) -> str:
    """Of the file, how it is read, and all that it does: the same only while none of them has changed."""
    parts = [msgspec.structs.replace(form, seen=""), people, faults]
    return hashlib.sha256(msgspec.json.encode(parts, order="deterministic")).hexdigest()
