"""People from the organisation's own register: the same file month by month, first seen, then taken in whole."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from leima.access.api_keys import is_by_key
from leima.db.actor import ORG_WIDE, Actor
from leima.db.site import today
from leima.db.tables.people import StaffColumns
from leima.db.tx import Tx
from leima.features.agreements.parsing.shapes import Problem
from leima.features.importing import report, schemas
from leima.features.importing.crosscheck import drop
from leima.features.importing.crosscheck_people import names_several
from leima.features.importing.service import Staff, take_in
from leima.features.importing.shapes import Bundle, TeamRow
from leima.features.importing.table import FIELDS, LEFT_OUT, people_of, titles_of
from leima.features.importing.wording import COLUMNS
from leima.features.people import store
from leima.features.people.choices import remember_columns
from leima.features.people.planned import waiting
from leima.web.errors import Conflict, Forbidden, Invalid
from leima.web.words import say
from leima.world.files.cells import Row

NEEDED = ("name", "email", "from")
LIFTED = {"day_minutes": "day", "week_minutes": "week", "hourly_cents": "hourly_wage"}
_PARTS = {"account": "flex", "amount": "flex", "weeks": "period_weeks", "start": "period_start"}


@dataclass(frozen=True)
class Sheet:
    """A file of people: its titles, the field that each column fills, and its rows."""

    titles: Sequence[str]
    fields: Sequence[str]
    rows: Sequence[Row]


def refuse_others(_: Tx, actor: Actor) -> None:
    """Raises Forbidden for everybody but admins."""
    if not actor.may_import:
        raise Forbidden()


def take(tx: Tx, actor: Actor, form: schemas.StaffFile, table: Sequence[Row]) -> schemas.StaffTaken:
    """What the file would do; with `seen` it is done, if that is still what was seen. Raises Conflict, Invalid."""
    refuse_others(tx, actor)
    if form.from_ < today(tx):
        raise Invalid("staff_past")
    sheet = _sheet(tx, form, table)
    found = _report(tx, form, sheet, write=False)
    if is_by_key(tx):
        found.problems = [*found.problems, *_beyond_keys(tx, found)]
    told = _told(form, sheet, found, actor.lang)
    if not form.seen or told.faults:
        return told
    if form.seen != told.seen:
        raise Conflict("staff_changed")
    done = _report(tx, form, sheet, write=True)
    if not done.written or _told(form, sheet, done, actor.lang).seen != told.seen:
        raise Conflict("staff_changed")
    _keep_trace(tx, form, sheet, done)
    return msgspec.structs.replace(told, written=True)


def _keep_trace(tx: Tx, form: schemas.StaffFile, sheet: Sheet, done: report.Report) -> None:
    """Remembers the columns for the next file, and that this one was taken in."""
    named = {title.casefold(): field for title, field in zip(sheet.titles, sheet.fields, strict=True) if title}
    remember_columns(tx, named)
    counts = {kind: sum(1 for one in done.people if one.kind == kind) for kind in ("joined", "left", "changed")}
    tx.audit("people.file", "organisation", tx.org, None, {"from": form.from_, **counts})


def _beyond_keys(tx: Tx, found: report.Report) -> list[Problem]:
    """What of the file a key must not do: an address or a role is a way to become who pays and administers."""
    problems, decide = [], _of_deciders(tx)
    for one in found.people:
        for note in one.notes:
            told = {*note.before.split(", "), *note.after.split(", ")}
            if note.field == "roles" and told & ORG_WIDE:
                problems.append(Problem(one.place, "roles", "role_by_key"))
            if note.field == "email" and note.before in decide:
                problems.append(Problem(one.place, "email", "email_by_key"))
    return problems


def _of_deciders(tx: Tx) -> set[str]:
    """The addresses of everybody who pays or administers, now or from a date to come: those of today and to come."""
    coming = waiting(tx)
    found = {row.person for row in store.every_role(tx) if row.role in ORG_WIDE}
    found |= {row.person for row in coming if row.what == "roles" and not ORG_WIDE.isdisjoint(json.loads(row.value))}
    rows = [row for id in sorted(found) if (row := store.person(tx, id)) is not None]
    return {row.email for row in rows} | {
        json.loads(row.value) for row in coming if row.what == "email" and row.person in found
    }


def take_by_command(
    tx: Tx, form: schemas.StaffFile, table: Sequence[Row], *, write: bool, lang: str = "en"
) -> report.Report:
    """The same for the command line, which sees and does in one unit of work. Raises Invalid."""
    if form.from_ < today(tx):
        raise Invalid("staff_past")
    sheet = _sheet(tx, form, table)
    done = _report(tx, form, sheet, write=write)
    if done.written and done.people:
        _keep_trace(tx, form, sheet, done)
    done.problems = [replace(one, field=_column(one.field, sheet, lang) or one.field) for one in done.problems]
    return done


def _sheet(tx: Tx, form: schemas.StaffFile, table: Sequence[Row]) -> Sheet:
    """The columns as they were chosen, else as they were the last time, else by their titles."""
    titles = titles_of(table[0])
    stored = tx.get(StaffColumns)
    last: Mapping[str, str] = json.loads(stored.body) if stored else {}
    chosen = {title.casefold(): field for title, field in form.columns.items()}
    fields = [_field(title.casefold(), chosen, last) for title in titles]
    return Sheet(titles, fields, table[1:])


def _field(title: str, *chosen: Mapping[str, str]) -> str:
    if not title:
        return ""
    field = next((one[title] for one in chosen if title in one), COLUMNS.get(title, ""))
    return field if field in FIELDS else LEFT_OUT


def _report(tx: Tx, form: schemas.StaffFile, sheet: Sheet, *, write: bool) -> report.Report:
    """Reads the rows and takes them in, or only looks. A header that cannot be used is the one fault."""
    if problems := _header(sheet, form.usual):
        return report.Report(tx.org, False, problems=problems)
    given = msgspec.to_builtins(form.usual)
    usual = {name: value for name, value in given.items() if value and name not in sheet.fields}
    bundle = people_of(sheet.rows, sheet.fields, usual)
    if "external_id" in sheet.fields:
        _refuse_unnumbered(bundle)
    if form.make_teams:
        _make_teams(tx, bundle)
    staff = Staff(form.from_, frozenset(usual), form.everybody, form.many_leave)
    return take_in(tx, bundle, org=tx.org, write=write, staff=staff)


def _header(sheet: Sheet, usual: schemas.Usual) -> list[Problem]:
    place = "row 1"
    twice = [field for n, field in enumerate(sheet.fields) if field in sheet.fields[:n] and field not in ("", LEFT_OUT)]
    told = [name for name in ("agreement", "form", "pay") if getattr(usual, name)]
    missing = [name for name in (*NEEDED, "agreement", "form", "pay") if name not in (*sheet.fields, *told)]
    problems = [Problem(place, field, "column_twice") for field in twice]
    return problems + [Problem(place, field, "no_column") for field in missing]


def _refuse_unnumbered(bundle: Bundle) -> None:
    """A file that has numbers has one for everybody: they tell who is who when an address changes."""
    for row in [row for row in bundle.people if row.external_id is None]:
        drop(bundle, "people", [Problem(row.place, "external_id", "missing")])
        bundle.people.remove(row)


def _make_teams(tx: Tx, bundle: Bundle) -> None:
    there = {name.casefold() for name in tx.values(str, "SELECT name FROM team WHERE org=:org", org=tx.org)}
    for row in bundle.people:
        if row.team and row.team.casefold() not in there and not names_several(row.team):
            there.add(row.team.casefold())
            bundle.teams.append(TeamRow(row.place, row.team, row.team))


def _told(form: schemas.StaffFile, sheet: Sheet, found: report.Report, lang: str) -> schemas.StaffTaken:
    people = [
        schemas.StaffPerson(one.name, _row(one.place), one.kind, [schemas.StaffNote(*note) for note in one.notes])
        for one in found.people
    ]
    return schemas.StaffTaken(
        written=False,
        seen=_fingerprint(form, people),
        rows=len(sheet.rows),
        same=found.counts["people"].same,
        columns=[
            schemas.StaffColumn(title, "" if field == LEFT_OUT else field)
            for title, field in zip(sheet.titles, sheet.fields, strict=True)
            if title
        ],
        fields=list(FIELDS),
        teams=list(found.teams),
        people=people,
        faults=sorted((_fault(one, sheet, lang) for one in found.problems), key=lambda one: one.row or 0),
    )


def _row(place: str) -> int | None:
    kind, _, number = place.partition(" ")
    return int(number) if kind == "row" else None


def _fingerprint(form: schemas.StaffFile, people: Sequence[schemas.StaffPerson]) -> str:
    """Of the file, how it is read, and all that it does: the same only while none of them has changed."""
    parts = msgspec.json.encode([msgspec.structs.replace(form, seen=""), people], order="deterministic")
    return hashlib.sha256(parts).hexdigest()


def _fault(problem: Problem, sheet: Sheet, lang: str) -> schemas.StaffFault:
    return schemas.StaffFault(_row(problem.place), _column(problem.field, sheet, lang), report.why(problem, lang))


def _column(field: str, sheet: Sheet, lang: str) -> str:
    """The title of the column that a field comes from; our own name of it where the file has none."""
    last = field.rpartition(".")[2].partition("[")[0] if field not in sheet.fields else field
    name = LIFTED.get(last, _PARTS.get(last, last))
    if name in sheet.fields:
        return sheet.titles[sheet.fields.index(name)]
    return say(lang, f"staff.field.{name}") if name in FIELDS else ""
