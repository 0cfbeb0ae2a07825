"""The preview of a removal, and the removal itself: a person at a time, so that it waits for nobody for long."""

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from leima.db.database import Database
from leima.db.site import today
from leima.db.sync_sql import lock_people
from leima.db.tables.attachments import Blob
from leima.db.tables.retention import RetentionRun
from leima.db.tx import Tx
from leima.features.attachments.cleaning import drop_content
from leima.features.retention import store
from leima.features.retention.cuts import Cut, cuts
from leima.features.retention.holds import is_held
from leima.features.retention.kinds import RECORDS
from leima.world.blobs import Blobs, Content


@dataclass(frozen=True)
class Going:
    """How many records of a kind go now, and how many a hold keeps."""

    cut: Cut
    records: int
    held: int


@dataclass(frozen=True)
class Plan:
    """What a removal would take away today."""

    date: str
    on_hold: bool
    """Whether the whole organisation is on hold: nothing goes."""
    kinds: tuple[Going, ...]

    @property
    def seen(self) -> str:
        """What an admin confirms: a digest of all that the plan says."""
        told = [self.date, self.on_hold, *((one.cut.kind.key, one.cut.before, one.records) for one in self.kinds)]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def plan(tx: Tx) -> Plan:
    """What would go today, kind by kind."""
    on_hold = is_held(tx)
    found = []
    for cut in cuts(tx).values():
        going, held = _going(tx, cut)
        found.append(Going(cut, 0 if on_hold else going, going + held if on_hold else held))
    return Plan(today(tx), on_hold, tuple(found))


def _going(tx: Tx, cut: Cut) -> tuple[int, int]:
    """How many records of a kind go, and how many the holds of people keep."""
    counts = []
    for held in (False, True):
        count = sum(store.how_many(tx, one, cut, held=held) for one in RECORDS if one.kind == cut.kind.key)
        if store.has_events(cut.kind.key):
            count += store.how_many_events(tx, cut, held=held)
        if cut.kind.key == "employment":
            count += len(store.forgettable(tx, cut, held=held))
        counts.append(count)
    if cut.kind.key == "travel":
        counts[0] += len(store.known_files(tx, store.files_going(tx, cut)))
    return counts[0], counts[1]


def people_concerned(tx: Tx, org: str) -> list[str]:
    """Everybody of whom something goes."""
    tx.org = org
    found: set[str] = set()
    all_cuts = cuts(tx)
    for one in RECORDS:
        if one.person:
            found |= set(store.people_with(tx, one, all_cuts[one.kind]))
    for cut in all_cuts.values():
        if store.has_events(cut.kind.key):
            found |= set(store.people_of_events(tx, cut))
    return sorted({*found, *store.forgettable(tx, all_cuts["employment"])})


def remove_of(tx: Tx, org: str, person: str) -> tuple[Counter[str], list[Blob]]:
    """Removes what goes of one person. Returns how many records of each kind, and the files whose bytes go."""
    tx.org = org
    gone: Counter[str] = Counter()
    lock_people(tx, [person])
    if is_held(tx, person):
        return gone, []
    all_cuts, units = cuts(tx), store.teams_ever(tx, person)
    named = store.files_going(tx, all_cuts["travel"], person)
    for one in RECORDS:
        if one.person:
            gone[one.kind] += store.drop_of(tx, one, all_cuts[one.kind], person, units)
    files = store.known_files(tx, named)
    for row in files:
        store.drop_file(tx, row)
    gone["travel"] += len(files)
    for cut in all_cuts.values():
        if store.has_events(cut.kind.key):
            gone[cut.kind.key] += store.drop_values(tx, cut, person)
    if befores := [all_cuts[kind].before for kind in ("working_time", "leave") if gone[kind]]:
        store.facts_removed(tx, person, max(befores))
    if person in store.forgettable(tx, all_cuts["employment"]):
        store.forget(tx, person, name=True)
        gone["employment"] += 1
    return gone, files


def remove_nobodys(tx: Tx, org: str) -> Counter[str]:
    """Removes what goes of what is nobody's alone."""
    tx.org = org
    gone: Counter[str] = Counter()
    if is_held(tx):
        return gone
    all_cuts = cuts(tx)
    for one in RECORDS:
        if one.person is None:
            gone[one.kind] += store.drop_nobodys(tx, one, all_cuts[one.kind])
    for cut in all_cuts.values():
        if store.has_events(cut.kind.key):
            gone[cut.kind.key] += store.drop_values(tx, cut, None)
    return gone


def write_down(tx: Tx, org: str, who: str, gone: Mapping[str, int]) -> dict[str, int]:
    """Notes a removal that was carried out. Returns what went, by kind."""
    tx.org = org
    counts = {kind: gone.get(kind, 0) for kind in cuts(tx)}
    run = RetentionRun(org=org, id=str(uuid.uuid4()), at=tx.now, who=who, counts=json.dumps(counts))
    tx.insert(run)
    tx.audit("retention.run", "retention_run", run.id, None, {"records": sum(counts.values())})
    return counts


async def remove(db: Database, blobs: Blobs, org: str, who: str) -> dict[str, int]:
    """Removes all that goes today. A removal that was broken off goes on where it ended, when it is asked for again."""
    gone: Counter[str] = Counter()
    files: list[Blob] = []
    for person in await db.read(partial(people_concerned, org=org)):
        counts, dropped = await db.write(partial(remove_of, org=org, person=person))
        gone.update(counts)
        files += dropped
    gone.update(await db.write(partial(remove_nobodys, org=org)))
    await drop_contents(db, blobs, files)
    return await db.write(partial(write_down, org=org, who=who, gone=gone))


async def drop_contents(db: Database, blobs: Blobs, files: list[Blob]) -> None:
    """Drops the bytes of files that were forgotten, where no other file has the same."""
    for kept in sorted({(row.org, row.kept) for row in files}):
        content = Content(*kept, at=0)
        await drop_content(db, blobs, content)
