"""Any order of arrival gives the same day: punches, breaks and edits, on the server and on the phone."""

import json
import subprocess
from datetime import date as Date
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

from leima.db.tx import Tx
from leima.features.days.gather import gather
from leima.rules.pair import entry_id, pair
from leima.rules.terms import Punch
from tests.company import Company, ms, operation, punch
from tests.rules.vectors import DEFAULTS
from tests.sizes import size

DOMAIN = Path(__file__).parents[1] / "rules" / "domain.mjs"
PRESSES = (("in", "08:00:40"), ("in", "08:00:05"), ("out", "08:00:20"), ("out", "16:00:00"))
MINUTE = 60_000
NUMBERS = ("status", "presence", "breaks", "worked", "flex", "unapproved")
Json = dict[str, Any]


def date_of(number: int) -> str:
    return str(Date(2026, 11, 10) - timedelta(days=number))


def result_of(company: Company, who: str, date: str) -> Json:
    return dict(company.get(who, "days", **{"from": date, "to": date})["days"][0]["result"])


def numbers(company: Company, who: str, date: str) -> Json:
    """What the stored day comes to; a date without any stored day is one on which nothing happened."""
    days = company.get(who, "days", **{"from": date, "to": date})["days"]
    found = days[0]["result"] if days else {"status": "none"}
    return {name: found.get(name, 0) for name in NUMBERS}


def test_a_clock_out_between_two_presses_of_one_minute_gives_the_same_day_in_every_order(company: Company) -> None:
    company.at("2026-11-20T08:00")
    for number, order in enumerate(permutations(PRESSES)):
        date = date_of(number)
        for kind, clock in order:
            company.push("aino", punch(company.ids["aino"], kind, f"{date}T{clock}"))
        assert result_of(company, "aino", date)["worked"] == 8 * 60 - 30, order


def test_what_a_person_took_away_stays_away_whatever_comes_later(company: Company) -> None:
    aino, date = company.at("2026-11-20T08:00").ids["aino"], "2026-11-18"
    first, late = punch(aino, "in", f"{date}T08:00:40"), punch(aino, "in", f"{date}T08:00:05")
    company.push("aino", first, punch(aino, "out", f"{date}T16:00"))
    row = company.rows("SELECT id, version FROM entry WHERE org=:org AND person=:p", p=aino)[0]
    company.push("aino", operation(aino, "entry.delete", {}, 1, id=row.id, base={"version": row.version}))
    company.push("aino", late)
    assert result_of(company, "aino", date)["worked"] == 0
    company.push("aino", punch(aino, "out", f"{date}T08:00:20"))
    assert result_of(company, "aino", date)["worked"] == 0


def test_taking_an_entry_away_holds_though_the_punches_no_longer_make_it(company: Company) -> None:
    aino, date = company.at("2026-11-20T08:00").ids["aino"], "2026-11-18"
    pressed = punch(aino, "in", f"{date}T08:00:40")
    company.push("aino", pressed, punch(aino, "out", f"{date}T16:00"))
    company.push("aino", punch(aino, "in", f"{date}T08:00:05"))
    row = company.rows("SELECT * FROM entry WHERE org=:org AND id=:id", id=entry_id(pressed["entity"]["id"]))[0]
    gone = operation(aino, "entry.delete", {}, 1, id=row.id, base={"version": row.version})
    assert company.push("aino", gone)["results"][0]["status"] == "applied"
    assert result_of(company, "aino", date)["worked"] == 0


def test_an_edit_made_before_an_earlier_press_of_the_same_minute_came_still_counts(company: Company) -> None:
    aino, date = company.at("2026-11-20T08:00").ids["aino"], "2026-11-18"
    pressed = punch(aino, "in", f"{date}T08:00:40")
    company.push("aino", pressed, punch(aino, "out", f"{date}T16:00"))
    row = company.rows("SELECT id, version FROM entry WHERE org=:org AND person=:p", p=aino)[0]
    body = {"set": {"end": ms(f"{date}T15:00")}}
    company.push("aino", operation(aino, "entry.edit", body, 1, id=row.id, base={"version": row.version}))
    company.push("aino", punch(aino, "in", f"{date}T08:00:05", device="wall"))
    assert result_of(company, "aino", date)["worked"] == 7 * 60 - 30


def random_presses(dice: Random, person: str, date: str) -> list[Json]:
    """Ins, outs and breaks of one day in order of time; many of them within a minute of each other."""
    at, found = ms(f"{date}T07:00"), []
    for turn in range(dice.randint(3, 9)):
        at += dice.choice((3_000, 9_000, 25_000, 70_000, 1_800_000, 5_400_000, 7_200_000))
        kind = (
            ("in", "out")[turn % 2] if dice.random() < 0.6 else dice.choice(("break_start", "break_end", "in", "out"))
        )
        made = punch(person, kind, f"{date}T07:00")
        made["time"]["claimed_at"] = at
        found.append(made)
    return found


