"""A year's rates by file: first what it would do, by names, then taken in as one deed."""

import math
from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.rates import store
from leima.features.rates.compare import Years, year_ends
from leima.features.rates.ready import name_of, unit_of
from leima.features.rates.schemas import Change, Difference, FileTaken, RateFault, RatesFile
from leima.features.rates.service import new_row, refuse_others, refuse_wrong_dates
from leima.features.rates.sheet import BadCell, Line, line_of, under_heading
from leima.web.errors import Conflict, Invalid, Problem
from leima.web.words import say
from leima.world.files.cells import Row

LARGE = 1.5
"""So many times more or less than the year before is worth a second look: cents for euros, or a wrong row."""


class FileFaulty(Problem):
    """Nothing of a file with a faulty row is taken."""

    status, code = 422, "rates_faulty"


def take(tx: Tx, actor: Actor, form: RatesFile, sheet: list[Row]) -> FileTaken:
    """Says what a file does; without `dry_run` takes it in. A repeat of the same deed writes nothing.

    Raises FileFaulty when a row cannot be taken, Conflict when the deed brought another file.
    """
    refuse_others(tx, actor)
    places, rows = under_heading(sheet)
    lines, faults = _lines(actor, form, rows, places)
    answer = FileTaken(form.id, form.dry_run, form.year, len(rows), _differences(tx, actor, form, lines), faults)
    if form.dry_run:
        return answer
    if faults or not lines:
        fields = [{"field": f"{fault.row}:{fault.field}", "message": fault.message} for fault in faults]
        raise FileFaulty(count=len(faults), fields=fields)
    store.one_at_a_time(tx)
    known = store.of_deed(tx, form.id)
    if known and {(row.key, store.number(row.value)) for row in known} != {(line.key, line.cents) for line in lines}:
        raise Conflict("act_reused")
    for line in () if known else lines:
        dates = _dates(form, line)
        value, source = line.cents, line.source or form.source
        store.add(tx, new_row(tx, actor, _id_of(tx, form, line), form.id, line.key, value, dates, source, form.name))
    return answer


def _id_of(tx: Tx, form: RatesFile, line: Line) -> str:
    return str(uuid5(NAMESPACE_URL, f"leima:rate:{tx.org}:{form.id}:{line.key}"))


def _dates(form: RatesFile, line: Line) -> tuple[str, str]:
    first, last = year_ends(form.year)
    return line.from_ or first, line.until or last


def _lines(
    actor: Actor, form: RatesFile, rows: list[Row], places: Mapping[str, int]
) -> tuple[list[Line], list[RateFault]]:
    """Every row in order: a line, or what is wrong with it."""
    lines: dict[str, Line] = {}
    faults: list[RateFault] = []
    for row in rows:
        try:
            line = line_of(places, row.cells)
            _refuse(form, line, lines)
            lines[line.key] = line
        except BadCell as bad:
            message = say(actor.lang, f"rates.sheet.{bad.code}", bad.params)
            faults.append(RateFault(row.number, bad.field, bad.code, message))
    return list(lines.values()), faults


def _refuse(form: RatesFile, line: Line, lines: dict[str, Line]) -> None:
    """Raises BadCell for a key that stands above already, and for dates outside the year."""
    if line.key in lines:
        raise BadCell("key", "twice")
    first, last = _dates(form, line)
    if first[:4] != str(form.year):
        raise BadCell("from", "year", year=form.year)
    try:
        refuse_wrong_dates(first, last)
    except Invalid:
        raise BadCell("until", "year", year=form.year) from None


def _differences(tx: Tx, actor: Actor, form: RatesFile, lines: list[Line]) -> list[Difference]:
    """Each line against the last day of the year before, then what the year would still lack, by name."""
    years = Years(tx)
    first, last = year_ends(form.year)[0], year_ends(form.year - 1)[1]
    found = []
    for line in lines:
        before = years.known(line.key, last)
        change: Change = "new" if before is None else "same" if before == line.cents else "changed"
        large = bool(before) and abs(math.log(max(line.cents, 0.01) / (before or 1))) > math.log(LARGE)
        found.append(_difference(actor, line.key, change, before, line.cents, large))
    given = {line.key for line in lines}
    for key in years.every_key():
        before = years.known(key, last)
        if before is not None and key not in given and years.known(key, first) is None:
            found.append(_difference(actor, key, "missing", before, None, False))
    return found


def _difference(
    actor: Actor, key: str, change: Change, before: float | None, after: float | None, large: bool
) -> Difference:
    return Difference(key, name_of(key, actor.lang), unit_of(key), change, before, after, large)
