"""Whatever order punches come in, and whoever takes them back: stored days are what their facts say."""

import json
from datetime import datetime
from random import Random
from typing import Any

import pytest

from leima.db.tables.agreements import Terms
from leima.db.tx import Tx
from leima.features.days.recompute import recompute_day, recompute_days
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
                recompute_days(tx)
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
        recompute_days(tx)

    company.world.db.write_now(empty)


def with_shifts(company: Company, person: str) -> None:
    """Days count to the date on which the shift began."""

    def change(tx: Tx) -> None:
        sql = "SELECT * FROM terms WHERE org=:org AND person=:p"
        row = tx.one(Terms, sql, org=company.ids["org"], p=person)
        assert row is not None
        body = json.dumps(json.loads(row.body) | {"boundary": "shift_start"})
        tx.run("UPDATE terms SET body=:b WHERE org=:org AND id=:id", b=body, org=company.ids["org"], id=row.id)

    company.world.db.write_now(change)


class RandomActs:
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
    wanted, aino = size("stored_random_acts"), company.ids["aino"]
    company.at("2026-11-20T08:00")
    if boundary == "shift_start":
        with_shifts(company, aino)
    done = 0
    for seed in range(wanted.wanted):
        emptied(company, aino)
        random = RandomActs(company, aino, seed)
        for _ in range(24):
            random.step("aino")
            assert at_rest(company, aino), f"seed {seed}:\n" + "\n".join(random.told)
        done += 1
    wanted.reached(done)


@pytest.mark.parametrize("why", ["shift_start", "mark"])
def test_a_night_that_is_moved_by_hand_is_settled_and_does_not_go_on_for_ever(
    company: Company, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    settled: list[str] = []

    def once(tx: Tx, person: str, date: str, *more: Any) -> None:
        settled.append(date)
        assert len(settled) < 500, "settling has no end"
        recompute_day(tx, person, date, *more)

    monkeypatch.setattr("leima.features.days.recompute.recompute_day", once)
    aino = company.at("2026-11-20T08:00").ids["aino"]
    if why == "shift_start":
        with_shifts(company, aino)
    else:
        span = {"start": ms("2026-11-17T20:00"), "end": ms("2026-11-18T01:00"), "break_min": 0}
        company.push("boss", operation(aino, "kiky.mark", {"date": "2026-11-17", **span}, 1))
    company.push("aino", punch(aino, "in", "2026-11-17T22:00"), punch(aino, "out", "2026-11-18T06:00"))
    row = company.rows("SELECT id, version FROM entry WHERE org=:org AND person=:p", p=aino)[0]
    body = {"set": {"end": ms("2026-11-18T05:00")}, "clear": []}
    edited = operation(aino, "entry.edit", body, 1, id=row.id, base={"version": row.version})
    assert company.push("aino", edited)["results"][0]["status"] == "applied"
    worked = {date: json.loads(text)["worked"] + json.loads(text)["kiky"] for date, text in stored(company, aino)}
    assert sum(worked.values()) == (390 if why == "shift_start" else 540)


def stored(company: Company, person: str) -> list[tuple[str, str]]:
    """The night's days."""
    sql = "SELECT date, body FROM day_result WHERE org=:org AND person=:p AND date IN ('2026-11-17', '2026-11-18')"
    return [(row.date, row.body) for row in company.rows(sql, p=person)]
