"""How a device or a desk asks, with what is drawn from a dice; every answer is counted."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from leima.db.site import today
from leima.db.tx import Tx
from leima.rules.zone import next_date
from tests.company import HELSINKI, Company, ms


@dataclass
class Asking:
    """One company and a dice to ask it by. `told` is what was done so far, to tell a failure by."""

    company: Company
    dice: Random
    first: str
    told: list[str] = field(default_factory=list)
    status: dict[str, int] = field(default_factory=dict)

    @property
    def today(self) -> str:
        return str(self.company.world.db.read_now(self._today))

    def _today(self, tx: Tx) -> str:
        tx.org = self.company.ids["org"]
        return today(tx)

    def day(self, back: int = 21, ahead: int = 3) -> str:
        date = next_date(self.today, self.dice.randint(-back, ahead))
        return max(date, self.first)

    def op(self, by: str, *ops: dict[str, Any]) -> None:
        for one in self.company.push(by, *ops)["results"]:
            self._count(ops[0]["type"], one["status"])
            self.told.append(f"{by} {ops[0]['type']} {one['status']} {one.get('code', '')}")
            assert one["status"] != "failed", one
        self.told[-1] += f" {json.dumps([{**op['body'], 'subject': op['subject']} for op in ops])}"

    def ask(self, path: str, body: dict[str, Any], by: str = "palkka", method: str = "POST") -> Any:
        headers = self.company.headers(by)
        answer = self.company.client.request(method, f"/api/v1/{path}", json=body, headers=headers)
        self._count(path.partition("?")[0].split("/")[0], str(answer.status_code))
        self.told.append(f"{by} {path} {answer.status_code} {json.dumps(body)}")
        assert answer.status_code < 500, answer.text
        return answer.json() if answer.content else None

    def _count(self, what: str, how: str) -> None:
        self.status[f"{what} {how}"] = self.status.get(f"{what} {how}", 0) + 1

    def some(self, table: str, who: str, where: str = "1=1") -> Any:
        sql = f"SELECT * FROM {table} WHERE org=:org AND person=:p AND {where} ORDER BY id"
        rows = self.company.rows(sql, p=self.company.ids[who])
        return self.dice.choice(rows) if rows else None

    def within(self, near: int, at: int) -> int:
        """The instant, kept on the date of another one."""
        date = datetime.fromtimestamp(near / 1000, HELSINKI).date().isoformat()
        return min(max(at, ms(f"{date}T00:01")), ms(f"{date}T23:59"))
