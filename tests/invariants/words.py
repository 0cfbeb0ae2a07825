"""Second thoughts: breaks set by hand, taking back, and people who move to another team."""

import json
from collections.abc import Callable
from typing import Any

from leima.db.tx import Tx
from leima.features.importing.reading import read
from leima.features.importing.service import take_in
from tests.company import ms, new_id, operation, punch
from tests.invariants.asking import Asking
from tests.invariants.firm import TEAMS

DECISIONS = ("work_order", "correction", "change_request")


class Words(Asking):
    """Edits of breaks, undoing and moving."""

    def wordy(self) -> list[tuple[int, Callable[[str], None]]]:
        """The acts by how often they come."""
        return [
            *(
                (5, self.with_breaks),
                (5, self.breaks_edited),
                (3, self.breaks_handed_back),
                (2, self.typed_with_breaks),
            ),
            *((5, self.punch_undone), (3, self.work_switched), (3, self.disputed), (4, self.decision_undone)),
            *((4, self.month_undone), (4, self.team_moved)),
        ]

    # breaks
    def with_breaks(self, who: str) -> None:
        date, person = self.day(ahead=0), self.company.ids[who]
        at = ms(f"{date}T0{self.dice.randint(6, 9)}:{self.dice.randint(0, 59):02}")
        kinds = ["in", *(["break_start", "break_end"] * self.dice.randint(1, 2)), "out"]
        if self.dice.random() < 0.3:
            kinds.remove("break_end")
        ops = []
        for kind in kinds:
            one = punch(person, kind, f"{date}T00:00")
            one["time"]["claimed_at"] = at
            ops.append(one)
            at += self.dice.choice((1, 14, 31, 120, 180)) * 60_000
        if self.dice.random() < 0.3:
            self.dice.shuffle(ops)
        self.op(self.dice.choice((who, who, "boss")), *ops)

    def _breaks(self, start: int, end: int) -> dict[str, Any]:
        spans, at = [], start
        for _ in range(self.dice.randint(0, 2)):
            left = at + self.dice.randint(0, 120) * 60_000
            at = left + self.dice.choice((1, 15, 30, 45)) * 60_000
            spans.append([left, at])
        return {"until": self.dice.choice((end, end, at)), "spans": spans}

    def breaks_edited(self, who: str) -> None:
        row = self.some("entry", who, "NOT deleted")
        if row is None:
            return
        end = row.end_at or row.start_at + 3 * 3_600_000
        body = {"set": {"breaks": self._breaks(row.start_at, end)}, "clear": []}
        made = operation(self.company.ids[who], "entry.edit", body, 1, id=row.id, base={"version": row.version})
        self.op(self.dice.choice((who, "boss")), made)

    def breaks_handed_back(self, who: str) -> None:
        row = self.some("entry", who, "overrides LIKE '%breaks%'")
        if row is None:
            return
        body = {"set": {}, "clear": ["breaks"]}
        made = operation(self.company.ids[who], "entry.edit", body, 1, id=row.id, base={"version": row.version})
        self.op(self.dice.choice((who, "boss")), made)

    def typed_with_breaks(self, who: str) -> None:
        start = ms(f"{self.day(ahead=0)}T{self.dice.randint(5, 21):02}:00")
        end = start + self.dice.randint(2, 9) * 3_600_000
        body = {"start": start, "end": end, "breaks": self._breaks(start, end)}
        self.op(who, operation(self.company.ids[who], "entry.create", body, self.company.clock.now()))

    # taking back
    def punch_undone(self, who: str) -> None:
        row = self.some("punch", who)
        if row is None:
            return
        by = next((name for name in (who, "boss", "uusi") if self.company.ids[name] == row.author), who)
        made = operation(self.company.ids[who], "punch.undo", {}, self.company.clock.now(), id=row.id)
        for _ in range(self.dice.choice((1, 1, 2))):
            self.op(by, {**made, "op_id": new_id()})

    def work_switched(self, who: str) -> None:
        """Other work from a minute on, and perhaps that is taken back at once."""
        date, person = self.day(ahead=0), self.company.ids[who]
        out = punch(person, "out", f"{date}T1{self.dice.randint(0, 5)}:{self.dice.randint(0, 59):02}")
        into = punch(person, "in", f"{date}T00:00", body={"remote": True})
        into["time"]["claimed_at"] = out["time"]["claimed_at"] + 1
        self.op(who, out, into)
        if self.dice.random() < 0.5:
            at = self.company.clock.now()
            self.op(who, *(operation(person, "punch.undo", {}, at, id=one["entity"]["id"]) for one in (into, out)))

    def disputed(self, who: str) -> None:
        """The supervisor says a clock-out, and the person another one in its place."""
        row, person = self.some("punch", who, "kind='in' AND superseded_by IS NULL"), self.company.ids[who]
        if row is None:
            return
        ops = []
        for hours in (self.dice.randint(1, 9), self.dice.randint(1, 9)):
            one = punch(person, "out", f"{self.today}T00:00")
            one["time"]["claimed_at"] = min(row.at + hours * 3_600_000, self.company.clock.now())
            ops.append(one)
        theirs, ours = ops
        self.op("boss", theirs)
        wish = {"instead_of": [theirs["entity"]["id"]]}
        choice = operation(person, "punch.choose", wish, self.company.clock.now(), id=ours["entity"]["id"])
        self.op(who, ours, choice)

    def decision_undone(self, who: str) -> None:
        """Who decided takes it back; where nothing has been decided, somebody decides."""
        found = [
            (name, row)
            for name in DECISIONS
            if (row := self.some(name, who, "status IN ('approved', 'rejected') AND decided_by IS NOT NULL"))
        ]
        if not found:
            self._decided(who)
            return
        name, row = self.dice.choice(found)
        by = next((one for one in ("boss", "uusi", "palkka") if self.company.ids[one] == row.decided_by), "palkka")
        self._say(by, who, name, "undo", row.id, {"seen_version": row.version})

    def _decided(self, who: str) -> None:
        waiting = [(name, row) for name in DECISIONS if (row := self.some(name, who, "status='waiting'"))]
        if waiting:
            name, row = self.dice.choice(waiting)
            word = {"decision": self.dice.choice(("approve", "reject")), "seen_version": row.version, "reason": "x"}
            self._say(self.boss(who), who, name, "decide", row.id, word)

    def _say(self, by: str, who: str, name: str, verb: str, id: str, body: dict[str, Any]) -> None:
        prefix = {"work_order": "order", "change_request": "change"}.get(name, name)
        made = operation(self.company.ids[who], f"{prefix}.{verb}", body, self.company.clock.now(), id=id)
        made["entity"]["type"] = name
        self.op(by, made)

    def month_undone(self, who: str) -> None:
        """Who decided on a month takes that back; one that is only sent is recalled, or decided."""
        person, now = self.company.ids[who], self.company.clock.now()
        row = self.some("month_state", who, "status IN ('sent', 'approved', 'returned')")
        if row is None:
            self.op(who, operation(person, "month.send", {}, now, id=f"{person}:{self.today[:7]}"))
        elif row.status != "sent":
            by = next((one for one in ("boss", "uusi") if self.company.ids[one] == row.decided_by), "palkka")
            self.op(by, operation(person, "month.undo", {"seen_version": row.version}, now, id=row.id))
        elif self.dice.random() < 0.4:
            self.op(who, operation(person, "month.recall", {}, now, id=row.id))
        else:
            word = {"seen_version": row.version, "reason": "katso"}
            self.op("boss", operation(person, "month.return", word, now, id=row.id))

    # moving
    def team_moved(self, who: str) -> None:
        """To another team from today, as payroll takes it in."""
        team = self.dice.choice([one for one in TEAMS if TEAMS[one] != self.teams.get(who)] or list(TEAMS))
        row = self.company.rows("SELECT name, email FROM person WHERE org=:org AND id=:p", p=self.company.ids[who])[0]
        person = {"key": who, "name": row.name, "email": row.email, "team": team}
        teams = [{"key": key, "name": f"Tiimi {key}"} for key in TEAMS]
        file = json.dumps({"format": 1, "teams": teams, "people": [person]}).encode()

        def work(tx: Tx) -> None:
            tx.org = self.company.ids["org"]
            report = take_in(tx, read("file.json", file), write=True)
            assert not report.problems, report.problems

        self.company.world.db.write_now(work)
        self.teams[who] = TEAMS[team]
        self.told.append(f"{who} moves to {team}")
        self.answers.append("applied")
