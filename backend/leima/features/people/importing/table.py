"""People as CSV: a line a person, comma or semicolon, UTF-8 or Windows-1252, headers in three languages."""

import csv
import io
from collections.abc import Iterator, Mapping

from leima.features.people.importing import rows
from leima.features.people.importing.fields import MOST_ROWS, Fields
from leima.features.people.importing.file import MOST_BYTES, collect
from leima.features.people.importing.shapes import Bundle, Problem, Unreadable
from leima.features.people.importing.values import shown
from leima.features.people.importing.wording import COLUMNS

CONTRACT_COLUMNS = ("from", "until", "agreement", "variant", "form", "pay", "day", "week", "share")
PERIOD_COLUMNS = {"period_weeks": "weeks", "period_start": "start"}
PERSON_COLUMNS = ("key", "name", "email", "lang", "roles", "team", "supervises", "counts_from", "external_id")
OPENING_COLUMNS = {"flex": "flex", "kiky": "kiky", "holiday": "annual_holiday"}
NEEDED = ("name", "email", "from", "agreement", "form", "pay")


def text_of(content: bytes) -> str:
    """The file's text: UTF-8 with or without a byte order mark, else Windows-1252 as old spreadsheets write it."""
    if len(content) > MOST_BYTES:
        raise Unreadable(Problem("file", "", "file_too_large", {"most": str(MOST_BYTES // 1024 // 1024)}))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Unreadable(Problem("file", "", "not_utf8", {"byte": str(error.start)})) from None


def read_people(content: bytes) -> Bundle:
    """The people of a CSV file, and a problem for each fault. Raises Unreadable when the header cannot be used."""
    text = text_of(content)
    bundle = Bundle()
    lines = _lines(text)
    first = next(lines, None)
    if first is None:
        raise Unreadable(Problem("line 1", "", "no_header", {"needed": ", ".join(NEEDED)}))
    columns = _columns(first[1])
    bundle.people = collect(bundle, "people", _people(lines, columns, bundle.problems), rows.person)
    return bundle


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of the line on which it begins; empty lines are passed over."""
    head = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, [cell.strip() for cell in cells]
            begins = reader.line_num + 1
            if begins > MOST_ROWS:
                raise Unreadable(Problem(f"line {begins}", "", "too_many_lines", {"most": str(MOST_ROWS)}))
    except csv.Error as error:
        raise Unreadable(Problem(f"line {begins}", "", "not_csv", {"why": shown(error)})) from None


def _columns(header: list[str]) -> list[str]:
    """The field that each column fills. Raises Unreadable for unknown, repeated or missing ones."""
    found: list[str] = []
    for words in header:
        name = COLUMNS.get(" ".join(words.lower().split()))
        if name is None:
            known = ", ".join(dict.fromkeys(COLUMNS.values()))
            raise Unreadable(Problem("line 1", shown(words), "unknown_field", {"known": known}))
        if name in found:
            raise Unreadable(Problem("line 1", shown(words), "column_twice"))
        found.append(name)
    missing = [name for name in NEEDED if name not in found]
    if missing:
        raise Unreadable(Problem("line 1", "", "no_header", {"needed": ", ".join(missing)}))
    return found


def _people(lines: Iterator[tuple[int, list[str]]], columns: list[str], problems: list[Problem]) -> Iterator[Fields]:
    for number, cells in lines:
        place = f"line {number}"
        spare = any(cells[len(columns) :])
        given = {name: cell for name, cell in zip(columns, cells, strict=False) if cell}
        fields = Fields(_as_person(given), place, problems, rows.PERSON)
        if spare:
            problems.append(Problem(place, "", "too_many_cells", {"columns": str(len(columns))}))
        yield fields


def _as_person(cells: Mapping[str, str]) -> dict[str, object]:
    """The same shape as a person of the organisation file."""
    contract = {name: cells[name] for name in CONTRACT_COLUMNS if name in cells}
    period = {part: cells[name] for name, part in PERIOD_COLUMNS.items() if name in cells}
    person: dict[str, object] = {name: cells[name] for name in PERSON_COLUMNS if name in cells}
    person["contracts"] = [{**contract, "period": period} if period else contract]
    person["openings"] = [
        {"account": account, "amount": cells[column]} for column, account in OPENING_COLUMNS.items() if column in cells
    ]
    return person
