"""The rows of the matrix, and `docs/offline.md` as they say it: `python -m tests.offline.table` writes it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leima.app import OPS

ROWS = Path(__file__).with_name("rows.json")
PAGE = Path(__file__).parents[2] / "docs" / "offline.md"
TYPES = tuple(sorted(one.type for one in OPS))
COLUMNS = ("operation", "made offline", "killed", "sent twice", "refused", "somebody was first")
KEPT = ("counts from when it was made", "once", "once", "kept, with why")
HOW = """add to tests/offline/rows.json one of
  "{type}": {{ "first": [["<type that another sends first>", {{<what its body says>}}]], "code": "…", "theirs": {{…}} }}
  "{type}": {{ "never": "<why it counts whatever came first>" }}
then run `.venv/bin/python -m tests.offline.table`"""


@dataclass(frozen=True)
class Row:
    """How an operation meets another word: `first` is said before it comes; `code` and `theirs` are its result.

    `never` says why it counts all the same. Without `theirs` it is refused, not a conflict. `about`: another type's
    example.
    """

    type: str
    first: list[tuple[str, Mapping[str, Any]]]
    code: str
    theirs: Mapping[str, Any]
    about: str | None
    never: str


def rows() -> dict[str, Row]:
    """The rows by type. Raises LookupError for a type of the product that has none, and for a row without a type."""
    given = json.loads(ROWS.read_text("utf-8"))
    for type in TYPES:
        if type not in given:
            raise LookupError(f"{type} has no row: {HOW.format(type=type)}")
    if gone := sorted(given.keys() - set(TYPES)):
        raise LookupError(f"no such operation, take its row out of tests/offline/rows.json: {', '.join(gone)}")
    return {type: _row(type, said) for type, said in given.items()}


def _row(type: str, said: Mapping[str, Any]) -> Row:
    more = (said.get("code", ""), said.get("theirs", {}), said.get("about"), said.get("never", ""))
    return Row(type, said.get("first", []), *more)


def table() -> str:
    """The matrix in Markdown."""
    lines = [" | ".join(COLUMNS), " | ".join("---" for _ in COLUMNS)]
    lines += [" | ".join((f"`{type}`", *KEPT, _met(row))) for type, row in sorted(rows().items())]
    return "".join(f"| {line} |\n" for line in lines)


def _met(row: Row) -> str:
    if row.never:
        return f"counts: {row.never[0].lower()}{row.never[1:].rstrip('.')}"
    return f"{'both are shown' if row.theirs else 'refused'}: `{row.code}`"


def written(page: str) -> str:
    """The page with the table as it is now."""
    before, _, rest = page.partition("| operation |")
    _, _, after = rest.partition("\n\n")
    return f"{before}{table()}\n{after}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), encoding="utf-8")
