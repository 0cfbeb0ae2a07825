"""What working time costs: one person's ten years, one day's change, and everybody's month."""

import gc
import json
import random
import tempfile
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from leima.db.database import Hooks
from leima.db.engine import migrate, open_database
from leima.db.tables.agreements import Terms
from leima.db.tx import Tx
from leima.features.days.recompute import recompute_days
from leima.features.people import store as people_store
from leima.settings import Settings
from leima.world.clock import FakeClock
from tests.company import FLEX, add_terms, ms

TODAY = date(2026, 11, 20)
YEARS = 10
CORES = 2
CHUNK = 200
"""People worked out in one unit of work, as when a day turns."""
_PUNCH = (
    "INSERT INTO punch (org, id, person, kind, at, tz, offset_min, remote, kiky, note, estimated, author, device,"
    " flags, received_at, op_id, version) VALUES ('bench', :id, :person, :kind, :at, 'Europe/Helsinki', 120, :no,"
    " :no, '', :no, :person, 'bench', '[]', :at, :id, 1)"
)


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of the processor."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:.2f} s (processor {self.cpu:.2f} s)"


def timed(work: Callable[[], object]) -> Cost:
    """What a piece of work costs."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def made(folder: Path) -> Path:
    """The folder, there from now on."""
    folder.mkdir()
    return folder


def settings_in(folder: Path) -> Settings:
    return Settings(data=folder)


def opened(folder: Path) -> Any:
    """The store of the measurement, its clock at noon of TODAY. What has been loaded is frozen, as the server does."""
    gc.freeze()
    return open_database(settings_in(folder), FakeClock(ms(f"{TODAY}T12:00")).now, Hooks())


def workdays(first: date) -> list[date]:
    """Monday to Friday from `first` to yesterday."""
    days = [first + timedelta(days=n) for n in range((TODAY - first).days)]
    return [day for day in days if day.weekday() < 5]


@cache
def midnight_of(day: date) -> int:
    """The instant (epoch ms) at which a date begins."""
    return ms(f"{day}T00:00")


def punches(person: str, day: date, source: random.Random) -> list[dict[str, object]]:
    """In, a lunch, out: four punches of an ordinary day."""
    came = source.randint(450, 540)
    clocks = (came, came + 225, came + 255, came + 480 + source.randint(-30, 60))
    kinds = ("in", "break_start", "break_end", "out")
    midnight = midnight_of(day)
    return [
        {"id": str(uuid.uuid4()), "person": person, "kind": kind, "at": midnight + clock * 60_000, "no": False}
        for kind, clock in zip(kinds, clocks, strict=True)
    ]


def found(tx: Tx, people: int, first: date) -> None:
    """A company whose people have worked every weekday since `first`."""
    people_store.add_organisation(tx, "Bench", id="bench")
    days, source = workdays(first), random.Random(7)
    for n in range(people):
        person = f"p{n:05}"
        people_store.add_person(tx, name=person, email=f"{person}@bench.test", counts_from=first.isoformat(), id=person)
        add_terms(tx, person, first.isoformat(), **FLEX)
        tx.many(_PUNCH, [one for day in days for one in punches(person, day, source)])
    tx.changes.clear()
    tx.audits.clear()


def again(tx: Tx, people: list[str], first: date, last: date, org: str = "bench") -> None:
    """Works the stretch out again for these people."""
    tx.org = org
    for person in people:
        tx.touch(person, first.isoformat(), last.isoformat())
    recompute_days(tx)


def ten_years(folder: Path) -> list[str]:
    """One person's ten years: for the first time, again, and after a change that moves every day; then single days."""
    migrate(settings_in(folder))
    first = TODAY.replace(year=TODAY.year - YEARS)
    with closing(opened(folder)) as db:
        db.write_now(lambda tx: found(tx, 1, first))
        who = ["p00000"]
        fresh = timed(lambda: db.write_now(lambda tx: again(tx, who, first, TODAY)))
        same = timed(lambda: db.write_now(lambda tx: again(tx, who, first, TODAY)))

        def shorter(tx: Tx) -> None:
            for row in tx.rows(Terms, "SELECT * FROM terms WHERE org='bench'"):
                body = json.loads(row.body) | {"weekdays": [444] * 5 + [0, 0]}
                tx.run("UPDATE terms SET body=:body WHERE org='bench' AND id=:id", body=json.dumps(body), id=row.id)
            again(tx, who, first, TODAY)

        changed = timed(lambda: db.write_now(shorter))
        lines = [
            f"One person's {YEARS} years ({(TODAY - first).days} days), budget 2 s: worked out for the first time"
            f" {fresh}; again, nothing new {same}; after a change that moves every day {changed}."
        ]
        return [*lines, single_days(db, first)]


