"""Deductions from a spreadsheet: every faulty row named with its field and what to do, nothing written before that."""

import hashlib
import json
from collections import defaultdict
from typing import NamedTuple

import msgspec

from leima.access.rows import visible
from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.kiky import deduct as deductions
from leima.features.kiky import sheet_rows as rows
from leima.features.kiky.deduct import NotDone
from leima.features.kiky.schemas import Bulk, BulkDone, Deducted, Deduction, Fault
from leima.features.kiky.sheet import SheetRefused
from leima.features.kiky.sheet_rows import BadCell, Heading
from leima.features.ledger import acts
from leima.rules.zone import is_date
from leima.web.errors import Conflict, Forbidden, Invalid, Problem
from leima.web.words import say
from leima.world.files.cells import Cell, Row

KIND = "kiky_sheet"


class _Person(NamedTuple):
    id: str
    name: str
    email: str
    external_id: str | None


class _Reader:
    """One sheet against the people whom the actor may see."""

    def __init__(self, tx: Tx, actor: Actor, form: Bulk, heading: Heading) -> None:
        self.tx, self.actor, self.form, self.heading = tx, actor, form, heading
        where, params = visible(tx, "id")
        self.known: dict[str, set[str]] = defaultdict(set)
        for row in tx.rows(_Person, f"SELECT id, name, email, external_id FROM person WHERE {where}", **params):
            for name in (row.id, row.name, row.email, row.external_id):
                if name:
                    self.known[name.lower()].add(row.id)
        self.seen: dict[str, int] = {}

    def deduction(self, number: int, cells: list[Cell]) -> Deduction:
        """A row as a deduction; what it leaves out is the form's. Raises BadCell."""
        form, cell = self.form, self.heading.cell
        person = self._person(number, rows.a_name(cell(cells, "person")))
        minutes = rows.a_length(cell(cells, "minutes")) or form.minutes
        if minutes is None:
            raise BadCell("minutes", "missing")
        body = {
            "id": f"{form.id}:{number}",
            "person": person,
            "year": form.year,
            "minutes": minutes,
            "sources": rows.some_sources(cell(cells, "sources")) or form.sources,
            "date": rows.a_date(cell(cells, "date")) or form.date,
            "reason": rows.a_reason(cell(cells, "reason")) or form.reason,
        }
        return msgspec.convert(body, Deduction)

    def _person(self, number: int, name: str) -> str:
        found = self.known.get(name.lower(), set())
        if len(found) != 1:
            raise BadCell("person", "several_people" if found else "unknown_person", name=name)
        (person,) = found
        if person in self.seen:
            raise BadCell("person", "twice", name=name, first=self.seen[person])
        self.seen[person] = number
        return person

    def fault(self, number: int, cells: list[Cell], error: BadCell | Problem) -> Fault:
        """What is wrong with a row, in the caller's words."""
        named = next((cell for cell in cells if isinstance(cell, str)), "")
        if isinstance(error, BadCell):
            message = say(self.actor.lang, f"kiky.sheet.{error.code}", error.params)
            return Fault(number, error.field, error.code, message, named)
        field = error.field if isinstance(error, NotDone) else _field_of(error)
        return Fault(number, field, error.code, say(self.actor.lang, f"error.{error.code}", error.params), named)


def _field_of(error: Problem) -> str:
    if error.code == "month_closed":
        return "date"
    return error.fields[0]["field"] if error.fields else "person"


def refuse_without_team(tx: Tx, actor: Actor) -> None:
    """Before a file is read at all. Raises Forbidden for whoever has nobody to deduct from."""
    if not actor.may_see_team:
        raise Forbidden()


def bulk(tx: Tx, actor: Actor, form: Bulk, sheet: list[Row]) -> BulkDone:
    """Says what a sheet does; without `dry_run` does it as one act, undone as one.

    A sheet with faulty rows is only carried out when they are to be left out. A repeat writes nothing twice.
    """
    refuse_without_team(tx, actor)
    heading, sheet = rows.under_heading(sheet)
    reader = _Reader(tx, actor, form, heading)
    digest = hashlib.sha256(msgspec.json.encode(form)).hexdigest()
    before = acts.act(tx, form.id)
    if before is not None and json.loads(before.more).get("digest") != digest:
        raise Conflict("act_reused")
    if not form.dry_run and before is None:
        _refuse_faulty(form, _try(tx, reader, sheet, False)[1])
        reader.seen.clear()
        more = {"digest": digest, "name": form.name, "year": form.year}
        acts.do(tx, acts.NewAct(form.id, KIND, None, _real(form.date), form.reason, (), more))
    done, faults = _try(tx, reader, sheet, not form.dry_run)
    return BulkDone(form.id, form.dry_run, len(sheet), done, faults, sum(one.minutes for one in done))


def _try(tx: Tx, reader: _Reader, sheet: list[Row], write: bool) -> tuple[list[Deducted], list[Fault]]:
    """Every row in order: what it does, or what is wrong with it."""
    done, faults = [], []
    for row in sheet:
        try:
            form = reader.deduction(row.number, row.cells)
            if write:
                done.append(deductions.make(tx, reader.actor, form, bulk=reader.form.id))
            else:
                done.append(deductions.preview(tx, reader.actor, form))
        except (BadCell, Problem) as error:
            faults.append(reader.fault(row.number, row.cells, error))
    return done, faults


def _refuse_faulty(form: Bulk, faults: list[Fault]) -> None:
    if faults and not form.leave_out_faulty:
        fields = [{"field": f"{fault.row}:{fault.field}", "message": fault.message} for fault in faults]
        raise SheetRefused("kiky_sheet_faulty", count=len(faults), fields=fields)


def _real(date: str) -> str:
    if not is_date(date):
        raise Invalid("bad_date", fields=[{"field": "date", "message": date}])
    return date
