"""Everything that is kept of one person, for that person: one JSON, a CSV for each table, and words about both."""

import io
import json
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from leima.db.site import instant, zone
from leima.db.tx import Row, Tx
from leima.db.views import person_name
from leima.features.balances.reasons import working_of
from leima.features.reports import plain, store
from leima.web.words import say
from leima.world.files.harmless import harmless

PEOPLE = frozenset({"author", "who", "decided_by", "asked_by", "closed_by", "undone_by"})
"""Columns that name a person: the export gives the name."""
LEFT_OUT = frozenset({"org", "op_id"})
JSON = frozenset(
    {"attention", "body", "flags", "more", "new", "old", "override_versions", "overrides", "params", "totals", "wish"}
)
"""Columns that hold JSON, beside the working of ledger lines; every other text is a person's words or a name."""
Rows = list[dict[str, Any]]


def archive(tx: Tx, person: str, lang: str) -> bytes:
    """A zip of all rows of the person and of what has been changed in them. Instants are UTC in the JSON, the site's
    clock in the CSV."""
    tables = {name: [_row(tx, name, row) for row in rows] for name, rows in store.own_rows(tx, person).items()}
    told = {"made_at": instant(tx.now), "person": person, "zone": zone(tx), "tables": tables}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("lue-minut.txt", plain.BOM + say(lang, "report.own.readme"))
        file.writestr("leima.json", msgspec.json.format(msgspec.json.encode(told), indent=1))
        for name, rows in tables.items():
            if rows:
                file.writestr(f"{name}.csv", _csv(rows, tables_zone=zone(tx), lang=lang))
    return out.getvalue()


def _row(tx: Tx, table: str, row: Row) -> dict[str, Any]:
    told = {name: _value(tx, name, value) for name, value in row._asdict().items() if name not in LEFT_OUT}
    if table == "ledger":
        told["why"] = working_of(row.source, row.why) or row.why
    if table == "day_postings":
        told["why"] = json.loads(row.why)
    return told


def _value(tx: Tx, name: str, value: Any) -> Any:
    """JSON text as what it says, instants in UTC, people by name; everything else as it is stored."""
    if value is None:
        return None
    if name in PEOPLE:
        return person_name(tx, value) or None
    if _is_instant(name, value):
        return instant(value)
    if name in JSON and value:
        return json.loads(value)
    return value


def _is_instant(name: str, value: Any) -> bool:
    return (name == "at" or name.endswith("_at")) and isinstance(value, int) and value > 10_000_000_000


def _csv(rows: Rows, tables_zone: str, lang: str) -> bytes:
    names = list(rows[0])
    shown = ([_text(name, row[name], tables_zone) for name in names] for row in rows)
    return (plain.BOM + plain.lines(_all(names, shown), lang)).encode()


def _all(names: list[str], rows: Iterable[list[str]]) -> Iterable[list[str]]:
    yield names
    yield from rows


def _text(name: str, value: Any, where: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str) and (name == "at" or name.endswith("_at")) and value.endswith("Z"):
        local = datetime.fromisoformat(value).astimezone(UTC).astimezone(ZoneInfo(where))
        return local.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, (dict, list)):
        return harmless(json.dumps(value, ensure_ascii=False))
    return harmless(value) if isinstance(value, str) else str(value)