def single_days(db: Any, first: date) -> str:
    """A punch more on one day among ten years, settled; without the commit, which is the disk's."""
    source, costs = random.Random(11), []

    def change(tx: Tx) -> None:
        tx.org = "bench"
        day = source.choice(workdays(first))
        late = {"id": str(uuid.uuid4()), "person": "p00000", "kind": "out", "no": False}
        tx.run(_PUNCH, **late, at=ms(f"{day}T19:00") + source.randint(0, 60) * 60_000)
        tx.touch("p00000", day.isoformat(), day.isoformat())
        costs.append(timed(lambda: recompute_days(tx)))

    for _ in range(300):
        db.write_now(change)
    wall, cpu = (sorted(getattr(cost, name) * 1000 for cost in costs) for name in ("wall", "cpu"))
    return (
        f"One day's change, budget 5 ms: median {wall[150]:.2f} ms, p99 {wall[296]:.2f} ms"
        f" (processor {cpu[150]:.2f} and {cpu[296]:.2f} ms), {len(costs)} changes."
    )


def _part(folder: str, people: list[str], first: str, last: str) -> float:
    """One process's share of everybody's month; processor seconds. Nothing differs, so nothing is written."""
    began = time.process_time()
    with closing(opened(Path(folder))) as db:
        for start in range(0, len(people), CHUNK):
            some = people[start : start + CHUNK]
            db.read_now(lambda tx, some=some: again(tx, some, date.fromisoformat(first), date.fromisoformat(last)))
    return time.process_time() - began


def everybodys_month(folder: Path, people: int) -> list[str]:
    """A month of everybody: written for the first time by the one writer, then worked out again on two cores."""
    migrate(settings_in(folder))
    first, last = date(2026, 10, 1), date(2026, 10, 31)
    who = [f"p{n:05}" for n in range(people)]
    with closing(opened(folder)) as db:
        db.write_now(lambda tx: found(tx, people, first))

        def written() -> None:
            for start in range(0, people, CHUNK):
                some = who[start : start + CHUNK]
                db.write_now(lambda tx, some=some: again(tx, some, first, last))

        alone = timed(written)
    with ProcessPoolExecutor(CORES) as pool:
        parts = [who[n::CORES] for n in range(CORES)]
        began = time.perf_counter()
        given = [pool.submit(_part, str(folder), part, first.isoformat(), last.isoformat()) for part in parts]
        cpu = [one.result() for one in given]
        both = time.perf_counter() - began
    return [
        f"{people} people's month ({people * 31} days), budget 60 s on two cores: worked out again on {CORES} cores"
        f" {both:.1f} s (processor {' + '.join(f'{one:.1f}' for one in cpu)} s);"
        f" first time, written by the one writer {alone}."
    ]


def working_time(short: bool) -> list[str]:
    """Every figure of this part, in sentences."""
    with tempfile.TemporaryDirectory(prefix="leima-bench-") as folder:
        lines = ten_years(made(Path(folder, "years")))
        return lines + everybodys_month(made(Path(folder, "month")), 1150 if short else 11_500)
