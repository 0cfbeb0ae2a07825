"""How a device or a desk asks, with what is drawn from a dice; every answer is counted."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from leima.db.site import today
from leima.db.tx import Tx
from leima.rules.zone import next_date
from tests.company import HELSINKI, Company, ms

HOWS = ("applied", "held", "refused", "idle")
"""What became of an act: it counts, it waits for a decision, it was refused, or there was nothing to do it to."""


@dataclass
class Asking:
    """One company and a dice to ask it by. `told` is what was done so far, to tell a failure by."""

    company: Company
    dice: Random
    first: str
    told: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    """What became of each request of the act that is being done, by HOWS."""
    acts: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many acts of each name came to what."""
    teams: dict[str, str] = field(default_factory=dict)
    """The supervisor of those who have moved."""

    def act(self, name: str) -> None:
        """Counts what became of an act when it has been done."""
        how = next((one for one in HOWS[2::-1] if one in self.answers), HOWS[3])
        self.acts[name, how] += 1
        self.answers.clear()

    @property
    def today(self) -> str:
        return str(self.company.world.db.read_now(self._today))

    def _today(self, tx: Tx) -> str:
        tx.org = self.company.ids["org"]
        return today(tx)

    def day(self, back: int = 21, ahead: int = 3) -> str:
        date = next_date(self.today, self.dice.randint(-back, ahead))
        return max(date, self.first)

    def boss(self, who: str) -> str:
        """Who supervises somebody today."""
        return self.teams.get(who, "boss")

    def op(self, by: str, *ops: dict[str, Any], **envelope: Any) -> list[dict[str, Any]]:
        """Pushes as somebody's device; `boss` is the supervisor of whom it is about."""
        if by == "boss":
            who = next((who for who, id in self.company.ids.items() if id == ops[0]["subject"]), "")
            by = self.boss(who)
        results: list[dict[str, Any]] = self.company.push(by, *ops, **envelope)["results"]
        for one in results:
            self._count(one)
            self.told.append(f"{by} {ops[0]['type']} {one['status']} {one.get('code', '')} {one.get('flags', '')}")
            assert one["status"] != "failed", one
        times = [{**op["body"], "subject": op["subject"], "at": op["time"]["claimed_at"]} for op in ops]
        self.told[-1] += f" {json.dumps(times)}"
        return results

    def ask(self, path: str, body: dict[str, Any], by: str = "palkka", method: str = "POST") -> Any:
        headers = self.company.headers(by)
        answer = self.company.client.request(method, f"/api/v1/{path}", json=body, headers=headers)
        self.answers.append("applied" if answer.status_code < 400 else "refused")
        self.told.append(f"{by} {path} {answer.status_code} {json.dumps(body)}")
        assert answer.status_code < 500, answer.text
        return answer.json() if answer.content else None

    def _count(self, one: Mapping[str, Any]) -> None:
        held = "correction_requested" in (one.get("flags") or ())
        self.answers.append("held" if held else "applied" if one["status"] == "applied" else "refused")

    def some(self, table: str, who: str, where: str = "1=1") -> Any:
        sql = f"SELECT * FROM {table} WHERE org=:org AND person=:p AND {where} ORDER BY id"
        rows = self.company.rows(sql, p=self.company.ids[who])
        return self.dice.choice(rows) if rows else None

    def within(self, near: int, at: int) -> int:
        """The instant, kept on the date of another one."""
        date = datetime.fromtimestamp(near / 1000, HELSINKI).date().isoformat()
        return min(max(at, ms(f"{date}T00:01")), ms(f"{date}T23:59"))
