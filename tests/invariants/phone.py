"""The phones of a firm: each pulls what has changed and works its days out by the phone's own rules."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leima.db.operations import epoch_minute
from leima.db.tables.days import DayResult
from leima.db.tx import Tx
from leima.features.days.gather import gather
from leima.features.days.recompute import dates_between
from leima.features.days.stored_facts import StoredFacts
from tests.company import Company

PROGRAM = Path(__file__).with_name("phone.mjs")
Json = dict[str, Any]
WORKED_OUT = {"day": ("facts_seq",)}


@dataclass
class Held:
    """What one device holds: its cursor, its rows by type and id, and what its rules have not been told of yet."""

    cursor: str = ""
    rows: dict[tuple[str, str], Any] = field(default_factory=dict)
    anew: bool = True
    news: list[Json] = field(default_factory=list)

    def take_news(self) -> tuple[bool, list[Json]]:
        """Whether it has begun anew since its rules were told, and the changes."""
        told = self.anew, self.news
        self.anew, self.news = False, []
        return told


def kept(change: Json) -> Any:
    """A change as a device keeps it, without what says nothing of the row: the number up to which a day holds the
    facts."""
    data = change["data"]
    if data is not None:
        data = {name: value for name, value in data.items() if name not in WORKED_OUT.get(change["type"], ())}
    return change["version"], change["deleted"], json.dumps(data, sort_keys=True)


class Phones:
    """A device for each person, which keeps what it pulled."""

    def __init__(self, company: Company, rules: "subprocess.Popen[str]") -> None:
        self.company, self.rules = company, rules
        self.held: dict[str, Held] = {}
        self.days = 0

    def pulled(self, who: str, held: Held) -> Json:
        """Brings a device up to date; the balances that came with the changes."""
        changes: list[Json] = []
        anew = not held.cursor
        while True:
            page = self.company.get(who, "sync/pull", limit=1000, **({"cursor": held.cursor} if held.cursor else {}))
            if page["reset"]:
                anew, changes, held.cursor = True, [], ""
                continue
            changes += page["changes"]
            held.cursor = page["cursor"]
            if not page["more"]:
                break
        if anew:
            held.rows.clear()
            held.news.clear()
        held.anew = held.anew or anew
        held.news += changes
        for one in changes:
            held.rows.pop((one["type"], one["id"]), None)
            if not (one["deleted"] and one["data"] is None):
                held.rows[one["type"], one["id"]] = kept(one)
        return dict(page["balances"])

    def other(self, who: str, first: str, last: str) -> list[str]:
        """What a person's phone says of these dates and of the balances that the server does not; empty is well."""
        person, held = self.company.ids[who], self.held.setdefault(who, Held())
        balances = self.pulled(who, held)
        anew, changes = held.take_news()
        asks, server, stored = self.company.world.db.read_now(lambda tx: self._server(tx, person, first, last))
        said = {"device": f"{id(self)} {who}", "person": person, "zone": "Europe/Helsinki", "reset": anew}
        told = self._ask_rules({**said, "changes": changes, "balances": balances, "now": self._now(), "asks": asks})
        self.days += len(asks)
        found = [f"{who} {one}" for one in self._differences(asks, told["days"], server)]
        theirs = [[one["account"], one["amount"]] for one in balances["accounts"]]
        found += [] if told["accounts"] == theirs else [f"{who} accounts {told['accounts']} {theirs}"]
        mine = {key: row for (type, key), row in held.rows.items() if type == "day"}
        for key, row in stored.items():
            if (json.loads(mine[key][2])["result"] if key in mine else {}) != row:
                found.append(f"{who} has not got {key}")
        return found

    def _now(self) -> int:
        return self.company.clock.now()

    def _server(self, tx: Tx, person: str, first: str, last: str) -> tuple[list[Json], list[Json | None], Json]:
        """What is asked of each date, what the server makes of it from its facts, and what it has stored."""
        tx.org = self.company.ids["org"]
        stored_facts = StoredFacts(tx, person, first, last)
        asks, results = [], []
        for date in dates_between(first, last):
            facts = gather(tx, person, date, stored_facts)
            left = facts.plan.kiky.left if facts and facts.plan.kiky else None
            asks.append({"date": date, "left": left})
            results.append(json.loads(json.dumps(facts.day(epoch_minute(tx.now), True).to_json())) if facts else None)
        rows = tx.rows(
            DayResult,
            "SELECT * FROM day_result WHERE org=:org AND person=:p AND date BETWEEN :first AND :last",
            org=tx.org,
            p=person,
            first=first,
            last=last,
        )
        return asks, results, {f"{person}:{row.date}": json.loads(row.body) for row in rows}

    @staticmethod
    def _differences(asks: list[Json], phone: list[Any], server: list[Any]) -> Iterator[str]:
        for ask, theirs, ours in zip(asks, phone, server, strict=True):
            if theirs != ours:
                names = [name for name in ours or {} if theirs is None or theirs.get(name) != ours[name]]
                yield f"{ask}: " + "; ".join(f"{name} {theirs and theirs.get(name)} for {ours[name]}" for name in names)

    def _ask_rules(self, said: Json) -> Json:
        assert self.rules.stdin is not None and self.rules.stdout is not None
        self.rules.stdin.write(json.dumps(said) + "\n")
        self.rules.stdin.flush()
        return dict(json.loads(self.rules.stdout.readline()))

    def out_of_date(self) -> list[str]:
        """What the devices hold after all their pulls that a new device would not, and the other way round."""
        found = []
        for who, held in self.held.items():
            self.pulled(who, held)
            fresh = Held()
            self.pulled(who, fresh)
            for key in sorted(held.rows.keys() | fresh.rows.keys()):
                if held.rows.get(key) != fresh.rows.get(key) and not _taken_back(
                    held.rows.get(key), fresh.rows.get(key)
                ):
                    found.append(f"{who} {key} {held.rows.get(key)} for {fresh.rows.get(key)}")
        return found


def _taken_back(held: Any, fresh: Any) -> bool:
    """A row that was deleted while the device looked on: a new device does not hear of it."""
    return fresh is None and held is not None and held[1]


@contextmanager
def rules() -> Iterator["subprocess.Popen[str]"]:
    """The running rules of the phone; all devices of a test share them."""
    program = ["node", str(PROGRAM)]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        try:
            yield running
        finally:
            running.kill()
