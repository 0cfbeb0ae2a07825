"""A year's annual holidays of a city's people, and what they add to a punch: `python -m tests.bench.leave 11500`."""

import json
import random
import resource
import sys
import tempfile
import uuid
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from leima.db.database import Hooks
from leima.db.engine import migrate, open_database
from leima.db.tx import Tx
from leima.features.days.leave_earning import earn_leave
from leima.features.days.recompute import recompute_days
from leima.features.people import store as people_store
from leima.world.clock import FakeClock
from tests.bench.working import _PUNCH, CHUNK, Cost, made, punches, settings_in, timed
from tests.company import FLEX, add_terms, agreements, ms

FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)
NOW = "2027-04-01T12:00"
SUMMER = ("2026-07-06", "2026-08-01")
ONE = "p00000"
_COLUMNS = "date, status, flex, kiky, posted, attention, body, version, worked, begins, ends"
_COPY = (
    f"INSERT INTO day_result (org, person, {_COLUMNS}) SELECT org, :person, {_COLUMNS} FROM day_result"
    f" WHERE org='bench' AND person='{ONE}'"
)
TRIES = 300


def found(tx: Tx, *, agreed: bool) -> None:
    """A company with one person who has worked every weekday of an earning year but four weeks of leave."""
    people_store.add_organisation(tx, "Bench", id="bench")
    for one in agreements().values() if agreed else ():
        tx.run(
            "INSERT INTO agreement (org, id, name, from_date, until_date, source, base, rows)"
            " VALUES ('bench', :id, :name, :first, :last, :source, :base, :rows)",
            id=one.key,
            name=one.name,
            first=one.from_,
            last=one.until,
            source=one.source,
            base=one.base,
            rows=json.dumps(one.to_json()["rows"]),
        )
    hired(tx, ONE)
    days = [date.fromordinal(n) for n in range(FIRST.toordinal(), LAST.toordinal() + 1)]
    source = random.Random(7)
    for day in days:
        if day.weekday() < 5 and not SUMMER[0] <= day.isoformat() <= SUMMER[1]:
            tx.many(_PUNCH, punches(ONE, day, source))
    tx.touch(ONE, FIRST.isoformat(), LAST.isoformat())
    tx.changes.clear()
    tx.audits.clear()


def hired(tx: Tx, person: str) -> None:
    """A person with terms, and leave in July."""
    people_store.add_person(tx, name=person, email=f"{person}@bench.test", counts_from=FIRST.isoformat(), id=person)
    add_terms(tx, person, "2020-01-01", **FLEX)
    tx.run(
        "INSERT INTO absence (org, id, person, from_date, until_date, kind, minutes, note, reason, author, deleted,"
        " version)"
        " VALUES ('bench', :id, :person, :first, :last, 'annual_holiday', NULL, '', '', :person, :no, 1)",
        id=str(uuid.uuid4()),
        person=person,
        first=SUMMER[0],
        last=SUMMER[1],
        no=False,
    )


def opened(folder: Path) -> Any:
    """The store of the measurement, on the day after the earning year."""
    return open_database(settings_in(folder), FakeClock(ms(NOW)).now, Hooks())


def everybodys_year(folder: Path, people: int) -> str:
    """What all months of the year and its end cost, posted at once for everybody."""
    migrate(settings_in(folder))
    wall = cpu = 0.0
    with closing(opened(folder)) as db:
        db.write_now(lambda tx: found(tx, agreed=True))
        db.write_now(lambda tx: settled(tx))
        for start in range(1, people + 1, CHUNK):
            some = [f"p{n:05}" for n in range(start, min(start + CHUNK, people + 1))]
            cost = db.write_now(lambda tx, some=some: earned(tx, some))
            wall, cpu = wall + cost.wall, cpu + cost.cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        f"A year's leave of {people} people, budget 30 s: {Cost(wall, cpu)}, {cpu / people * 1000:.2f} ms of the"
        f" processor each; the process held {peak} MB at its most."
    )


def settled(tx: Tx) -> None:
    """Works the one person's year out."""
    tx.org = "bench"
    tx.touch(ONE, FIRST.isoformat(), LAST.isoformat())
    recompute_days(tx)


def earned(tx: Tx, people: Sequence[str]) -> Cost:
    """What earning costs people who have the same year behind them; their days are taken away again."""
    tx.org = "bench"
    for person in people:
        hired(tx, person)
        tx.run(_COPY, person=person)
    tx.send()
    cost = timed(lambda: earn_leave(tx, list(people), LAST.isoformat()))
    tx.send()
    given = tx.value(int, "SELECT COUNT(*) FROM posting WHERE org='bench' AND person IN :people", people=list(people))
    assert given == 12 * len(people), given
    for table in ("day_result", "posting", "account_month", "absence"):
        tx.run(f"DELETE FROM {table} WHERE org='bench' AND person IN :people", people=list(people))
    tx.touched.clear()
    tx.changes.clear()
    tx.audits.clear()
    return cost


def single_days(folder: Path, *, agreed: bool, day: date) -> float:
    """Milliseconds of the processor that a punch more on a date costs, settled: the median of many."""
    migrate(settings_in(folder))
    source, costs = random.Random(11), list[float]()
    with closing(opened(folder)) as db:
        db.write_now(lambda tx: found(tx, agreed=agreed))
        db.write_now(lambda tx: settled(tx))

        def change(tx: Tx) -> None:
            tx.org = "bench"
            late = {"id": str(uuid.uuid4()), "person": ONE, "kind": "out", "no": False}
            tx.run(_PUNCH, **late, at=ms(f"{day}T09:00") + source.randint(0, 60) * 60_000)
            tx.touch(ONE, day.isoformat(), day.isoformat())
            costs.append(timed(lambda: recompute_days(tx)).cpu * 1000)

        for _ in range(TRIES):
            db.write_now(change)
    return median(costs)


def beside_punches(folder: Path) -> list[str]:
    """A punch of today and one of a month that has ended, with leave that is earned and without."""
    lines = []
    for says, day in (("today", date(2027, 4, 1)), ("in a month that has ended", date(2027, 3, 17))):
        with_, without = (
            single_days(made(folder / f"{day}-{agreed}"), agreed=agreed, day=day) for agreed in (True, False)
        )
        lines.append(
            f"A punch {says}, settled: {with_:.2f} ms with leave that is earned, {without:.2f} ms without"
            f" (ratio {with_ / without:.2f})."
        )
    return lines


def main(people: int) -> None:
    """Prints every figure."""
    with tempfile.TemporaryDirectory(prefix="leima-bench-") as folder:
        print(everybodys_year(made(Path(folder, "year")), people))
        for line in beside_punches(made(Path(folder, "punches"))):
            print(line)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1150)
