"""SIGKILL of the server under load: what was acknowledged is there once, what was not is applied once when re-sent."""

import random
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest

from leima.db.tx import Row
from tests.faults import phones as pushing
from tests.faults.phones import Phone
from tests.faults.server import READY_SECONDS, Firm, Served, found_firm
from tests.sizes import size

PEOPLE = ("aino", "eino", "hourly", "boss")
PHONES_EACH = 2


def at_rest(firm: Firm) -> dict[str, list[Row]]:
    """Receipts and punches, straight from the store."""
    return {
        "receipt": firm.rows("SELECT op_id, version, seq, status FROM op_receipt WHERE org=:org"),
        "punch": firm.rows("SELECT op_id, id FROM punch WHERE org=:org"),
        "numbered": firm.rows("SELECT seq FROM change_log WHERE org=:org ORDER BY seq"),
        "head": firm.rows("SELECT seq FROM sync_head WHERE org=:org"),
    }


def faults(phones: list[Phone], rows: dict[str, list[Row]]) -> list[str]:
    """Everything that breaks J1 to J4 at rest: lost, doubled, made up, or answered otherwise than stored."""
    made = {id for phone in phones for id in phone.made}
    acked: dict[str, dict[str, Any]] = {id: answer for phone in phones for id, answer in phone.acked.items()}
    found = [text for phone in phones for text in phone.wrong]
    for table in ("receipt", "punch"):
        times = Counter(row.op_id for row in rows[table])
        found += [f"{table}: {id} is lost" for id in acked if times[id] == 0]
        found += [f"{table}: {id} is there {n} times" for id, n in times.items() if n > 1]
        found += [f"{table}: {id} was never made" for id in times if id not in made]
    stored = {row.op_id: row for row in rows["receipt"]}
    found += [
        f"{id} was answered {answer} and is stored {stored[id]}"
        for id, answer in acked.items()
        if id in stored and (answer["seq"], answer["version"]) != (stored[id].seq, stored[id].version)
    ]
    numbers = [row.seq for row in rows["numbered"]]
    if numbers != list(range(1, len(numbers) + 1)) or numbers[-1:] != [row.seq for row in rows["head"]]:
        found.append("the change log has gaps")
    return found


def run_and_kill(served: Served, phones: list[Phone], kills: int, chance: random.Random) -> list[float]:
    """Kills and starts the server `kills` times under load. Answers the seconds until it was ready again."""
    threads = pushing.start(phones)
    seconds = []
    try:
        for _ in range(kills):
            time.sleep(chance.uniform(0.05, 0.6))
            served.kill()
            seconds.append(served.start())
    finally:
        pushing.stop(phones, threads)
    return seconds


def send_the_rest(phones: list[Phone], url: str) -> int:
    """After healing every phone sends what waits, and everything that it ever sent again. Answers how many."""
    sent = 0
    with httpx.Client(timeout=30) as client:
        for phone in phones:
            while phone.waiting:
                assert phone.round(client, 0)
            every = list(phone.made.values())
            for start in range(0, len(every), 50):
                for result in phone.send(client, every[start : start + 50]) or []:
                    first = {**phone.acked[result["op_id"]], "dup": True}
                    if result != first:
                        phone.wrong.append(f"another answer: {result}, first {first}")
                    sent += 1
    return sent


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_a_killed_server_loses_and_doubles_nothing_that_it_acknowledged(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    kills, chance = size(f"kills_{database}"), random.Random(1872)
    firm = found_firm(tmp_path, request.getfixturevalue("postgres_url") if database == "postgres" else "")
    served = Served(firm.settings, tmp_path / "log")
    phones = [Phone(firm, who, served.url, random.Random(n)) for n, who in enumerate(PEOPLE * PHONES_EACH)]
    try:
        served.start()
        seconds = run_and_kill(served, phones, kills.wanted, chance)
        again = send_the_rest(phones, served.url)
    finally:
        served.kill()
    rows = at_rest(firm)
    assert faults(phones, rows) == []
    acked = sum(len(phone.acked) for phone in phones)
    assert acked == again == len(rows["punch"]) > kills.wanted
    print(f"{database}: {acked} operations, ready again in {statistics.median(seconds):.2f} s, at most", end=" ")
    print(f"{max(seconds):.2f} s")
    assert max(seconds) < READY_SECONDS
    kills.reached(len(seconds))


@pytest.mark.parametrize("planted", ["answered before the commit", "applied twice", "number lost", "other answer"])
def test_the_check_after_the_kills_finds_what_it_looks_for(planted: str, tmp_path: Path) -> None:
    firm = found_firm(tmp_path)
    served = Served(firm.settings, tmp_path / "log")
    phone = Phone(firm, "aino", served.url, random.Random(1))
    try:
        served.start()
        with httpx.Client() as client:
            assert phone.round(client, 3) == 3
    finally:
        served.kill()
    rows = at_rest(firm)
    assert faults([phone], rows) == []
    if planted == "answered before the commit":
        rows["punch"].pop()
    elif planted == "applied twice":
        rows["receipt"].append(rows["receipt"][0])
    elif planted == "number lost":
        rows["numbered"].pop(1)
    else:
        next(iter(phone.acked.values()))["seq"] += 1
    assert faults([phone], rows) != []
