"""Everything that is kept of one person, for that person: one JSON, a CSV for each table, and words about both.

Its rows come by one stream of the store. They are made into text some at a time on a reader, and written to a nameless
file: ten years take no more memory than one.
"""

import asyncio
import json
import shutil
import zipfile
from collections.abc import AsyncGenerator, Sequence
from datetime import UTC, datetime
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from leima.db.actor import Actor
from leima.db.database import Database
from leima.db.site import instant, zone
from leima.db.tables.attachments import Blob
from leima.db.tx import Query, Tx
from leima.db.views import person_name
from leima.features.ledger.reasons import working_of
from leima.features.reports import plain
from leima.features.reports.own_data.store import Part, columns_of, own_parts
from leima.web.guard import as_actor
from leima.web.tokens import Claims
from leima.web.words import say
from leima.world.blobs import Blobs
from leima.world.files.harmless import harmless

PEOPLE = frozenset({"author", "who", "decided_by", "asked_by", "closed_by", "undone_by", "told"})
"""Columns that name a person: the export gives the name."""
LEFT_OUT = frozenset({"org", "op_id"})
JSON = frozenset(
    {"attention", "body", "flags", "more", "new", "old", "override_versions", "overrides", "params", "totals", "wish"}
)
"""Columns that hold JSON, beside the working of ledger lines; every other text is a person's words or a name."""
_IN_MEMORY = 4 * 1024 * 1024
_SENT = 65536


class _Told(NamedTuple):
    """The next rows of a part as each file has them."""

    json: bytes
    csv: str


class _OwnData:
    """What is asked of the store, and its rows as text."""

    parts: Sequence[Part]
    lang: str
    zone: str
    opening: dict[str, str]

    def ask(self, tx: Tx, actor: Actor) -> Sequence[Query[Any]]:
        """The queries, one for each part."""
        self.parts = own_parts(tx, actor.person)
        self.lang, self.zone = actor.lang, zone(tx)
        self.opening = {"made_at": instant(tx.now), "person": actor.person, "zone": self.zone}
        return [part.query for part in self.parts]

    def tell(self, tx: Tx, actor: Actor, name: str, rows: Sequence[Any]) -> _Told:
        """The rows of a part."""
        told = [_row(tx, name, columns_of(row)) for row in rows]
        shown = [[_text(column, row[column], self.zone) for column in row] for row in told]
        return _Told(b",\n".join(map(msgspec.json.encode, told)), plain.lines(shown, self.lang))

    def titles(self, name: str, row: Any) -> str:
        """The first line of a part's CSV."""
        return plain.BOM + plain.lines([[column for column in columns_of(row) if column not in LEFT_OUT]], self.lang)


class _Files:
    """The zip while it is made: the CSV that is written now, and the JSON, which waits for the last part."""

    def __init__(self, file: IO[bytes], waiting: IO[bytes], own: _OwnData) -> None:
        self._own = own
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._json = waiting
        self._csv: IO[bytes] | None = None
        self._names = list(dict.fromkeys(part.name for part in own.parts))
        self._at = -1
        self._zip.writestr("lue-minut.txt", plain.BOM + say(own.lang, "report.own.readme"))
        self._json.write(msgspec.json.encode(own.opening)[:-1] + b',"tables":{')

    def add(self, name: str, first: Any, told: _Told) -> None:
        """The next rows of a part; `first` is one of them. Parts come in their order."""
        begun = self._names[self._at] == name if self._at >= 0 else False
        if begun:
            self._json.write(b",\n")
        else:
            self._turn_to(self._names.index(name))
            self._csv = self._zip.open(f"{name}.csv", "w")
            self._csv.write(self._own.titles(name, first).encode())
        self._json.write(told.json)
        assert self._csv is not None
        self._csv.write(told.csv.encode())

    def _turn_to(self, at: int) -> None:
        """Ends the part that was written; those between have no rows."""
        if self._csv is not None:
            self._csv.close()
        while self._at < at:
            self._json.write(b"],\n" if self._at >= 0 else b"")
            self._at += 1
            self._json.write(msgspec.json.encode(self._names[self._at]) + b":[")

    def attach(self, file: Blob, blobs: Blobs) -> None:
        """A receipt, a certificate or another file as it is kept. One that is being cleaned away may be gone."""
        content = blobs.get(file.org, file.kept)
        if content is not None:
            ending = "pdf" if file.media == "application/pdf" else "jpg"
            self._zip.writestr(f"attachments/{file.sha256}.{ending}", content, zipfile.ZIP_STORED)

    def end_tables(self) -> None:
        """The last lines of the tables, and the JSON among the files."""
        self._turn_to(len(self._names) - 1)
        self._json.write(b"]}}")
        self._json.seek(0)
        with self._zip.open("leima.json", "w") as member:
            shutil.copyfileobj(self._json, member)

    def end(self) -> None:
        self._zip.close()


async def archive(db: Database, claims: Claims, blobs: Blobs) -> AsyncGenerator[bytes, None]:
    """A zip of all rows of the person, of what has been changed in them, and of the files that they attached.

    Instants are UTC in the JSON, the site's clock in the CSV. All of it is made before the first byte is given. Raises
    Unavailable.
    """
    own, attached = _OwnData(), list[Blob]()
    with SpooledTemporaryFile(_IN_MEMORY) as file, SpooledTemporaryFile(_IN_MEMORY) as waiting:
        async with db.stream(as_actor(claims, own.ask)) as found:
            files = _Files(file, waiting, own)
            async for rows in found:
                name = own.parts[found.at].name
                attached += rows if name == "attachments" else ()
                told = await db.read(as_actor(claims, partial(own.tell, name=name, rows=rows)))
                await asyncio.to_thread(files.add, name, rows[0], told)
        await asyncio.to_thread(files.end_tables)
        for file_of in attached:
            await asyncio.to_thread(files.attach, file_of, blobs)
        await asyncio.to_thread(files.end)
        file.seek(0)
        while some := file.read(_SENT):
            yield some


def _row(tx: Tx, table: str, row: dict[str, Any]) -> dict[str, Any]:
    told = {name: _value(tx, name, value) for name, value in row.items() if name not in LEFT_OUT}
    if table == "ledger":
        told["why"] = working_of(row["source"], row["why"]) or row["why"]
    if table == "day_postings":
        told["why"] = json.loads(row["why"])
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


def _text(name: str, value: Any, where: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str) and (name == "at" or name.endswith("_at")) and value.endswith("Z"):
        local = datetime.fromisoformat(value).astimezone(UTC).astimezone(ZoneInfo(where))
        return local.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, (dict, list)):
        return harmless(json.dumps(value, ensure_ascii=False))
    return harmless(value) if isinstance(value, str) else str(value)
