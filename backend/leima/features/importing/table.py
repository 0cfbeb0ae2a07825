"""People as a table, a row a person: XLSX or CSV, headers in three languages."""

from collections.abc import Iterator, Mapping, Sequence

from leima.features.agreements.parsing.fields import MOST_ROWS, Fields
from leima.features.agreements.parsing.shapes import Problem
from leima.features.agreements.parsing.values import Wrong, shown
from leima.features.importing import rows
from leima.features.importing.file import MOST_BYTES, collect
from leima.features.importing.shapes import Bundle, Unreadable
from leima.features.importing.wording import COLUMNS, HOURS_COLUMNS
from leima.world.files.cells import Cell, Date, Formula, Length, Row
from leima.world.files.refused import Refused
from leima.world.files.table import read_table

CONTRACT_COLUMNS = ("from", "until", "agreement", "variant", "form", "pay", "day", "week", "share", "hourly_wage")
TRAVEL_COLUMNS = ("payee", "special_sector")
SUMS_OF_TRAVEL = {"travel_pay": rows.PAY_OF_TRAVEL, "travel_prices": rows.PRICES_OF_TRAVEL}
"""The parts of a contract that hold sums, and what the sums are of: the column of one is `<part>_<name>`."""
PERIOD_COLUMNS = {"period_weeks": "weeks", "period_start": "start"}
PERSON_COLUMNS = (
    *("key", "name", "email", "lang", "roles", "team", "supervises", "counts_from", "external_id"),
    *("manager", "site"),
)
OPENING_COLUMNS = {"flex": "flex", "kiky": "kiky", "holiday": "annual_holiday"}
NEEDED = ("name", "email", "from", "agreement", "form", "pay")
FIELDS = tuple(dict.fromkeys(COLUMNS.values()))
"""Every field that a column may fill."""
UNTITLED, LEFT_OUT = "", "-"


def read_people(content: bytes) -> Bundle:
    """The people of a table, and a problem for each fault. Raises Unreadable when the header cannot be used."""
    table = _table(content)
    return people_of(table[1:], _columns(table[0]), {})


def people_of(table: Sequence[Row], columns: Sequence[str], usual: Mapping[str, str]) -> Bundle:
    """The people of a table whose columns are known; `usual` fills a field that a row leaves out."""
    bundle = Bundle()
    known = [at for at, name in enumerate(columns) if name in ("external_id", "email", "name")]
    bundle.named = {_loose(row.cells[at]).casefold() for row in table for at in known if at < len(row.cells)}
    bundle.people = collect(bundle, "people", _people(table, columns, usual, bundle.problems), rows.person)
    return bundle


def cells_of(name: str, content: bytes) -> list[Row]:
    """The rows of a table for the process in which files from outside are read. Raises Refused."""
    return read_table(content, MOST_ROWS, mark_merged=True)


def titles_of(header: Row) -> list[str]:
    """The titles of a table as its writer wrote them; empty where a column has none."""
    return [" ".join(cell.split()) if isinstance(cell, str) else UNTITLED for cell in header.cells]


def _table(content: bytes) -> list[Row]:
    if len(content) > MOST_BYTES:
        raise Unreadable(Problem("file", "", "file_too_large", {"most": str(MOST_BYTES // 1024 // 1024)}))
    try:
        return read_table(content, MOST_ROWS)
    except Refused as error:
        params = {name: str(value) for name, value in error.params.items()}
        raise Unreadable(Problem("file", "", error.code, params)) from error


def _columns(header: Row) -> list[str]:
    """The field that each column fills. Raises Unreadable for unknown, repeated or missing ones."""
    place, found = place_of(header), list[str]()
    titles = [" ".join(cell.lower().split()) if isinstance(cell, str) else UNTITLED for cell in header.cells]
    hours = next((title for title in titles if title.partition(" (")[0] in HOURS_COLUMNS), None)
    if hours is not None:
        raise Unreadable(Problem(place, shown(hours), "hours_file", {"needed": ", ".join(NEEDED)}))
    for title in titles:
        name = COLUMNS.get(title, UNTITLED)
        if title and not name:
            known = ", ".join(dict.fromkeys(COLUMNS.values()))
            raise Unreadable(Problem(place, shown(title), "unknown_field", {"known": known}))
        if name and name in found:
            raise Unreadable(Problem(place, shown(title), "column_twice"))
        found.append(name)
    missing = [name for name in NEEDED if name not in found]
    if missing:
        raise Unreadable(Problem(place, "", "no_header", {"needed": ", ".join(missing)}))
    return found


def place_of(row: Row) -> str:
    """How a report names a row."""
    return f"row {row.number}"


def _people(
    table: Sequence[Row], columns: Sequence[str], usual: Mapping[str, str], problems: list[Problem]
) -> Iterator[Fields]:
    for row in table:
        place = place_of(row)
        named = [(name, cell) for name, cell in zip(columns, row.cells, strict=False) if name != LEFT_OUT]
        given = {name: _loose(cell) for name, cell in named if name and not isinstance(cell, Formula)}
        cells = {**usual, **{name: cell for name, cell in given.items() if cell}}
        fields = Fields(_as_person(cells), place, problems, rows.PERSON)
        for name, cell in named:
            if isinstance(cell, Formula):
                fields.wrong(name, Wrong("merged" if cell.merged else "formula"))
        _refuse_untitled(fields, row, columns)
        yield fields


def _refuse_untitled(fields: Fields, row: Row, columns: Sequence[str]) -> None:
    """A value that no title tells the meaning of is not dropped without a word."""
    for at, cell in enumerate(row.cells):
        if cell is not None and (at >= len(columns) or columns[at] == UNTITLED):
            fields.wrong("", Wrong("untitled_cell", column=str(at + 1), value=shown(_loose(cell))))
            return


def _loose(cell: Cell) -> str:
    """A cell as a text file would have it."""
    if isinstance(cell, Date):
        return cell.iso
    if isinstance(cell, Length):
        return f"{cell.minutes} min"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None or isinstance(cell, Formula) else str(cell)


def _as_person(cells: Mapping[str, str]) -> dict[str, object]:
    """The same shape as a person of the organisation file."""
    contract: dict[str, object] = {
        name: cells[name] for name in (*CONTRACT_COLUMNS, *TRAVEL_COLUMNS) if name in cells
    } | _sums_of_travel(cells)
    period = {part: cells[name] for name, part in PERIOD_COLUMNS.items() if name in cells}
    person: dict[str, object] = {name: cells[name] for name in PERSON_COLUMNS if name in cells}
    person["contracts"] = [{**contract, "period": period} if period else contract]
    person["openings"] = [
        {"account": account, "amount": cells[column]} for column, account in OPENING_COLUMNS.items() if column in cells
    ]
    return person


def _sums_of_travel(cells: Mapping[str, str]) -> dict[str, object]:
    """What the employer pays and a contractor invoices for travel, part by part, as far as it is written."""
    parts = {
        part: {name: cells[f"{part}_{name}"] for name in names if f"{part}_{name}" in cells}
        for part, names in SUMS_OF_TRAVEL.items()
    }
    return {part: sums for part, sums in parts.items() if sums}
