"""Whatever order punches come in, and whoever takes them back: stored days are what their facts say."""

import json
from datetime import datetime
from random import Random
from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.days.settle import settle
from tests.company import HELSINKI, Company, ms, operation, punch
from tests.sizes import size
from tests.sync.test_any_order import date_of, stands

DAYS = (2, 3, 4, 5)
EMPTY = {"work_type": None, "cost_centre": None, "remote": False, "kiky": False, "note": ""}
FACTS = ("punch", "entry", "day_result", "day_posting", "account_month", "correction")


class _Undone(Exception):
    pass


def at_rest(company: Company, person: str) -> bool:
    """Whether working every day out again, and undoing that, would have changed nothing."""

    def again(tx: Tx) -> bool:
        tx.org = company.ids["org"]
        before = stands(tx, person)
        same = False
        try:
            with tx.savepoint():
                tx.touch(person, date_of(1), date_of(9))
                settle(tx)
                same = stands(tx, person) == before
                raise _Undone
        except _Undone:
            return same

    return company.world.db.write_now(again)


def emptied(company: Company, person: str) -> None:
    """Days that ended without a word."""

    def empty(tx: Tx) -> None:
        for table in FACTS:
            tx.run(f"DELETE FROM {table} WHERE org=:org AND person=:p", org=company.ids["org"], p=person)
        tx.org = company.ids["org"]
        tx.touch(person, date_of(1), date_of(9))
        settle(tx)

    company.world.db.write_now(empty)


def with_shifts(company: Company, person: str) -> None:
    """Days count to the date on which the shift began."""

    def change(tx: Tx) -> None:
        row = tx.one("SELECT * FROM terms WHERE org=:org AND person=:p", org=company.ids["org"], p=person)
        assert row is not None
        body = json.dumps(json.loads(row.body) | {"boundary": "shift_start"})
        tx.run("UPDATE terms SET body=:b WHERE org=:org AND id=:id", b=body, org=company.ids["org"], id=row.id)

    company.world.db.write_now(change)


class Storm:
    """Random words of an employee and a supervisor about the same few days and nights."""

    def __init__(self, company: Company, person: str, seed: int) -> None:
        self.company, self.person, self.dice = company, person, Random(seed)
        self.told: list[str] = []

    def instant(self) -> str:
        return f"{date_of(self.dice.choice(DAYS))}T{self.dice.randrange(24):02d}:{self.dice.randrange(60):02d}"

    def step(self, who: str) -> None:
        """One operation; refused ones are part of the weather."""
        what = self.dice.choice(("punch",) * 6 + ("typed", "edited", "deleted", "chosen"))
        op = getattr(self, f"_{what}")()
        if op is None:
            return
        by = self.dice.choice((who, who, "boss"))
        said = self.company.push(by, op)["results"][0]
        at = datetime.fromtimestamp(op["time"]["claimed_at"] / 1000, HELSINKI).strftime("%d. %H:%M")
        self.told.append(f"{by} {op['type']} {at} {json.dumps(op['body'])}: {said['status']} {said.get('code', '')}")

    def _punch(self) -> dict[str, Any]:
        kind = self.dice.choice(("in", "in", "out", "out", "break_start", "break_end"))
        return punch(self.person, kind, self.instant(), id=self._id())

    def _typed(self) -> dict[str, Any]:
        start = ms(self.instant())
        body = {**EMPTY, "start": start, "end": start + self.dice.choice((1, 5, 20)) * 3_600_000}
        return operation(self.person, "entry.create", body, start, id=self._id())

    def _edited(self) -> dict[str, Any] | None:
        row = self._one("SELECT * FROM entry WHERE org=:org AND person=:p AND NOT deleted ORDER BY id")
        if row is None:
            return None
        name = self.dice.choice(("start", "end"))
        at = row.start_at if name == "start" or row.end_at is None else row.end_at
        body = {"set": {name: at + self.dice.randrange(-300, 300) * 60_000}, "clear": []}
        return operation(self.person, "entry.edit", body, 1, id=row.id, base={"version": row.version})

    def _deleted(self) -> dict[str, Any] | None:
        row = self._one("SELECT id, version, deleted FROM entry WHERE org=:org AND person=:p ORDER BY id")
        if row is None:
            return None
        return operation(
            self.person,
            "entry.restore" if row.deleted else "entry.delete",
            {},
            1,
            id=row.id,
            base={"version": row.version},
        )

    def _chosen(self) -> dict[str, Any] | None:
        sql = "SELECT id FROM punch WHERE org=:org AND person=:p AND superseded_by IS NULL ORDER BY id"
        rows = self.company.rows(sql, p=self.person)
        if len(rows) < 2:
            return None
        kept, other = self.dice.sample(rows, 2)
        return operation(self.person, "punch.choose", {"instead_of": [other.id]}, 1, id=kept.id)

    def _one(self, sql: str) -> Any:
        rows = self.company.rows(sql, p=self.person)
        return self.dice.choice(rows) if rows else None

    def _id(self) -> str:
        hexed = f"{self.dice.getrandbits(128):032x}"
        return f"{hexed[:8]}-{hexed[8:12]}-4{hexed[13:16]}-8{hexed[17:20]}-{hexed[20:]}"


@pytest.mark.parametrize("boundary", ["calendar", "shift_start"])
def test_days_stand_as_their_facts_say_after_every_word(company: Company, boundary: str) -> None:
    storms, aino = size("stored_storms"), company.ids["aino"]
    company.at("2026-11-20T08:00")
    if boundary == "shift_start":
        with_shifts(company, aino)
    done = 0
    for seed in range(storms.wanted):
        emptied(company, aino)
        storm = Storm(company, aino, seed)
        for _ in range(24):
            storm.step("aino")
            assert at_rest(company, aino), f"seed {seed}:\n" + "\n".join(storm.told)
        done += 1
    storms.reached(done)