def random_words(dice: Random, person: str, presses: list[Json]) -> list[Json]:
    """Edits and deletions of entries that the whole day's punches make."""
    pairs = pair([press_of(one) for one in presses], [], person).pairs
    found = []
    for one in dice.sample(pairs, min(len(pairs), dice.randint(0, 2))):
        fields: list[Json] = [
            {"end": (one.start + dice.randint(1, 400)) * MINUTE},
            {"start": (one.start - 7) * MINUTE},
            {"remote": True},
        ]
        for given in dice.sample(fields, 2):
            found.append(operation(person, "entry.edit", {"set": given}, 1, id=one.entry))
    if pairs and dice.random() < 0.4:
        found.append(operation(person, "entry.delete", {}, 1, id=dice.choice(pairs).entry))
    return found


def press_of(op: Json) -> Punch:
    at = op["time"]["claimed_at"]
    given = {"id": op["entity"]["id"], "kind": op["body"]["kind"], "at": at // MINUTE, "ms": at}
    return Punch.from_json(DEFAULTS["punch"] | given)


def same_for(person: str, ops: list[Json]) -> list[Json]:
    """The same day for somebody else: punches in order of time, then the words about their entries."""
    presses = sorted((op for op in ops if op["type"] == "punch.record"), key=lambda op: op["time"]["claimed_at"])
    fresh = [punch(person, op["body"]["kind"], "2026-11-10T07:00", time=op["time"]) for op in presses]
    entries = {
        entry_id(old["entity"]["id"]): entry_id(new["entity"]["id"]) for old, new in zip(presses, fresh, strict=True)
    }
    words = [op for op in ops if op["type"] != "punch.record"]
    return [*fresh, *(operation(person, op["type"], op["body"], 1, id=entries[op["entity"]["id"]]) for op in words)]


def said(company: Company, who: str, op: Json) -> bool:
    """Says an operation on the entry as it stands; whether it was taken."""
    if not op["type"].startswith("entry."):
        return bool(company.push(who, op)["results"][0]["status"] == "applied")
    row = company.rows("SELECT version FROM entry WHERE org=:org AND id=:id", id=op["entity"]["id"])
    if not row:
        return False
    fresh = operation(op["subject"], op["type"], op["body"], 1, id=op["entity"]["id"], base={"version": row[0].version})
    return bool(company.push(who, fresh)["results"][0]["status"] == "applied")


def arrived(company: Company, who: str, ops: list[Json]) -> None:
    """Says everything in this order; a person whose word was not taken says it again when the rest has come."""
    left = [op for op in ops if not said(company, who, op)]
    for op in left:
        assert said(company, who, op) or op["type"] != "punch.record", op


def phone_case(company: Company, who: str, date: str) -> Json:
    """The date's facts as the phone's rules take them."""

    def read(tx: Tx) -> Json:
        tx.org = company.ids["org"]
        facts = gather(tx, company.ids[who], date)
        assert facts is not None
        return {
            "terms": facts.terms.to_json(),
            "calendar": [],
            "absences": [],
            "marks": [],
            "orders": [],
            "date": date,
            "kiky_left": None,
            "as_of": facts.plan.end + 6000,
            "live": False,
            "recent_outs": [],
            "punches": [one.to_json() for one in facts.punches],
            "entries": [one.to_json() for one in facts.entries],
        }

    return company.world.db.read_now(read)


def on_phone(cases: list[Json], folder: Path) -> list[Json]:
    file = folder / "cases.json"
    file.write_text(json.dumps(cases))
    ran = subprocess.run(["node", str(DOMAIN), str(file)], capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    return [dict(one["result"]) for one in json.loads(ran.stdout)]


def count_all_days(company: Company) -> None:
    """Balances count from before the first of the random days, for everybody."""

    def work(tx: Tx) -> None:
        tx.run("UPDATE person SET counts_from='2025-01-01' WHERE org=:org", org=company.ids["org"])

    company.world.db.write_now(work)


def test_random_days_in_random_orders_agree_on_server_and_phone(company: Company, tmp_path: Path) -> None:
    wanted, aino = size("arrival_days"), company.at("2026-11-20T08:00").ids["aino"]
    count_all_days(company)
    cases, stored = [], []
    for seed in range(wanted.wanted):
        dice, date = Random(seed), date_of(seed)
        presses = random_presses(dice, aino, date)
        ops = [*presses, *random_words(dice, aino, presses)]
        dice.shuffle(ops)
        arrived(company, "aino", ops)
        arrived(company, "eino", same_for(company.ids["eino"], ops))
        seen = numbers(company, "aino", date)
        assert seen == numbers(company, "eino", date), f"seed {seed}"
        cases.append(phone_case(company, "aino", date))
        stored.append(seen)
    for seed, (phone, server) in enumerate(zip(on_phone(cases, tmp_path), stored, strict=True)):
        assert {name: phone[name] for name in NUMBERS} == server, f"seed {seed}"
    wanted.reached(len(stored))
